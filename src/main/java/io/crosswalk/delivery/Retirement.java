package io.crosswalk.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosswalk.fhir.FhirTree;
import io.crosswalk.message.Merge;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes merged records out of use without thinning them. What a merge says of the record that gives way is a number and
 * perhaps a name; the destination may know more. So what it has is kept, and only what retires it is written.
 *
 * <p>Such an entry carries a link to its {@code successor-version} (RFC 5829 section 3.4).
 */
final class Retirement {

    /** What the destination holds of {@code Type/id}; empty when it has none. */
    interface Existing {
        Optional<byte[]> resource(String typeAndId) throws IOException, AskFailed;
    }

    private static final Mark MARK = new Mark("\"successor-version\"");

    /** What takes a record out of use and leads to its survivor: of Patient, Account and Encounter. */
    private static final Set<String> RETIRING = Set.of("active", "status", "link", "partOf");

    /** The server's own words about a version it has. */
    private static final List<String> OF_VERSION = List.of("versionId", "lastUpdated");

    private final byte[] bundle;
    private final List<Merge> merges;

    private Retirement(byte[] bundle, List<Merge> merges) {
        this.bundle = bundle;
        this.merges = merges;
    }

    /** The Bundle to post. */
    byte[] bundle() {
        return bundle;
    }

    /** What is merged by it; empty for most Bundles. */
    List<Merge> merges() {
        return merges;
    }

    static Retirement prepare(byte[] bundle, Existing existing) throws IOException, AskFailed {
        if (!MARK.isIn(bundle)) {
            return new Retirement(bundle, List.of());
        }
        JsonNode tree = FhirTree.JSON.readTree(bundle);
        List<Merge> merges = new ArrayList<>();
        for (JsonNode entry : tree.path("entry")) {
            String survivor = successor(entry);
            if (survivor.isEmpty()) {
                continue;
            }
            ObjectNode request = (ObjectNode) entry.path("request");
            String retired = request.path("url").asText();
            merges.add(new Merge(retired, survivor));
            ((ObjectNode) entry).remove("link");
            // What is no resource of that type comes from no FHIR server: a sink, an archive.
            Optional<ObjectNode> held = existing.resource(retired)
                    .flatMap(FhirTree::resource)
                    .filter(found ->
                            retired.startsWith(found.path("resourceType").asText() + "/"));
            if (held.isPresent()) {
                ObjectNode kept = held.get();
                String version = kept.path("meta").path("versionId").asText();
                add(kept, entry.path("resource"));
                ((ObjectNode) entry).set("resource", kept);
                if (!version.isEmpty()) {
                    request.put("ifMatch", "W/\"" + version + "\"");
                }
            }
        }
        return new Retirement(FhirTree.JSON.writeValueAsBytes(tree), List.copyOf(merges));
    }

    private static String successor(JsonNode entry) {
        for (JsonNode link : entry.path("link")) {
            if (link.path("relation").asText().equals("successor-version")) {
                return link.path("url").asText();
            }
        }
        return "";
    }

    private static void add(ObjectNode kept, JsonNode said) {
        if (kept.path("meta") instanceof ObjectNode meta) {
            meta.remove(OF_VERSION);
        }
        for (Map.Entry<String, JsonNode> element : said.properties()) {
            JsonNode before = kept.get(element.getKey());
            boolean retires = RETIRING.contains(element.getKey());
            if (before == null || retires && !before.isArray()) {
                kept.set(element.getKey(), element.getValue());
            } else if (retires) {
                element.getValue().forEach(one -> link((ArrayNode) before, one));
            }
        }
    }

    /** A patient who was merged into another before keeps that link, unless it leads to the same record. */
    private static void link(ArrayNode links, JsonNode added) {
        String id = id(added);
        for (int i = 0; i < links.size(); i++) {
            if (id(links.get(i)).equals(id)) {
                links.set(i, added);
                return;
            }
        }
        links.add(added);
    }

    /** Of the record that a link leads to, however the reference is written. */
    private static String id(JsonNode link) {
        String reference = link.path("other").path("reference").asText();
        return reference.substring(Math.max(reference.lastIndexOf('/'), reference.lastIndexOf(':')) + 1);
    }
}
