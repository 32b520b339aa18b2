package io.crosswalk.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where two JSON documents differ, one line for each place. */
final class JsonDifference {

    private final List<String> lines = new ArrayList<>();

    private JsonDifference() {}

    static List<String> between(JsonNode expected, JsonNode actual) {
        JsonDifference difference = new JsonDifference();
        difference.compare("Bundle", expected, actual);
        return difference.lines;
    }

    private void compare(String path, JsonNode expected, JsonNode actual) {
        if (expected.isObject() && actual.isObject()) {
            objects(path, expected, actual);
        } else if (expected.isArray() && actual.isArray()) {
            arrays(path, expected, actual);
        } else if (!expected.equals(actual)) {
            lines.add(path + ": expected " + expected + ", was " + actual);
        }
    }

    private void objects(String path, JsonNode expected, JsonNode actual) {
        Set<String> names = new LinkedHashSet<>();
        for (Iterator<String> it = expected.fieldNames(); it.hasNext(); ) {
            names.add(it.next());
        }
        for (Iterator<String> it = actual.fieldNames(); it.hasNext(); ) {
            names.add(it.next());
        }
        for (String name : names) {
            String inner = path + "." + name;
            if (!actual.has(name)) {
                lines.add(inner + ": expected " + expected.get(name) + ", is missing");
            } else if (!expected.has(name)) {
                lines.add(inner + ": not expected, was " + actual.get(name));
            } else {
                compare(inner, expected.get(name), actual.get(name));
            }
        }
    }

    private void arrays(String path, JsonNode expected, JsonNode actual) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String inner = path + "[" + i + "]" + type(i < expected.size() ? expected.get(i) : actual.get(i));
            if (i >= actual.size()) {
                lines.add(inner + ": expected " + expected.get(i) + ", is missing");
            } else if (i >= expected.size()) {
                lines.add(inner + ": not expected, was " + actual.get(i));
            } else {
                compare(inner, expected.get(i), actual.get(i));
            }
        }
    }

    /** The resource type of a Bundle entry, for those who read the difference. */
    private static String type(JsonNode item) {
        JsonNode type = item.path("resource").path("resourceType");
        return type.isTextual() ? "(" + type.asText() + ")" : "";
    }
}
