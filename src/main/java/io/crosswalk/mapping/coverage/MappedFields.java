package io.crosswalk.mapping.coverage;

import io.crosswalk.mapping.plan.Definitions;
import io.crosswalk.mapping.plan.MapDefinition;
import io.crosswalk.mapping.plan.MapDefinition.RuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Which fields of a message the mappings take for an element, whether a message has them or not. Thread safe. */
public final class MappedFields {

    private final Map<String, MapDefinition> maps;
    private final Facts facts;
    private final Map<MapDefinition, List<Fact>> unfolded = new ConcurrentHashMap<>();

    public MappedFields(Definitions definitions) {
        this.maps = definitions.maps();
        this.facts = new Facts(maps, definitions::systemUri);
    }

    /**
     * The fields for one element of one resource.
     *
     * @param type of the resource: {@code Patient}
     * @param element path below the resource, without indexes: {@code name.family}, {@code effective[x]}
     * @param ran {@code file:line} of rules that have written to the resource: only maps with such a rule are asked. When
     *     there is none, those are that begin at one of the segments
     * @param segments that the message has
     */
    public List<String> of(String type, String element, Set<String> ran, Set<String> segments) {
        List<MapDefinition> ofType = maps.values().stream()
                .filter(map -> map.type() != null && map.type().value().equals(type))
                .toList();
        List<MapDefinition> made =
                ofType.stream().filter(map -> hasOneOf(map, ran)).toList();
        List<MapDefinition> asked = made.isEmpty()
                ? ofType.stream().filter(map -> segments.contains(map.source())).toList()
                : made;
        List<Fact> all = new ArrayList<>();
        asked.forEach(map -> all.addAll(unfolded.computeIfAbsent(map, facts::of)));
        Set<String> exact = reads(all, element, false);
        return List.copyOf(exact.isEmpty() ? reads(all, element, true) : exact);
    }

    private boolean hasOneOf(MapDefinition map, Set<String> places) {
        return map.rules().stream().anyMatch(rule -> isOneOf(rule, places))
                || map.use().stream()
                        .map(name -> maps.get(name.value()))
                        .anyMatch(used -> used != null && hasOneOf(used, places));
    }

    private static boolean isOneOf(RuleDefinition rule, Set<String> places) {
        return places.contains(rule.place())
                || rule.candidates().stream()
                        .anyMatch(candidate -> places.contains(
                                candidate.file().name() + ":" + candidate.text().line()));
    }

    private static Set<String> reads(List<Fact> facts, String element, boolean below) {
        Set<String> reads = new TreeSet<>();
        for (Fact fact : facts) {
            if (below ? FhirPaths.below(fact.path(), element) : is(fact.path(), element)) {
                reads.addAll(fact.reads());
            }
        }
        return reads;
    }

    private static boolean is(String path, String element) {
        return element.endsWith("[x]")
                ? path.startsWith(element.substring(0, element.length() - 3))
                        && path.indexOf('.', element.length() - 3) < 0
                : path.equals(element);
    }
}
