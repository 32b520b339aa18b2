package io.crosswalk.mapping.trace;

import io.crosswalk.fhir.BundleEntry;
import io.crosswalk.fhir.Composite;
import io.crosswalk.fhir.Merge;
import io.crosswalk.fhir.Primitive;
import io.crosswalk.fhir.StableId;
import io.crosswalk.fhir.Typed;
import io.crosswalk.fhir.Values;
import io.crosswalk.mapping.TracedConversion;
import io.crosswalk.mapping.TracedConversion.ElementTrace;
import io.crosswalk.mapping.TracedConversion.SourceValue;
import io.crosswalk.mapping.plan.Claim;
import io.crosswalk.mapping.plan.Plan;
import io.crosswalk.mapping.plan.Reason;
import io.crosswalk.mapping.plan.TraceListener;
import io.crosswalk.mapping.plan.Use;
import io.crosswalk.message.Conversion;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Remembers what was read and written while a message is converted. For one conversion; {@link Explanation} tells it. */
public final class Trace implements TraceListener {

    private final Map<Object, Written> written = new IdentityHashMap<>();
    private final Map<Object, Written> references = new IdentityHashMap<>();
    private final Map<BundleEntry, Written> identities = new IdentityHashMap<>();
    private final Map<BundleEntry, List<Claim>> shared = new IdentityHashMap<>();
    /** What rules have read for an element to which they gave nothing, by what they fill and the element. */
    private final Map<Object, Map<String, List<Claim>>> passed = new IdentityHashMap<>();
    /** What stands in a list beside others, because it is not the same. */
    private final Map<Object, List<Object>> different = new IdentityHashMap<>();

    private final Map<SourceNode, Left> left = new HashMap<>();
    private final Set<SourceNode> taken = new HashSet<>();
    private final Set<SourceNode> asked = new HashSet<>();
    private final Deque<Scope> scopes = new ArrayDeque<>();
    private Use use = Use.VALUE;
    private int hushed;
    private @Nullable Left leaving;
    private List<Claim> pointed = List.of();

    /** One value with its origin. */
    record Written(
            String rule, List<String> through, @Nullable SourceNode source, List<Claim> claims, String codeRow) {

        /** What nobody has told. */
        static final Written NONE = new Written("", List.of(), null, List.of(), "");

        Written because(List<Claim> others) {
            return new Written(rule, through, source, List.copyOf(others), codeRow);
        }

        /** The place that a value which holds others was made for; empty for all others. */
        String madeFor() {
            SourceNode place = source;
            return place == null || isWhole() ? "" : place.place();
        }

        /** Whether it was made in one piece, so that what is inside has the same origin. */
        boolean isWhole() {
            return source == null || claims.stream().anyMatch(claim -> claim.use() != Use.CONDITION);
        }
    }

    /** Why a source value was left out. */
    record Left(Reason reason, String rule) {}

    /** What a rule that runs has read. */
    private static final class Scope {

        final String rule;
        final List<Claim> values = new ArrayList<>(4);
        final List<Claim> conditions = new ArrayList<>(4);

        Scope(String rule) {
            this.rule = rule;
        }
    }

    public Trace() {
        scopes.push(new Scope(""));
    }

    // ---- what is read

    private Scope scope() {
        return scopes.element();
    }

    @Override
    public Use use(Use next) {
        Use before = use;
        use = next;
        return before;
    }

    @Override
    public void read(SourceNode leaf) {
        if (hushed > 0) {
            return;
        }
        Left why = leaving;
        if (why != null) {
            if (use != Use.CONDITION) {
                left(leaf, why.reason(), why.rule());
            }
        } else if (use == Use.CONDITION) {
            asked.add(leaf);
            add(scope().conditions, new Claim(leaf, use));
        } else {
            add(scope().values, new Claim(leaf, use));
        }
    }

    private static void add(List<Claim> claims, Claim claim) {
        if (!claims.contains(claim)) {
            claims.add(claim);
        }
    }

    @Override
    public void shapedBy(SourceNode leaf) {
        Use before = use(Use.CONDITION);
        read(leaf);
        use(before);
    }

    @Override
    public void decidedBy(List<Claim> claims) {
        claims.forEach(claim -> add(scope().conditions, claim.as(Use.CONDITION)));
    }

    @Override
    public void readMessage() {
        if (hushed == 0 && leaving == null) {
            add(use == Use.CONDITION ? scope().conditions : scope().values, Claim.MESSAGE);
        }
    }

    @Override
    public void hush() {
        hushed++;
    }

    @Override
    public void heed() {
        hushed--;
    }

    // ---- where it is read

    @Override
    public void enter(String rule) {
        scopes.push(new Scope(rule));
    }

    @Override
    public void enter(String rule, List<Claim> conditions) {
        enter(rule);
        scope().conditions.addAll(conditions);
    }

    @Override
    public void enter(String rule, Object self, String target) {
        enter(rule, passed.getOrDefault(self, Map.of()).getOrDefault(target, List.of()));
    }

    @Override
    public void leaveEmpty(Object self, String target) {
        List<Claim> claims = conditions(claims());
        leave();
        if (!claims.isEmpty()) {
            List<Claim> all = passed.computeIfAbsent(self, s -> new HashMap<>(4))
                    .computeIfAbsent(target, t -> new ArrayList<>(4));
            claims.forEach(claim -> add(all, claim));
        }
    }

    @Override
    public void leave() {
        scopes.pop();
    }

    @Override
    public Mark mark() {
        return new Mark(scope().values.size(), scope().conditions.size());
    }

    @Override
    public void passed(Mark since) {
        List<Claim> values = scope().values;
        List<Claim> gone = new ArrayList<>(values.subList(since.values(), values.size()));
        values.subList(since.values(), values.size()).clear();
        gone.forEach(claim -> add(scope().conditions, claim.as(Use.CONDITION)));
    }

    @Override
    public void forget(Mark since) {
        Scope scope = scope();
        scope.values.subList(since.values(), scope.values.size()).clear();
        scope.conditions.subList(since.conditions(), scope.conditions.size()).clear();
    }

    @Override
    public List<Claim> claims() {
        List<Claim> all = new ArrayList<>(scope().values);
        all.addAll(scope().conditions);
        return all;
    }

    // ---- what is left out

    @Override
    public void leaving(Reason why, String rule) {
        leaving = new Left(why, rule);
    }

    @Override
    public void stay() {
        leaving = null;
    }

    @Override
    public void left(SourceNode node, Reason why, String rule) {
        Left before = left.get(node);
        if (before == null || why.compareTo(before.reason()) < 0) {
            left.put(node, new Left(why, rule));
        }
    }

    @Override
    public void leftReads(Reason why, String rule) {
        for (Claim claim : scope().values) {
            SourceNode node = claim.node();
            if (node != null) {
                left(node, why, rule);
            }
        }
    }

    // ---- what is written

    @Override
    public void wrote(Object value, String rule, @Nullable SourceNode source, String codeRow) {
        List<Claim> claims = new ArrayList<>(4);
        if (source != null) {
            for (Claim claim : scope().values) {
                boolean looked = !codeRow.isEmpty() && (claim.use() == Use.VALUE || claim.use() == Use.COMPUTED);
                add(claims, looked ? claim.as(Use.CODE) : claim);
                SourceNode node = claim.node();
                if (node != null) {
                    taken.add(node);
                }
            }
        }
        written.putIfAbsent(value, written(rule, source, withConditions(claims), codeRow));
    }

    private Written written(String rule, @Nullable SourceNode source, List<Claim> claims, String codeRow) {
        return new Written(rule, through(), source, List.copyOf(claims), codeRow);
    }

    private List<Claim> withConditions(List<Claim> claims) {
        for (Scope scope : scopes) {
            for (Claim claim : scope.conditions) {
                if (!says(claims, claim)) {
                    claims.add(claim);
                }
            }
        }
        return claims;
    }

    private static boolean says(List<Claim> claims, Claim condition) {
        for (Claim claim : claims) {
            if (claim.node() == condition.node() && claim.use() != Use.COMPUTED) {
                return true;
            }
        }
        return false;
    }

    private List<String> through() {
        List<String> rules = new ArrayList<>(scopes.size());
        Iterator<Scope> outermostFirst = scopes.descendingIterator();
        while (outermostFirst.hasNext()) {
            Scope each = outermostFirst.next();
            if (!each.rule.isEmpty() && each != scope()) {
                rules.add(each.rule);
            }
        }
        return List.copyOf(rules);
    }

    @Override
    public void translated(Object value, Object code, @Nullable Object system, String rule, String codeRow) {
        List<Claim> claims = new ArrayList<>(4);
        for (Object part : system == null ? List.of(code) : List.of(code, system)) {
            Written origin = origin(part);
            for (Claim claim : origin == null ? List.<Claim>of() : origin.claims()) {
                add(claims, claim.use() == Use.CONDITION ? claim : claim.as(Use.CODE));
            }
        }
        Written translated = new Written(rule, through(), null, withConditions(claims), codeRow);
        written.putIfAbsent(value, translated);
    }

    @Override
    public void identified(BundleEntry entry, List<Claim> claims, boolean created, String rule) {
        Written before = identities.get(entry);
        if (created || before == null) {
            identities.put(entry, written(rule, null, withConditions(new ArrayList<>(claims)), ""));
            return;
        }
        List<Claim> all = shared.computeIfAbsent(entry, first -> conditions(before.claims()));
        conditions(claims).forEach(claim -> add(all, claim));
    }

    @Override
    public void saidTwice(Composite present, Composite again) {
        for (int i = 0; i < present.size(); i++) {
            Object one = present.get(i);
            Object other = again.get(i);
            if (one != null && other != null) {
                saidTwice(one, other);
            }
        }
    }

    /** Neither alone is the reason for the element any more: with another value there would be two. */
    private void saidTwice(Object one, Object other) {
        if (one instanceof Values list && other instanceof Values more) {
            for (int i = 0; i < Math.min(list.size(), more.size()); i++) {
                saidTwice(list.get(i), more.get(i));
            }
            return;
        }
        if (one instanceof Typed typed && other instanceof Typed more) {
            saidTwice(typed.value(), more.value());
            return;
        }
        if (one instanceof Composite composite && other instanceof Composite more) {
            saidTwice(composite, more);
        }
        if (one instanceof Primitive primitive && other instanceof Primitive more) {
            Composite holder = primitive.holder();
            Composite others = more.holder();
            if (holder != null && others != null) {
                saidTwice(holder, others);
            }
        }
        Object key = key(one);
        Written first = written.get(key);
        Written second = origin(other);
        if (first != null && second != null) {
            List<Claim> claims = new ArrayList<>();
            first.claims().forEach(claim -> add(claims, shared(claim)));
            second.claims().forEach(claim -> add(claims, shared(claim)));
            written.put(key, first.because(claims));
        }
    }

    /** What a value is remembered by: of a primitive that has a text, the text. */
    private static Object key(Object value) {
        return value instanceof Primitive primitive && primitive.text() != null ? primitive.text() : value;
    }

    @Override
    public void differs(Object value, Object other) {
        different.computeIfAbsent(value, first -> new ArrayList<>(2)).add(other);
    }

    @Override
    public void allowedBy(Object value, Object other) {
        Written origin = origin(value);
        Written allowing = origin(other);
        if (origin != null && allowing != null) {
            List<Claim> claims = new ArrayList<>(origin.claims());
            for (Claim claim : conditions(allowing.claims())) {
                if (!says(claims, claim)) {
                    claims.add(claim);
                }
            }
            written.put(key(value), origin.because(claims));
        }
    }

    @Override
    public void merging(Composite present, Composite more) {
        for (int i = 0; i < present.size() && present.type() == more.type(); i++) {
            Object one = present.get(i);
            Object other = more.get(i);
            if (one instanceof Values list && other instanceof Values items) {
                for (int k = 0; k < items.size(); k++) {
                    merging(list, items.get(k));
                }
            } else if (one != null && other != null && Merge.same(one, other)) {
                saidTwice(one, other);
            }
        }
    }

    private void merging(Values list, Object item) {
        for (int i = 0; i < list.size(); i++) {
            if (Merge.same(list.get(i), item)) {
                saidTwice(list.get(i), item);
                return;
            }
        }
        for (int i = 0; i < list.size(); i++) {
            differs(item, list.get(i));
        }
    }

    private static Claim shared(Claim claim) {
        return claim.use() == Use.VALUE || claim.use() == Use.IDENTITY ? claim.as(Use.COMPUTED) : claim;
    }

    private static List<Claim> conditions(List<Claim> claims) {
        List<Claim> conditions = new ArrayList<>(claims.size());
        claims.forEach(claim -> add(conditions, claim.as(Use.CONDITION)));
        return conditions;
    }

    @Override
    public List<Claim> identity(BundleEntry entry) {
        Written origin = identities.get(entry);
        List<Claim> met = shared(entry);
        if (origin == null || met.isEmpty()) {
            return origin == null ? List.of() : origin.claims();
        }
        List<Claim> claims = new ArrayList<>();
        origin.claims().forEach(claim -> add(claims, shared(claim)));
        met.forEach(claim -> add(claims, claim));
        return claims;
    }

    @Override
    public void pointsTo(List<Claim> identity) {
        pointed = identity;
    }

    @Override
    public void refers(Object reference, String rule) {
        references.put(reference, written(rule, null, withConditions(new ArrayList<>(pointed)), ""));
    }

    // ---- what is kept that no rule has put anywhere

    /** Something that holds what is kept of a place. */
    public void keeper(Composite holder, SourceNode place, String rule) {
        written.put(holder, keeps(place, Use.CONDITION, rule));
    }

    /**
     * One element of that.
     *
     * @return what to write, a text of its own: a value may stand elsewhere as well, by a rule
     */
    @SuppressWarnings("StringCopy") // values are told apart by what they are, not by what they say
    public String kept(String text, SourceNode place, Use use, String rule) {
        String own = new String(text);
        written.put(own, keeps(place, use, rule));
        return own;
    }

    private static Written keeps(SourceNode place, Use use, String rule) {
        return new Written(rule, List.of(), place, List.of(new Claim(place, use)), "");
    }

    // ---- what is told afterwards

    /**
     * The conversion with its explanation. To be asked once, when it is done.
     *
     * @param dropped places that only rules read which the site does not have, with the lines that say so
     */
    public TracedConversion explain(
            Conversion conversion,
            @Nullable Composite head,
            List<BundleEntry> entries,
            SourceTree tree,
            Plan plan,
            Map<String, String> dropped) {
        SourceValues values = new SourceValues(this, tree, plan, dropped);
        List<ElementTrace> elements = Explanation.of(
                this, values, StableId.of("Bundle", conversion.key().value()), head, entries);
        List<SourceValue> told = values.told();
        return new TracedConversion(conversion, elements, told, SourceValues.unmapped(told));
    }

    /**
     * An explanation made again, since more stands in the Bundle now: what is kept of values that are not mapped. What became of
     * them stays what it was.
     */
    public TracedConversion explainKept(
            TracedConversion before, @Nullable Composite head, List<BundleEntry> entries, SourceTree tree, Plan plan) {
        SourceValues values = new SourceValues(this, tree, plan, Map.of());
        String bundle = StableId.of("Bundle", before.conversion().key().value());
        List<ElementTrace> elements = Explanation.of(this, values, bundle, head, entries);
        List<SourceValue> told = new ArrayList<>();
        for (SourceValue value : values.told()) {
            told.add(value.withFate(before.values().get(told.size()).fate()));
        }
        return new TracedConversion(before.conversion(), elements, told, before.unmapped());
    }

    /** Where a value comes from; null when no rule has put it. */
    @Nullable
    Written origin(Object value) {
        if (value instanceof Primitive primitive) {
            String text = primitive.text();
            Written own = text == null ? null : written.get(text);
            return own == null ? written.get(value) : own;
        }
        return written.get(value);
    }

    /** What rules have read for elements of a value that they did not give. */
    List<Claim> passed(Object self) {
        List<Claim> all = new ArrayList<>();
        passed.getOrDefault(self, Map.of()).values().forEach(claims -> claims.forEach(claim -> add(all, claim)));
        return all;
    }

    /** What a value was compared with and found to be something else. */
    List<Object> different(Object value) {
        return different.getOrDefault(value, List.of());
    }

    /** Where the target of a reference comes from. */
    @Nullable
    Written reference(Object reference, BundleEntry target) {
        Written own = references.get(reference);
        return own == null ? identities.get(target) : own;
    }

    /** Where an id comes from. */
    @Nullable
    Written id(BundleEntry entry) {
        return identities.get(entry);
    }

    /** What has brought several values together in a resource: were one other, they would stand in two. */
    List<Claim> shared(BundleEntry entry) {
        return shared.getOrDefault(entry, List.of());
    }

    /** Why a value, or something around it, was left out; null when nobody said. */
    @Nullable
    Left left(SourceNode leaf) {
        Left best = null;
        for (SourceNode node = leaf; node != null; node = node.parent()) {
            Left found = left.get(node);
            if (found != null && (best == null || found.reason().compareTo(best.reason()) < 0)) {
                best = found;
            }
        }
        return best;
    }

    /** Whether a condition has looked at it, whatever came of it. */
    boolean isAsked(SourceNode leaf) {
        return asked.contains(leaf);
    }

    /** Whether a rule has put it somewhere. */
    boolean isTaken(SourceNode leaf) {
        return taken.contains(leaf);
    }
}
