package io.crosswalk.mapping.coverage;

import static io.crosswalk.mapping.coverage.FhirPaths.below;
import static io.crosswalk.mapping.coverage.FhirPaths.same;

import io.crosswalk.mapping.expression.Condition;
import io.crosswalk.mapping.plan.Definitions;
import io.crosswalk.mapping.plan.MadeItem;
import io.crosswalk.mapping.plan.MadeStructure;
import io.crosswalk.mapping.plan.MapDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides for each row of the guide's message tables whether a message file makes what it asks for, and why not. */
final class MessageAnalysis {

    private final Map<String, MapDefinition> maps;
    private final List<MadeStructure> structures;
    private final Facts facts;
    private final Map<String, List<Fact>> known = new HashMap<>();

    MessageAnalysis(Definitions definitions) {
        this.maps = definitions.maps();
        this.structures = definitions.structures();
        this.facts = new Facts(maps, definitions::systemUri);
    }

    /**
     * @param row one row
     * @param all all rows of its message: they share the cases of one map
     */
    Verdict judge(MessageRow row, List<MessageRow> all) {
        MadeStructure structure = structure(row.structure());
        if (structure == null) {
            return Verdict.missing("no message file has the structure " + row.structure());
        }
        Places standing = new Places(structure.groups());
        List<Places.Place> places = standing.of(row, all);
        if (places.isEmpty()) {
            return Verdict.missing("the structure " + structure.name() + " has no segment " + row.segment());
        }
        Set<Set<String>> ran = new LinkedHashSet<>();
        for (Places.Place place : places) {
            Verdict verdict = judge(row, all, structure, standing, place);
            if (!verdict.isImplemented()) {
                return verdict;
            }
            ran.addAll(verdict.ran());
        }
        return Verdict.implementedBy(List.copyOf(ran));
    }

    private @Nullable MadeStructure structure(String name) {
        MadeStructure shared = null;
        for (MadeStructure structure : structures) {
            if (structure.name().equals(name)) {
                return structure;
            }
            shared = structure.takes(name) ? structure : shared;
        }
        return shared;
    }

    private Verdict judge(
            MessageRow row, List<MessageRow> all, MadeStructure structure, Places standing, Places.Place place) {
        List<Use> uses = new ArrayList<>();
        for (MadeItem item : structure.items()) {
            item.maps().forEach(map -> {
                if (isFor(item, map, row, standing, place) && isMeant(map, row)) {
                    uses.add(new Use(item, map));
                }
            });
        }
        if (uses.isEmpty()) {
            return Verdict.missing("no item for " + place.segment()
                    + (place.group().isEmpty() ? "" : " in " + place.group()) + " uses "
                    + (row.map().isEmpty() ? "a map into " + row.target() : row.map()));
        }
        List<Use> targeted = uses.stream().filter(use -> isTarget(use, row)).toList();
        if (targeted.isEmpty()) {
            return Verdict.missing("what " + uses.get(0).map + " writes is no " + row.target()
                    + (row.targetPath().isEmpty() ? "" : "." + row.targetPath()));
        }
        for (MessageRow.Reference link : row.links()) {
            if (!isLinked(link, targeted, structure)) {
                return Verdict.missing("nothing writes " + link.owner() + "." + link.path() + " = "
                        + (link.target().isEmpty() ? link.constant() : link.target()));
            }
        }
        return agrees(row, all, targeted, structure);
    }

    /** A map of an item. */
    private record Use(MadeItem item, String map) {}

    /**
     * An item for the place; a map of another segment finds its own one, and stands wherever its resource is made: in a
     * group around the place, or in one below it, as ORC is read where OBR makes the order.
     */
    private boolean isFor(MadeItem item, String name, MessageRow row, Places standing, Places.Place place) {
        MapDefinition map = maps.get(name);
        if (map == null) {
            return false;
        }
        if (place.isKeyOf(item.segment())) {
            return true;
        }
        int dot = item.segment().lastIndexOf('.');
        String itemsSegment = item.segment().substring(dot + 1);
        boolean ownPlace = !map.source().equals(itemsSegment)
                || !row.map().startsWith(row.segment() + "[") && !row.map().isEmpty();
        String way = dot < 0 ? "" : item.segment().substring(0, dot);
        String group = way.substring(way.lastIndexOf('.') + 1);
        return ownPlace
                && (group.isEmpty()
                        || place.groups().contains(group)
                        || standing.isBelow(item.segment(), place.group()));
    }

    private boolean isMeant(String map, MessageRow row) {
        if (row.map().isEmpty()) {
            return type(map).equals(row.target());
        }
        return map.equalsIgnoreCase(row.map())
                || factsOf(map).stream().anyMatch(fact -> fact.maps().contains(row.map()));
    }

    /**
     * Whether the map fills the resource that the row names, and the element in it where the row names one; or fills what
     * refers to that resource, which it makes behind the reference.
     */
    private boolean isTarget(Use use, MessageRow row) {
        if (!type(use.map).equals(row.target())) {
            return row.links().stream().anyMatch(link -> isBehind(use, row, link));
        }
        return row.targetPath().isEmpty() || factsOf(use.map).stream().anyMatch(fact -> writes(fact, row));
    }

    private boolean isBehind(Use use, MessageRow row, MessageRow.Reference link) {
        return type(use.map).equals(link.owner())
                && link.target().equals(row.target())
                && factsOf(use.map).stream()
                        .anyMatch(fact ->
                                under(fact.path(), link.path()) && fact.maps().contains(row.map()));
    }

    private static boolean writes(Fact fact, MessageRow row) {
        boolean there = same(fact.path(), row.targetPath()) || below(fact.path(), row.targetPath());
        if (row.constant().isEmpty()) {
            return there || below(row.targetPath(), fact.path());
        }
        String last = row.targetPath().substring(row.targetPath().lastIndexOf('.') + 1);
        boolean literal = fact.constant() != null
                && (last.equals("system")
                        ? fact.constant().system().equals(row.constant())
                        : fact.constant().value().equals(row.constant()));
        return fact.constant() == null ? there : literal && (there || below(row.targetPath(), fact.path()));
    }

    // ---- references

    private boolean isLinked(MessageRow.Reference link, List<Use> uses, MadeStructure structure) {
        for (MadeItem item : structure.items()) {
            boolean owner = item.maps().stream().anyMatch(map -> type(map).equals(link.owner()));
            if (owner && item.links().stream().anyMatch(made -> isLink(made.element(), made.maps(), link))) {
                return true;
            }
            boolean target = uses.stream().anyMatch(use -> use.item.equals(item)) || types(item.maps(), link.target());
            if (target
                    && item.pointsFrom().stream()
                            .anyMatch(made -> types(made.maps(), link.owner())
                                    && under(MessageFacts.path(made.element()), link.path()))) {
                return true;
            }
            if (owner
                    && item.maps().stream()
                            .anyMatch(map -> factsOf(map).stream().anyMatch(fact -> writes(fact, link)))) {
                return true;
            }
        }
        return false;
    }

    private boolean isLink(
            io.crosswalk.mapping.expression.Target element, List<String> made, MessageRow.Reference link) {
        return under(MessageFacts.path(element), link.path()) && types(made, link.target());
    }

    private boolean types(List<String> names, String type) {
        return names.stream().anyMatch(map -> type(map).equals(type));
    }

    /** A map may write the reference itself, with a map that makes the resource behind or with the id of a product. */
    private boolean writes(Fact fact, MessageRow.Reference link) {
        if (!under(fact.path(), link.path())) {
            return false;
        }
        if (link.target().isEmpty()) {
            return fact.constant() != null && fact.constant().value().equals(link.constant());
        }
        return fact.maps().stream().anyMatch(map -> isReference(fact, map, link.target()))
                || fact.reads().stream().anyMatch(read -> read.endsWith(".id"));
    }

    private boolean isReference(Fact fact, String name, String type) {
        MapDefinition map = maps.get(name);
        return map != null
                && map.resource()
                && type(name).equals(type)
                && !fact.path().isEmpty();
    }

    private static boolean under(String path, String wanted) {
        return same(path, wanted) || below(path, wanted);
    }

    // ---- conditions

    /** The items must hold wherever the row does, and nowhere that the guide's rows of the same map do not. */
    private Verdict agrees(MessageRow row, List<MessageRow> all, List<Use> uses, MadeStructure structure) {
        Logic wanted = condition(row.condition(), row.segment());
        List<Logic> allowed = new ArrayList<>();
        all.stream()
                .filter(other -> other.map().equals(row.map())
                        && other.segment().equals(row.segment())
                        && other.groups().equals(row.groups())
                        && other.follows().equals(row.follows()))
                .forEach(other -> allowed.add(Presence.assumed(condition(other.condition(), row.segment()))));
        List<Logic> fitting = new ArrayList<>();
        List<Set<String>> ran = new ArrayList<>();
        List<Logic> any = new ArrayList<>();
        for (Use use : uses) {
            Logic when = Presence.assumed(when(use.item, structure));
            any.add(when);
            if (Logic.implies(when, new Logic.Any(allowed), Set.of())) {
                fitting.add(when);
                ran.add(Set.of(Exercise.filling(structure.name(), use.item.place(), use.map)));
            }
        }
        if (Logic.implies(wanted, new Logic.Any(fitting), Set.of())) {
            return Verdict.implementedBy(ran);
        }
        if (Logic.implies(wanted, new Logic.Any(any), Set.of())) {
            return Verdict.missing(
                    "the item for " + uses.get(0).map + " also holds where the guide's condition does not");
        }
        return Verdict.missing(
                row.condition() == null
                        ? "the item for " + uses.get(0).map + " holds under a condition that the guide does not have"
                        : "the item for " + uses.get(0).map + " does not hold wherever the guide's condition does");
    }

    private static Logic condition(@Nullable Condition condition, String segment) {
        return Presence.plain(new LogicReader(new LogicReader.View(segment, segment), Map.of()).logic(condition));
    }

    /** The condition of an item; {@code otherwise} is what the conditional items before it leave over. */
    private static Logic when(MadeItem item, MadeStructure structure) {
        Logic own = own(item);
        if (!hasOtherwise(item.when())) {
            return own;
        }
        List<Logic> parts = new ArrayList<>();
        for (MadeItem before : structure.items()) {
            if (before.segment().equals(item.segment()) && before.opens()) {
                parts.clear();
            }
            if (before.equals(item)) {
                break;
            }
            if (before.segment().equals(item.segment()) && before.when() != null) {
                parts.add(new Logic.None(own(before)));
            }
        }
        parts.add(own);
        return new Logic.All(List.copyOf(parts));
    }

    private static Logic own(MadeItem item) {
        return condition(item.when(), item.segment().substring(item.segment().lastIndexOf('.') + 1));
    }

    private static boolean hasOtherwise(@Nullable Condition condition) {
        if (condition instanceof Condition.And and) {
            return and.parts().stream().anyMatch(MessageAnalysis::hasOtherwise);
        }
        return condition instanceof Condition.Otherwise;
    }

    // ---- maps

    private String type(String name) {
        MapDefinition map = maps.get(name);
        return map == null || map.type() == null ? "" : map.type().value();
    }

    private List<Fact> factsOf(String name) {
        return known.computeIfAbsent(name, n -> {
            MapDefinition map = maps.get(n);
            return map == null ? List.of() : facts.of(map);
        });
    }
}
