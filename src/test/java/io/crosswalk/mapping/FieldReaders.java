package io.crosswalk.mapping;

import io.crosswalk.mapping.plan.MapDefinition;
import io.crosswalk.mapping.plan.MapDefinition.CandidateDefinition;
import io.crosswalk.mapping.syntax.YamlNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which maps read a field, and which fields maps leave out by their own reasons.
 *
 * @param readers field to the names of the maps
 * @param ignored field to the reason
 */
record FieldReaders(Map<String, Set<String>> readers, Map<String, String> ignored) {

    private static final Pattern FIELD = Pattern.compile("\\b[A-Z][A-Z0-9]{2}-\\d+");

    static FieldReaders ofTheMappings() {
        Map<String, Set<String>> readers = new TreeMap<>();
        Map<String, String> ignored = new TreeMap<>();
        for (MapDefinition map : MappingLibrary.load(List.of(Path.of("mappings")))
                .definitions()
                .maps()
                .values()) {
            texts(map)
                    .flatMap(FieldReaders::fieldsOf)
                    .forEach(field -> readers.computeIfAbsent(field, f -> new TreeSet<>())
                            .add(map.name().value()));
            map.ignore().forEach((path, reason) -> ignored.put(path.value(), reason));
        }
        return new FieldReaders(readers, ignored);
    }

    boolean isRead(String field) {
        return readers.containsKey(field);
    }

    boolean isDecided(String field) {
        return isRead(field) || ignored.containsKey(field);
    }

    /** What decides about elements: rules, and the names that they use. Keys alone write nothing. */
    private static Stream<String> texts(MapDefinition map) {
        Stream<CandidateDefinition> candidates =
                Stream.concat(map.rules().stream().flatMap(rule -> rule.candidates().stream()), map.choose().stream());
        return Stream.concat(
                candidates.map(candidate -> candidate.text().value()),
                map.let().values().stream().map(YamlNode.Scalar::value));
    }

    private static Stream<String> fieldsOf(String text) {
        return FIELD.matcher(text).results().map(MatchResult::group);
    }
}
