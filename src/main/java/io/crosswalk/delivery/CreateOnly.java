package io.crosswalk.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosswalk.fhir.FhirTree;
import java.io.IOException;
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
 * <p>Safe for several threads.
 */
final class CreateOnly {

    /** Says whether the destination holds {@code Type/id}. */
    interface Existing {
        boolean holds(String typeAndId) throws IOException, AskFailed;
    }

    private static final int REMEMBERED = 20_000;
    private static final Mark MARK = new Mark("\"ifNoneMatch\"");

    private final Map<String, Boolean> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** The Bundle without the entries that are not to be written; the same bytes when there is nothing to ask. */
    byte[] prune(byte[] bundle, Existing existing) throws IOException, AskFailed {
        if (!MARK.isIn(bundle)) {
            return bundle;
        }
        JsonNode tree = FhirTree.JSON.readTree(bundle);
        for (Iterator<JsonNode> entries = tree.path("entry").elements(); entries.hasNext(); ) {
            JsonNode request = entries.next().path("request");
            if (!"*".equals(request.path("ifNoneMatch").asText())) {
                continue;
            }
            if (exists(request.path("url").asText(), existing)) {
                entries.remove();
            } else {
                ((ObjectNode) request).remove("ifNoneMatch");
            }
        }
        return FhirTree.JSON.writeValueAsBytes(tree);
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
