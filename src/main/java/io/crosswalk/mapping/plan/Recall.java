package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.BundleEntry;
import io.crosswalk.fhir.Composite;
import io.crosswalk.fhir.FhirJson;
import io.crosswalk.fhir.FhirType;
import io.crosswalk.source.SourceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one conversion takes from those before it, and leaves for those after it. What a map makes of a place is remembered
 * when making it has not looked around: {@link Run#looksAround}. Confined to the thread of its run.
 */
final class Recall {

    private final Run run;
    private final FhirJson json;
    private @Nullable ConversionMemory memory;
    private @Nullable Learning learning;

    /** A resource or value that is being made, and may be remembered. */
    static final class Learning {

        final List<KnownResource> inside = new ArrayList<>(4);
        /** As the map alone makes it. */
        @Nullable
        BundleEntry resource;
    }

    /** Makes a value of a data type: says whether one came out. */
    interface ValueMaker {

        boolean fill(Composite value);
    }

    /**
     * @param memory null when every rule is to run
     * @param json writes what is remembered
     */
    Recall(Run run, @Nullable ConversionMemory memory, FhirJson json) {
        this.run = run;
        this.memory = memory;
        this.json = json;
    }

    /** As {@link Run#resource}. */
    @Nullable
    BundleEntry resource(
            MapPlan map,
            SourceNode node,
            Frame owner,
            RulePlan rule,
            @Nullable BundleEntry behind,
            BundleEntry.@Nullable Write write) {
        ConversionMemory known = memory;
        Object likeness = known == null || behind != null ? null : node.likeness();
        if (known == null || likeness == null) {
            return run.made(map, node, owner, rule, behind, write, null);
        }
        ConversionMemory.Key key = new ConversionMemory.Key(map, write, likeness);
        KnownResource before = (KnownResource) known.find(key);
        if (before != null && before.fits(run.taken())) {
            if (learning != null) {
                learning.inside.add(before);
            }
            return take(before, map, node, owner.scope);
        }
        if (before != null || learning == null && !known.isMetAgain(key)) {
            return run.made(map, node, owner, rule, null, write, null);
        }
        Learning outer = learning;
        Learning mine = new Learning();
        learning = mine;
        int looks = run.looksAround();
        BundleEntry entry = run.made(map, node, owner, rule, null, write, mine);
        learning = outer;
        KnownResource learnt = run.looksAround() == looks ? learnt(mine) : null;
        if (learnt == null) {
            run.look();
        } else {
            known.learn(key, learnt);
            if (outer != null) {
                outer.inside.add(learnt);
            }
        }
        return entry;
    }

    private @Nullable KnownResource learnt(Learning mine) {
        BundleEntry resource = mine.resource;
        if (resource == null || !resource.isWritten()) {
            return null;
        }
        return KnownResource.of(
                new KnownResource.Part(resource.type(), resource.id(), resource.write(), json.resourceOf(resource)),
                mine.inside);
    }

    /**
     * A value of a data type that depends on its place alone, perhaps as it was made before.
     *
     * @param maker fills an empty value
     * @param owner what makes all values of this sort
     * @return null when nothing came out
     */
    @Nullable
    Composite value(FhirType type, Object owner, SourceNode node, ValueMaker maker) {
        ConversionMemory known = memory;
        Object likeness = known == null ? null : node.likeness();
        if (known == null || likeness == null) {
            return made(type, maker);
        }
        ConversionMemory.Key key = new ConversionMemory.Key(owner, null, likeness);
        if (known.find(key) instanceof KnownValue before) {
            return before == KnownValue.NOTHING
                    ? null
                    : Composite.known(type, before.json(), value -> fill(value, maker));
        }
        if (learning == null && !known.isMetAgain(key)) {
            return made(type, maker);
        }
        Learning outer = learning;
        Learning mine = new Learning();
        learning = mine;
        int looks = run.looksAround();
        Composite made = made(type, maker);
        learning = outer;
        if (run.looksAround() == looks && mine.inside.isEmpty()) {
            known.learn(key, made == null ? KnownValue.NOTHING : new KnownValue(json.valueOf(made)));
        }
        if (outer != null) {
            outer.inside.addAll(mine.inside);
        }
        return made;
    }

    private static @Nullable Composite made(FhirType type, ValueMaker maker) {
        Composite made = new Composite(type);
        return maker.fill(made) ? made : null;
    }

    /** Takes a remembered resource into the Bundle, with those that it refers to. */
    private BundleEntry take(KnownResource known, MapPlan map, SourceNode node, Scope scope) {
        List<BundleEntry> fresh = new ArrayList<>(known.parts().size());
        for (int i = 0; i < known.parts().size(); i++) {
            KnownResource.Part part = known.parts().get(i);
            if (!run.taken().containsKey(part.id())) {
                BundleEntry entry = part.entry();
                fresh.add(entry);
                run.take(entry);
            }
        }
        BundleEntry entry = Objects.requireNonNull(run.taken().get(known.own().id()));
        run.note(entry, map, node);
        BundleEntry own = fresh.contains(entry) ? entry : alone(known.own());
        fresh.forEach(each -> each.setFiller(() -> fill(fresh, own, map, node, scope)));
        return entry;
    }

    /** Takes what the rules make of a resource that stands in the Bundle already. */
    private static BundleEntry alone(KnownResource.Part part) {
        return new BundleEntry(part.type(), part.id(), part.write());
    }

    /** Somebody asks for the content of a resource that was remembered: the rules run after all. */
    private void fill(List<BundleEntry> fresh, BundleEntry own, MapPlan map, SourceNode node, Scope scope) {
        fresh.forEach(BundleEntry::forgetJson);
        ConversionMemory remembered = memory;
        memory = null;
        map.fillResource(new Frame(run, scope, node, own, own.content()));
        memory = remembered;
    }

    private void fill(Composite value, ValueMaker maker) {
        ConversionMemory remembered = memory;
        memory = null;
        maker.fill(value);
        memory = remembered;
    }
}
