package io.crosswalk.mapping.cda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A resource of a document with all that it says: values, and references to others. */
final class GoldResource {

    /** @param target the reference as it is written */
    record Link(String path, String target) {}

    private static final Set<String> NOT_COMPARED =
            Set.of("resourceType", "id", "meta", "implicitRules", "contained", "text");
    private static final Set<String> NAMES = Set.of("name", "name.family", "name.given", "name.text");
    private static final Set<String> CODES = Set.of("code", "vaccineCode", "medicationCodeableConcept", "type");

    private final String type;
    private final @Nullable GoldResource owner;
    private final Map<GoldLeaf, Integer> leaves = new LinkedHashMap<>();
    private final List<Link> links = new ArrayList<>();
    private @Nullable GoldResource partner;

    GoldResource(JsonNode resource, @Nullable GoldResource owner) {
        this.type = resource.path("resourceType").asText();
        this.owner = owner;
        resource.fields().forEachRemaining(each -> {
            if (!NOT_COMPARED.contains(each.getKey())) {
                readField("", each.getKey(), each.getValue());
            }
        });
    }

    String type() {
        return type;
    }

    /** The resource that contains this one, or this one. */
    GoldResource root() {
        return owner == null ? this : owner;
    }

    Map<GoldLeaf, Integer> leaves() {
        return leaves;
    }

    List<Link> links() {
        return links;
    }

    int size() {
        return leaves.values().stream().mapToInt(Integer::intValue).sum() + links.size();
    }

    @Nullable
    GoldResource partner() {
        return partner;
    }

    static void marry(GoldResource one, GoldResource other) {
        one.partner = other;
        other.partner = one;
    }

    /** What tells this resource from others of its type; empty when nothing does. */
    Set<GoldLeaf> identity() {
        Set<GoldLeaf> identity = new HashSet<>();
        for (GoldLeaf leaf : leaves.keySet()) {
            if (weight(leaf) > 1) {
                identity.add(leaf);
            }
        }
        return identity;
    }

    /** How much it tells that two resources share this leaf. */
    static int weight(GoldLeaf leaf) {
        String path = leaf.path();
        if (path.equals("identifier.value")) {
            return 8;
        }
        if (path.endsWith(".coding.code")
                && CODES.contains(path.substring(0, path.length() - ".coding.code".length()))) {
            return 4;
        }
        return NAMES.contains(path) ? 3 : 1;
    }

    /** How much the two have in common, weighed by what tells resources apart. */
    int resemblance(GoldResource other) {
        int sum = 0;
        for (Map.Entry<GoldLeaf, Integer> each : leaves.entrySet()) {
            int shared = Math.min(each.getValue(), other.leaves.getOrDefault(each.getKey(), 0));
            sum += shared * weight(each.getKey());
        }
        return sum;
    }

    private void read(String path, JsonNode value) {
        if (value.isArray()) {
            value.forEach(each -> read(path, each));
        } else if (value.isObject()) {
            value.fields().forEachRemaining(each -> readField(path, each.getKey(), each.getValue()));
        } else if (!value.isNull() && !value.asText().isEmpty()) {
            leaves.merge(GoldLeaf.of(path, value), 1, Integer::sum);
        }
    }

    private void readField(String path, String name, JsonNode value) {
        String here = path.isEmpty() ? name : path + "." + name;
        if (name.equals("id") || (name.equals("text") && value.has("div"))) {
            return; // element ids and narrative
        }
        if (name.equals("url") && path.endsWith("]")) {
            return; // told by the path
        }
        if (name.equals("extension") || name.equals("modifierExtension")) {
            value.forEach(each -> read(here + "[" + each.path("url").asText() + "]", each));
        } else if (name.equals("reference") && value.isTextual()) {
            links.add(new Link(path, value.asText().strip()));
        } else {
            read(here, value);
        }
    }
}
