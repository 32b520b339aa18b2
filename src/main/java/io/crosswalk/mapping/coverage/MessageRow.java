package io.crosswalk.mapping.coverage;

import io.crosswalk.mapping.expression.Condition;
import io.crosswalk.mapping.expression.ExpressionException;
import io.crosswalk.mapping.expression.Parser;
import io.crosswalk.mapping.plan.Erratum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of the guide's message tables: what a segment at a place of a structure makes.
 *
 * @param groups the groups that the segment stands in, without the structure
 * @param follows the segment that it follows, where it stands at several places; empty where the guide does not say
 * @param target the resource that is made or filled: {@code Encounter}
 * @param targetPath the element of it that is written; empty where it is the resource
 * @param map the segment map; empty where the guide names none
 * @param links what refers to what
 * @param condition null when it has none
 * @param corrected whether an erratum of the table was applied
 */
record MessageRow(
        String id,
        String structure,
        List<String> groups,
        String segment,
        String follows,
        String target,
        String targetPath,
        String constant,
        String map,
        List<Reference> links,
        @Nullable Condition condition,
        boolean corrected) {

    MessageRow {
        groups = List.copyOf(groups);
        links = List.copyOf(links);
    }

    /** {@code Encounter[1].subject.reference=Patient[1].id}, or a constant where {@code target} is empty. */
    record Reference(String owner, String path, String target, String constant) {}

    /** {@code Observation[2].subject.reference}, {@code ServiceRequest.specimen(Specimen.collection.collector)}. */
    private record Place(String type, String path) {}

    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");

    /** The key of errata and differences that hold for all messages: {@code messages/PV1[Encounter]}. */
    static String sharedId(Map<String, String> printed) {
        String map = printed.getOrDefault("segment_map", "");
        return "messages/" + (map.isEmpty() ? printed.getOrDefault("identifier", "") : map);
    }

    static MessageRow of(Map<String, String> printed, List<Erratum> errata) {
        Map<String, String> cells = Errata.corrected(printed, errata);
        String[] way = cells.getOrDefault("identifier", "").split("[.:]");
        boolean follow = way.length > 3 && way[1].equals("follow");
        String primary = cells.getOrDefault("primary_target", "");
        Place target = place(primary.split("=")[0]);
        Matcher constant = TEXT.matcher(primary);
        return new MessageRow(
                cells.getOrDefault("row_id", ""),
                cells.getOrDefault("message", ""),
                follow || way.length < 3 ? List.of() : Arrays.asList(way).subList(1, way.length - 1),
                cells.getOrDefault("segment", ""),
                follow ? way[2] : "",
                target.type,
                target.path,
                constant.find() ? constant.group(1).replace("'", "") : "",
                cells.getOrDefault("segment_map", ""),
                links(cells.getOrDefault("references", "")),
                condition(cells.getOrDefault("condition", "")),
                !errata.isEmpty());
    }

    private static List<Reference> links(String text) {
        List<Reference> links = new ArrayList<>();
        for (String part : text.split("[;\n]")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                Place left = place(part.substring(0, equals));
                String right = part.substring(equals + 1).strip();
                boolean constant = right.startsWith("\"");
                links.add(new Reference(
                        left.type,
                        left.path,
                        constant ? "" : place(right).type,
                        constant ? right.replace("\"", "") : ""));
            }
        }
        return links;
    }

    /** The last resource of the way and the path in it; numbers of instances and {@code .reference}, {@code .id} go. */
    private static Place place(String text) {
        String way = text.strip().replaceAll("\\[[^]]*]", "");
        int open = way.indexOf('(');
        String last = way;
        if (open >= 0) {
            String inner = way.substring(open + 1).replace(")", "");
            // what(Device) names the type behind a reference; specimen(Specimen.collection) the element in it
            last = inner.indexOf('.') > 0 ? inner : way.substring(0, open);
        }
        String clean = last.replaceAll("\\.(reference|id)$", "");
        int dot = clean.indexOf('.');
        return dot < 0 ? new Place(clean, "") : new Place(clean.substring(0, dot), clean.substring(dot + 1));
    }

    private static @Nullable Condition condition(String canonical) {
        if (canonical.isEmpty()) {
            return null;
        }
        try {
            return Parser.condition(canonical);
        } catch (ExpressionException e) {
            throw new IllegalArgumentException("a condition of the guide's table is not canonical: " + e.reason(), e);
        }
    }
}
