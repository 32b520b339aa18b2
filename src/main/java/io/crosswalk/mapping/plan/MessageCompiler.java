package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.BundleEntry.Write;
import io.crosswalk.fhir.FhirElement.TypeOption;
import io.crosswalk.fhir.FhirType;
import io.crosswalk.mapping.expression.MakeItem;
import io.crosswalk.mapping.expression.Nearest;
import io.crosswalk.mapping.expression.PathStyle;
import io.crosswalk.mapping.expression.Rule;
import io.crosswalk.mapping.expression.Target;
import io.crosswalk.mapping.plan.ExprCompiler.At;
import io.crosswalk.mapping.plan.TargetCompiler.Checked;
import io.crosswalk.message.BundleKind;
import io.crosswalk.source.GroupTable;
import io.crosswalk.source.SourcePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compiles one message structure. */
final class MessageCompiler {

    private final PlanCompiler library;
    private final MessageDefinition message;
    private final Map<String, FhirType> products = new LinkedHashMap<>();
    private final Set<String> groups = new HashSet<>();
    private final Set<String> repeating = new HashSet<>();
    private final Set<String> places = new LinkedHashSet<>();

    MessageCompiler(PlanCompiler library, MessageDefinition message) {
        this.library = library;
        this.message = message;
    }

    MessagePlan compile() {
        collect("", message.groups().members());
        findProducts();
        Map<String, Map<String, List<ItemPlan>>> items = new HashMap<>();
        for (Section section : message.sections()) {
            if (!hasPlace(section)) {
                section.fault(
                        (library.style() == PathStyle.NAMES ? "kinds/ has no " : "'groups:' has no ")
                                + (section.group().isEmpty()
                                        ? "segment '" + section.segment() + "' at the top"
                                        : "'" + section.place().text() + "'"),
                        Nearest.of(section.where(), new TreeSet<>(places)));
                continue;
            }
            List<ItemPlan> plans = items.computeIfAbsent(section.group(), g -> new HashMap<>())
                    .computeIfAbsent(section.segment(), s -> new ArrayList<>());
            boolean opens = true;
            for (Section.Item item : section.items()) {
                ItemPlan plan = item(item, section.segment(), opens);
                if (plan != null) {
                    plans.add(plan);
                    opens = false;
                }
            }
        }
        return new MessagePlan(
                message.name().value(),
                message.also(),
                message.kind(),
                message.groups(),
                arrays(items),
                groups,
                repeating,
                products.size());
    }

    /** A segment of a site's own stands in no structure: it may be in any group. */
    private boolean hasPlace(Section section) {
        return places.contains(section.where())
                || section.segment().startsWith("Z")
                        && library.schema().knows(section.segment())
                        && (section.group().isEmpty() || groups.contains(section.group()));
    }

    private static Map<String, Map<String, ItemPlan[]>> arrays(Map<String, Map<String, List<ItemPlan>>> items) {
        Map<String, Map<String, ItemPlan[]>> arrays = new HashMap<>();
        items.forEach((group, segments) -> {
            Map<String, ItemPlan[]> ofGroup = new HashMap<>();
            segments.forEach((segment, plans) -> ofGroup.put(segment, plans.toArray(ItemPlan[]::new)));
            arrays.put(group, ofGroup);
        });
        return arrays;
    }

    private void collect(String group, List<GroupTable.Member> members) {
        for (GroupTable.Member member : members) {
            if (member instanceof GroupTable.Group inner) {
                groups.add(inner.name());
                if (inner.repeats()) {
                    repeating.add(inner.name());
                }
                collect(inner.name(), inner.members());
            } else if (library.style() == PathStyle.NAMES) {
                places.add(member.name());
                groups.add(member.name());
                if (member.repeats()) {
                    repeating.add(member.name());
                }
            } else {
                places.add(group.isEmpty() ? member.name() : group + "." + member.name());
            }
        }
    }

    private void findProducts() {
        for (Section section : message.sections()) {
            for (Section.Item item : section.items()) {
                Rule.Name product = item.item().product();
                MapDefinition map = library.definition(item.item().maps().get(0).text());
                if (product == null || map == null) {
                    continue;
                }
                FhirType type = library.plan(map.name().value()).type();
                FhirType before = type == null ? null : products.putIfAbsent(product.text(), type);
                if (before != null && before != type) {
                    item.file()
                            .fault(
                                    item.text(),
                                    product.offset(),
                                    "product '" + product.text() + "' is a " + before.name() + " elsewhere, here a "
                                            + type,
                                    "");
                }
            }
        }
    }

    private @Nullable ItemPlan item(Section.Item definition, String segment, boolean opens) {
        MakeItem item = definition.item();
        At at = new At(definition.file(), definition.text(), segment, Map.of());
        int faults = definition.file().faults().size();
        List<MapPlan> maps = new ArrayList<>();
        List<@Nullable SourcePath> segments = new ArrayList<>();
        for (Rule.Name name : item.maps()) {
            map(name, segment, at, item, maps, segments);
        }
        if (item.into().isEmpty() && !maps.isEmpty() && maps.stream().noneMatch(MessageCompiler::makes)) {
            at.fault(
                    item.maps().get(0).offset(),
                    "'" + maps.get(0).name() + "' fills a " + maps.get(0).type() + "; say into which product");
        }
        List<Integer> links = new ArrayList<>();
        boolean shared = definition.shared();
        int[] into = item.into().stream()
                .filter(name -> !isLeftOut(name, shared, at))
                .mapToInt(name -> known(name, at))
                .toArray();
        int given = optional(item.given(), shared, at);
        int unless = optional(item.unless(), shared, at);
        int survivor = optional(item.survivor(), shared, at);
        FhirType type = maps.isEmpty() ? null : maps.get(0).type();
        Cond when = item.when() == null ? null : library.exprs().condition(item.when(), at);
        List<RulePlan> with = new ArrayList<>();
        List<ItemPlan.ToPlan> to = new ArrayList<>();
        if (type != null) {
            item.with().forEach(link -> add(with, with(link, type, links, shared, at)));
            item.to().stream()
                    .filter(link -> !isLeftOut(link.product(), shared, at))
                    .forEach(link -> add(to, to(link, type, links, at)));
            checkInto(item, type, at);
            checkSame(item.unless(), "is never the same as", type, at);
            checkSame(item.survivor(), "takes the place of no", type, at);
        }
        boolean standsAlone = into.length == 0 && !item.into().isEmpty() || given < 0 && item.given() != null;
        if (definition.file().faults().size() > faults || type == null || standsAlone) {
            return null;
        }
        Rule.Name product = item.product();
        return new ItemPlan(
                product == null ? -1 : library.product(product.text()),
                maps.toArray(MapPlan[]::new),
                segments.toArray(SourcePath[]::new),
                into,
                when,
                given,
                unless,
                survivor,
                links.stream().mapToInt(Integer::intValue).toArray(),
                with.toArray(RulePlan[]::new),
                to.toArray(ItemPlan.ToPlan[]::new),
                write(item, maps.get(0), at),
                definition.file().name() + ":" + definition.text().line(),
                ItemPlan.Fills.of(type),
                opens);
    }

    /** The envelope needs no maker: there is one Bundle. */
    private static boolean makes(MapPlan map) {
        return map.isResource() || map.resourceType().name().equals("Bundle");
    }

    private static <T> void add(List<T> list, @Nullable T item) {
        if (item != null) {
            list.add(item);
        }
    }

    private void map(
            Rule.Name name,
            String segment,
            At at,
            MakeItem item,
            List<MapPlan> maps,
            List<@Nullable SourcePath> segments) {
        MapDefinition map = library.definition(name.text());
        if (map == null) {
            at.fault(
                    name.offset(),
                    "there is no map '" + name.text() + "'",
                    Nearest.of(name.text(), library.mapNames()));
            return;
        }
        MapPlan plan = library.plan(name.text());
        FhirType type = plan.type();
        boolean search = type != null && ItemPlan.Fills.of(type) == ItemPlan.Fills.SEARCH;
        if (type == null || !type.isResource() && !search) {
            at.fault(name.offset(), "'" + name.text() + "' makes no resource");
            return;
        }
        if (search && message.kind() != BundleKind.SEARCHSET) {
            at.fault(
                    name.offset(),
                    "'" + name.text() + "' says what a search has found; "
                            + message.name().value() + " needs 'bundle: " + BundleKind.SEARCHSET.code() + "'");
            return;
        }
        if (!maps.isEmpty() && maps.get(0).type() != type) {
            at.fault(
                    name.offset(),
                    "'" + name.text() + "' makes " + type.name() + ", and '"
                            + maps.get(0).name() + "' " + maps.get(0).type());
            return;
        }
        map.needs().forEach(need -> {
            if (!products.containsKey(need.value())) {
                at.fault(
                        name.offset(),
                        "'" + name.text() + "' needs a product '" + need.value() + "', and "
                                + (at.file() == message.file()
                                        ? "this message"
                                        : message.name().value())
                                + " makes none");
            }
        });
        maps.add(plan);
        segments.add(library.segment(map, segment, at, name.offset()));
    }

    /** A part says nothing about products that this structure does not make, and others do. */
    private boolean isLeftOut(Rule.Name name, boolean shared, At at) {
        if (!shared || products.containsKey(name.text())) {
            return false;
        }
        if (!library.productNames().contains(name.text())) {
            at.fault(
                    name.offset(),
                    "no structure and no part makes a product '" + name.text() + "'",
                    Nearest.of(name.text(), library.productNames()));
        }
        return true;
    }

    private int known(Rule.Name name, At at) {
        if (!products.containsKey(name.text())) {
            at.fault(
                    name.offset(),
                    "this message makes no product '" + name.text() + "'",
                    Nearest.of(name.text(), new TreeSet<>(products.keySet())));
        }
        return library.product(name.text());
    }

    private int optional(Rule.@Nullable Name name, boolean shared, At at) {
        return name == null || isLeftOut(name, shared, at) ? -1 : known(name, at);
    }

    /** Only a resource of the same type can be the same, or take the place of another. */
    private void checkSame(Rule.@Nullable Name name, String never, FhirType type, At at) {
        FhirType other = name == null ? null : products.get(name.text());
        if (name != null && other != null && other != type) {
            at.fault(
                    name.offset(),
                    "product '" + name.text() + "' is a " + other.name() + ", and " + never + " " + type.name());
        }
    }

    private void checkInto(MakeItem item, FhirType type, At at) {
        for (Rule.Name name : item.into()) {
            FhirType target = products.get(name.text());
            if (target != null && target != type && ItemPlan.Fills.of(type) != ItemPlan.Fills.SEARCH) {
                at.fault(
                        name.offset(),
                        "product '" + name.text() + "' is a " + target.name() + ", and '"
                                + item.maps().get(0).text() + "' fills a " + type.name());
            }
        }
    }

    private @Nullable RulePlan with(MakeItem.With with, FhirType type, List<Integer> links, boolean shared, At at) {
        Checked target = target(with.element(), type, at);
        if (target == null) {
            return null;
        }
        Rule.Name product = with.product();
        if (product == null) {
            var literal = with.constant();
            String system = literal == null || literal.system().isEmpty()
                    ? ""
                    : library.system(literal.system(), with.offset(), at);
            Maker maker = literal == null || system == null
                    ? null
                    : MapCompiler.constantOf(literal, system, target, with.offset(), at, (t, u) -> t.path());
            return maker == null ? null : rule(target, maker, null, with.offset(), at);
        }
        if (isLeftOut(product, shared, at)) {
            return absent(target, with.offset(), at);
        }
        int link = links.size();
        links.add(known(product, at));
        FhirType linked = products.get(product.text());
        TypeOption option = linked == null ? null : reference(target, linked, product, at);
        return option == null
                ? null
                : rule(
                        target,
                        new CompositeMakers.Link(option, link, isRequired(target)),
                        missing(target, option),
                        with.offset(),
                        at);
    }

    /** What stands for a link that FHIR requires when the message has nothing to point to: a result without a PID. */
    private static @Nullable Maker missing(Checked target, TypeOption option) {
        return isRequired(target) ? new CompositeMakers.Absent(option, 0) : null;
    }

    /** What stands for a link to something that this structure does not make; null when FHIR does not require it. */
    private @Nullable RulePlan absent(Checked target, int offset, At at) {
        for (TypeOption option : target.options()) {
            if (isRequired(target) && option.type().name().equals("Reference")) {
                return rule(target, null, new CompositeMakers.Absent(option, 0), offset, at);
            }
        }
        return null;
    }

    private static boolean isRequired(Checked target) {
        TargetPlan.Step[] steps = target.plan().steps();
        return steps.length == 1 && steps[0].element().min() > 0;
    }

    private ItemPlan.@Nullable ToPlan to(MakeItem.To to, FhirType type, List<Integer> links, At at) {
        int link = links.size();
        links.add(known(to.product(), at));
        FhirType owner = products.get(to.product().text());
        if (owner == null) {
            return null;
        }
        int offset = to.product().offset();
        Checked target = target(to.element(), owner, at);
        TypeOption option = target == null ? null : reference(target, type, to.product(), at);
        return target == null || option == null
                ? null
                : new ItemPlan.ToPlan(
                        link, to.each(), rule(target, new CompositeMakers.Link(option, -1, false), null, offset, at));
    }

    private @Nullable Checked target(Target element, FhirType type, At at) {
        return library.targets().check(at.file(), at.text(), element, type);
    }

    private static @Nullable TypeOption reference(Checked target, FhirType linked, Rule.Name product, At at) {
        for (TypeOption option : target.options()) {
            if (option.type().name().equals("Reference") && option.allows(linked)) {
                return option;
            }
        }
        at.fault(
                product.offset(),
                "'" + target.path() + "' takes " + Fit.names(target.options()) + ", and '" + product.text() + "' is a "
                        + linked.name());
        return null;
    }

    private static RulePlan rule(Checked target, @Nullable Maker maker, @Nullable Maker absent, int offset, At at) {
        CandidatePlan[] candidates = maker == null
                ? new CandidatePlan[0]
                : new CandidatePlan[] {
                    new CandidatePlan(MadeItem.link(at.file(), at.text(), offset), null, null, maker, false, null)
                };
        String place = at.file().name() + ":" + at.text().lineAt(offset);
        return new RulePlan(target.plan(), candidates, absent, place, -1, -1, false, 0);
    }

    private static Write write(MakeItem item, MapPlan map, At at) {
        Rule.Name word = item.write();
        Write write = Run.write(word);
        if (word != null && write == null) {
            at.fault(
                    word.offset(),
                    "'write' wants put, create, settle, status or refer, not '" + word.text() + "'",
                    Nearest.of(word.text(), List.of("put", "create", "settle", "status", "refer")));
        }
        return PlanCompiler.orPut(write, map.write());
    }
}
