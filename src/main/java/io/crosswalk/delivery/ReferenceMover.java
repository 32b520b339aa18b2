package io.crosswalk.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.crosswalk.delivery.DeliveryResult.Delivered;
import io.crosswalk.delivery.DeliveryResult.Failed;
import io.crosswalk.fhir.FhirTree;
import io.crosswalk.message.Merge;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * After a merge: what the destination holds of the retired record is filed under the one that goes on.
 *
 * <p>The destination is asked, in one batch of searches, for all that refers to the retired record ({@link Referrers});
 * what it finds is written back with the reference changed, and only if nobody has changed it meanwhile. This is done again
 * until nothing is found, so a fault between loses nothing: the delivery is tried again as a whole. What a server cannot
 * search for stays where it is, and the result says so.
 */
final class ReferenceMover {

    /** Sends a Bundle to the base of the destination. */
    interface Server {
        FhirConnections.Answer post(byte[] bundle) throws IOException;
    }

    /** A destination with more pages than this of one record's resources is asked again at the next try. */
    private static final int MOST_ROUNDS = 1000;

    private final Server server;
    private final String base;
    private final int page;

    /**
     * @param base of the destination, without a slash at its end
     * @param page how many resources of each kind are moved at a time
     */
    ReferenceMover(Server server, String base, int page) {
        this.server = server;
        this.base = base;
        this.page = page;
    }

    DeliveryResult move(Merge merge) throws IOException {
        List<String> searches = Referrers.of(merge.retired(), page);
        List<String> refused = new ArrayList<>();
        for (int round = 0; round < MOST_ROUNDS && !searches.isEmpty(); round++) {
            FhirConnections.Answer answer = server.post(batch(searches));
            if (unable(answer.status())) {
                return new Delivered("the destination takes no batch of searches (status " + answer.status()
                        + "); what it holds of the retired " + type(merge) + " stays filed there");
            }
            if (!HttpStatus.success(answer.status())) {
                return Failed.of(
                        HttpStatus.fault(answer.status()),
                        "the destination answered the search for what is to be moved with status " + answer.status());
            }
            JsonNode entries = FhirTree.resource(answer.body())
                    .map(bundle -> bundle.path("entry"))
                    .orElse(MissingNode.getInstance());
            if (entries.size() != searches.size()) {
                return new Delivered(
                        "the destination does not answer a batch of searches as a FHIR server does; what it holds"
                                + " of the retired " + type(merge) + " stays filed there");
            }
            Found found = new Found(merge);
            DeliveryResult read = found.read(entries, searches, refused);
            if (read instanceof Failed) {
                return read;
            }
            if (found.moved.isEmpty()) {
                return found.more
                        ? Failed.of(
                                Fault.TRANSIENT, "the destination's searches lag behind; what is left is moved later")
                        : done(merge, refused);
            }
            DeliveryResult written = write(found.moved);
            if (written instanceof Failed) {
                return written;
            }
            searches = found.again;
        }
        return searches.isEmpty()
                ? done(merge, refused)
                : Failed.of(Fault.TRANSIENT, "there is more to be moved than one try can");
    }

    private static DeliveryResult done(Merge merge, List<String> refused) {
        return refused.isEmpty()
                ? new Delivered()
                : new Delivered("the destination cannot search " + String.join(", ", refused)
                        + "; what refers there to the retired " + type(merge) + " stays as it is");
    }

    private static String type(Merge merge) {
        return merge.retired().substring(0, merge.retired().indexOf('/'));
    }

    /** The server does not know such a request; asking again changes nothing. */
    private static boolean unable(int status) {
        return status == 400 || status == 404 || status == 405 || status == 415 || status == 422 || status == 501;
    }

    private static byte[] batch(List<String> searches) throws IOException {
        ObjectNode bundle =
                FhirTree.JSON.createObjectNode().put("resourceType", "Bundle").put("type", "batch");
        ArrayNode entries = bundle.putArray("entry");
        for (String search : searches) {
            entries.addObject().putObject("request").put("method", "GET").put("url", search);
        }
        return FhirTree.JSON.writeValueAsBytes(bundle);
    }

    private DeliveryResult write(Map<String, JsonNode> moved) throws IOException {
        ObjectNode bundle =
                FhirTree.JSON.createObjectNode().put("resourceType", "Bundle").put("type", "transaction");
        ArrayNode entries = bundle.putArray("entry");
        moved.forEach((reference, resource) -> {
            ObjectNode entry = entries.addObject();
            entry.set("resource", resource);
            ObjectNode request = entry.putObject("request").put("method", "PUT").put("url", reference);
            String version = resource.path("meta").path("versionId").asText();
            if (!version.isEmpty()) {
                request.put("ifMatch", "W/\"" + version + "\"");
            }
        });
        FhirConnections.Answer answer = server.post(FhirTree.JSON.writeValueAsBytes(bundle));
        if (answer.status() == 412) {
            return Failed.of(Fault.CONFLICT, "somebody else has changed what is to be moved");
        }
        return HttpStatus.success(answer.status())
                ? TransactionResponse.judge(answer.body())
                : Failed.of(
                        HttpStatus.fault(answer.status()),
                        "the destination answered what was moved with status " + answer.status());
    }

    /** What one round has found. */
    private final class Found {
        private final String retired;
        private final String survivor;
        final Map<String, JsonNode> moved = new LinkedHashMap<>();
        /** Searches that may find more. */
        final List<String> again = new ArrayList<>();
        /** Whether a search has more than it gave. */
        boolean more;

        Found(Merge merge) {
            this.retired = merge.retired();
            this.survivor = merge.survivor();
        }

        DeliveryResult read(JsonNode entries, List<String> searches, List<String> refused) {
            for (int i = 0; i < searches.size(); i++) {
                int status = TransactionResponse.code(
                        entries.get(i).path("response").path("status").asText());
                if (unable(status)) {
                    refused.add(searches.get(i).substring(0, searches.get(i).indexOf('=')));
                } else if (!HttpStatus.success(status)) {
                    return Failed.of(
                            HttpStatus.fault(status), "a search for what is to be moved was answered with " + status);
                } else {
                    take(entries.get(i).path("resource"), searches.get(i));
                }
            }
            return new Delivered();
        }

        private void take(JsonNode searchset, String search) {
            boolean any = false;
            for (JsonNode entry : searchset.path("entry")) {
                JsonNode resource = entry.path("resource");
                String reference = resource.path("resourceType").asText()
                        + '/'
                        + resource.path("id").asText();
                if (!reference.equals(retired) && lead(resource)) {
                    moved.put(reference, resource);
                    any = true;
                }
            }
            if (any) {
                again.add(search);
            }
            for (JsonNode link : searchset.path("link")) {
                more |= link.path("relation").asText().equals("next");
            }
        }

        /** Leads the references of a resource to the survivor; false when none led to the retired record. */
        private boolean lead(JsonNode node) {
            boolean changed = false;
            if (node instanceof ObjectNode object && object.path("reference").isTextual()) {
                String reference = object.path("reference").asText();
                if (reference.equals(retired) || reference.equals(base + '/' + retired)) {
                    object.set("reference", TextNode.valueOf(survivor));
                    changed = true;
                }
            }
            for (JsonNode child : node) {
                changed |= lead(child);
            }
            return changed;
        }
    }

    /** {@code Type?parameter=Type/id}, for the address of a search. */
    static String search(String type, String parameter, String reference, int page) {
        return type + '?' + parameter + '=' + URLEncoder.encode(reference, StandardCharsets.UTF_8) + "&_count=" + page;
    }
}
