package io.crosswalk.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosswalk.fhir.FhirTree;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Leaves out of a transaction what only may be created and is there already.
 *
 * <p>A laboratory knows little of a patient; its result must not overwrite what the admission has said. Such an entry
 * carries {@code request.ifNoneMatch = "*"} ("only if nothing is there", RFC 9110 section 13.1.2). FHIR R4 servers ignore
 * that on a PUT in a transaction, so the question is asked before. Other entries refer to the resource by {@code Type/id}
 * and need no change. Lanes keep two messages of one patient from asking at the same time.
 *
 * <p>A patch stays only where there is something to patch: a result completes the order that the server has, or brings
 * an order of its own along. What a patch asks is asked each time, since a patch of something that was deleted would have the
 * whole transaction refused.
 *
 * <p>Safe for several threads.
 */
final class CreateOnly {

    /** Says whether the destination holds {@code Type/id}. */
    interface Existing {
        boolean holds(String typeAndId) throws IOException, AskFailed;
    }

    private static final int REMEMBERED = 20_000;
    private static final Mark MARK = new Mark("\"ifNoneMatch\"");
    private static final Mark PATCH = new Mark("\"PATCH\"");

    private final boolean patches;

    private final Map<String, Boolean> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param patches whether the destination takes patches; else they are left out */
    CreateOnly(boolean patches) {
        this.patches = patches;
    }

    /** Whether the Bundle asks for patches. */
    static boolean asksForPatches(byte[] bundle) {
        return PATCH.isIn(bundle);
    }

    /** The Bundle without the entries that are not to be written; the same bytes when there is nothing to ask. */
    byte[] prune(byte[] bundle, Existing existing) throws IOException, AskFailed {
        boolean asks = asksForPatches(bundle);
        if (!asks && !MARK.isIn(bundle)) {
            return bundle;
        }
        JsonNode tree = FhirTree.JSON.readTree(bundle);
        Map<String, Boolean> patched = asks && patches ? patched(tree, existing) : Map.of();
        for (Iterator<JsonNode> entries = tree.path("entry").elements(); entries.hasNext(); ) {
            JsonNode request = entries.next().path("request");
            String url = request.path("url").asText();
            Boolean there = patched.get(url);
            if (isPatch(request)) {
                if (!Boolean.TRUE.equals(there)) {
                    entries.remove();
                }
            } else if ("*".equals(request.path("ifNoneMatch").asText())) {
                if (there == null ? exists(url, existing) : there) {
                    entries.remove();
                } else {
                    ((ObjectNode) request).remove("ifNoneMatch");
                }
            }
        }
        return FhirTree.JSON.writeValueAsBytes(tree);
    }

    private static boolean isPatch(JsonNode request) {
        return "PATCH".equals(request.path("method").asText());
    }

    /** What is to be patched, and whether it is there. */
    private static Map<String, Boolean> patched(JsonNode tree, Existing existing) throws IOException, AskFailed {
        Map<String, Boolean> patched = new HashMap<>();
        for (JsonNode entry : tree.path("entry")) {
            JsonNode request = entry.path("request");
            String url = request.path("url").asText();
            if (isPatch(request) && !patched.containsKey(url)) {
                patched.put(url, existing.holds(url));
            }
        }
        return patched;
    }

    private boolean exists(String typeAndId, Existing existing) throws IOException, AskFailed {
        synchronized (known) {
            if (known.containsKey(typeAndId)) {
                return true;
            }
        }
        if (!existing.holds(typeAndId)) {
            return false;
        }
        synchronized (known) {
            known.put(typeAndId, Boolean.TRUE);
        }
        return true;
    }
}
