package io.crosswalk.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a Bundle says, in a form in which those of two converters can be compared: for each element path, without the
 * places in lists, its values and how often each occurs.
 *
 * <p>Ids differ between converters, so a reference says only what type of resource it leads to. Times are compared by
 * their instant, numbers by their value. Narrative, meta and contained resources are left out.
 */
final class Leaves {

    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.*(?:Z|[+-]\\d\\d:\\d\\d)");

    private final Map<String, Map<String, Integer>> values = new TreeMap<>();
    private final Map<String, Integer> resources = new TreeMap<>();
    private final Map<String, String> types = new HashMap<>();

    private Leaves() {}

    static Leaves of(JsonNode bundle) {
        Leaves leaves = new Leaves();
        bundle.path("entry").forEach(leaves::learn);
        bundle.path("entry").forEach(entry -> leaves.read(entry.path("resource")));
        return leaves;
    }

    /** Path, which starts with the resource's type, to value to number of occurrences. */
    Map<String, Map<String, Integer>> values() {
        return values;
    }

    /** Number of resources of each type. */
    Map<String, Integer> resources() {
        return resources;
    }

    private void learn(JsonNode entry) {
        JsonNode resource = entry.path("resource");
        String type = resource.path("resourceType").asText();
        String id = resource.path("id").asText();
        types.put(entry.path("fullUrl").asText(), type);
        types.put(type + "/" + id, type);
    }

    private void read(JsonNode resource) {
        String type = resource.path("resourceType").asText();
        if (type.isEmpty()) {
            return;
        }
        resources.merge(type, 1, Integer::sum);
        fields(resource, type);
    }

    private void fields(JsonNode node, String path) {
        Iterator<Map.Entry<String, JsonNode>> fields = node.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            String name = field.getKey().startsWith("_") ? field.getKey().substring(1) : field.getKey();
            switch (name) {
                case "id", "resourceType", "meta", "div", "contained", "url" -> {}
                case "reference" ->
                    add(path + ".reference", target(field.getValue().asText()));
                case "extension", "modifierExtension" -> field.getValue().forEach(each -> extension(each, path));
                default -> value(field.getValue(), path + "." + name);
            }
        }
        if (node.has("url") && !path.endsWith(")")) {
            value(node.path("url"), path + ".url");
        }
    }

    private void extension(JsonNode extension, String path) {
        String url = extension.path("url").asText();
        fields(extension, path + ".extension(" + url.substring(url.lastIndexOf('/') + 1) + ")");
    }

    private void value(JsonNode node, String path) {
        if (node.isArray()) {
            node.forEach(each -> value(each, path));
        } else if (node.isObject()) {
            fields(node, path);
        } else if (!node.isNull()) {
            add(path, normal(node));
        }
    }

    private void add(String path, String value) {
        values.computeIfAbsent(path, key -> new TreeMap<>()).merge(value, 1, Integer::sum);
    }

    private String target(String reference) {
        String known = types.get(reference);
        int slash = reference.indexOf('/');
        return known != null ? known : slash > 0 ? reference.substring(0, slash) : "?";
    }

    private static String normal(JsonNode node) {
        if (node.isNumber()) {
            return new BigDecimal(node.asText()).stripTrailingZeros().toPlainString();
        }
        String text = node.asText().strip();
        if (MOMENT.matcher(text).matches()) {
            try {
                return OffsetDateTime.parse(text).toInstant().toString();
            } catch (DateTimeParseException e) {
                return text; // a peer wrote a time that is none; it is compared as it stands
            }
        }
        return text;
    }
}
