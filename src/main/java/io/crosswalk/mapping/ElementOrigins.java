package io.crosswalk.mapping;

import io.crosswalk.mapping.TracedConversion.ElementTrace;
import io.crosswalk.mapping.TracedConversion.SourceValue;
import io.crosswalk.mapping.coverage.MappedFields;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where elements of one Bundle come from, also those that are missing: a hospital repairs its message or its mapping, not our
 * Bundle. Immutable.
 */
public final class ElementOrigins {

    private final TracedConversion conversion;
    private final @Nullable MappedFields mapped;

    ElementOrigins(TracedConversion conversion, @Nullable MappedFields mapped) {
        this.conversion = conversion;
        this.mapped = mapped;
    }

    /** Of a Bundle of which nothing is known. */
    public static ElementOrigins of(TracedConversion conversion) {
        return new ElementOrigins(conversion, null);
    }

    /**
     * Where an element comes from.
     *
     * @param rule {@code file:line} of the rule that has written it; empty when none has
     * @param places of the message, never their content; for a missing element those that the mappings would take it from.
     *     Empty when none is known
     */
    public record Origin(String rule, List<String> places) {

        public Origin {
            places = List.copyOf(places);
        }
    }

    /**
     * @param resource {@code Patient/<id>}
     * @param element path in the resource with indexes as FHIR JSON has it: {@code Patient.name[0].family}
     */
    public Origin of(String resource, String element) {
        List<ElementTrace> present = at(resource, element);
        if (!present.isEmpty()) {
            return new Origin(rule(present), places(present));
        }
        List<ElementTrace> around = around(resource, element);
        Set<String> fields = fields(around.isEmpty() ? ofResource(resource, trace -> true) : around);
        List<String> possible = possible(resource, element).stream()
                .flatMap(path -> inMessage(path, fields))
                .distinct()
                .toList();
        List<String> near =
                possible.stream().filter(place -> fields.contains(field(place))).toList();
        if (!around.isEmpty()) {
            return new Origin(rule(around), near.isEmpty() ? places(around) : shortest(near));
        }
        return new Origin("", shortest(possible));
    }

    /** The path of a data type's map, {@code XCN.9}, is that component of the fields that the map was called for. */
    private static Stream<String> inMessage(String path, Set<String> fields) {
        int dot = path.indexOf('.');
        return path.indexOf('-') > 0
                ? Stream.of(path)
                : dot < 0 ? Stream.of() : fields.stream().map(field -> field + path.substring(dot));
    }

    /** {@code PID-5} is enough where there is also {@code PID-5.1}. */
    private static List<String> shortest(List<String> places) {
        return places.stream()
                .filter(place -> places.stream().noneMatch(other -> place.startsWith(other + ".")))
                .toList();
    }

    private static Set<String> fields(List<ElementTrace> traces) {
        return places(traces).stream()
                .map(ElementOrigins::field)
                .filter(field -> field.indexOf('-') > 0)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is written at or below an element. */
    private List<ElementTrace> at(String resource, String element) {
        return ofResource(resource, trace -> isAtOrBelow(trace.element(), element));
    }

    /** What is written of the nearest element around it that is there; nothing when that is the resource itself. */
    private List<ElementTrace> around(String resource, String element) {
        for (String outer = parent(element); outer.indexOf('.') > 0; outer = parent(outer)) {
            List<ElementTrace> found = at(resource, outer);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private List<ElementTrace> ofResource(String resource, Predicate<ElementTrace> wanted) {
        return conversion.elements().stream()
                .filter(trace -> trace.resource().equals(resource) && wanted.test(trace))
                .toList();
    }

    private static boolean isAtOrBelow(String path, String element) {
        String wanted = element.endsWith("[x]") ? element.substring(0, element.length() - 3) : element;
        if (!path.startsWith(wanted) || path.length() == wanted.length()) {
            return path.equals(wanted);
        }
        char next = path.charAt(wanted.length());
        return next == '.' || next == '[' || element.endsWith("[x]") && Character.isUpperCase(next);
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('.'), 0));
    }

    private static String rule(List<ElementTrace> traces) {
        return traces.stream()
                .map(ElementTrace::rule)
                .filter(rule -> !rule.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static List<String> places(List<ElementTrace> traces) {
        Set<String> places = new LinkedHashSet<>();
        traces.forEach(trace -> places.addAll(trace.sources()));
        return List.copyOf(places);
    }

    private List<String> possible(String resource, String element) {
        String type = element.split("\\.", 2)[0];
        if (mapped == null || type.equals(element)) {
            return List.of();
        }
        Set<String> ran = new TreeSet<>();
        for (ElementTrace trace : ofResource(resource, trace -> true)) {
            ran.add(trace.rule());
            ran.addAll(trace.through());
        }
        Set<String> segments = conversion.values().stream()
                .map(SourceValue::place)
                .map(place -> place.substring(0, Math.min(place.length(), 3)))
                .collect(Collectors.toSet());
        String path = element.substring(type.length() + 1).replaceAll("\\[[0-9]+]", "");
        return mapped.of(type, path, ran, segments);
    }

    /** {@code PID-13} of {@code PID-13[2].1}. */
    private static String field(String place) {
        return Arrays.stream(place.replaceAll("\\[[^]]*]", "").split("\\.", 2))
                .findFirst()
                .orElse(place);
    }
}
