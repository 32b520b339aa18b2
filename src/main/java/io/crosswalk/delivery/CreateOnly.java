package io.crosswalk.delivery;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

    /** The destination answered the question with a fault; the delivery is judged by it. */
    static final class AskFailed extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient DeliveryResult.Failed answer;

        AskFailed(DeliveryResult.Failed answer) {
            super("the destination did not say whether a resource exists");
            this.answer = answer;
        }

        DeliveryResult.Failed answer() {
            return answer;
        }
    }

    private static final int REMEMBERED = 20_000;
    private static final byte[] MARK = "\"ifNoneMatch\"".getBytes(StandardCharsets.US_ASCII);
    private static final int[] STEP = steps();

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private final Map<String, Boolean> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** The Bundle without the entries that are not to be written; the same bytes when there is nothing to ask. */
    byte[] prune(byte[] bundle, Existing existing) throws IOException, AskFailed {
        if (!mentions(bundle)) {
            return bundle;
        }
        JsonNode tree = json.readTree(bundle);
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
        return json.writeValueAsBytes(tree);
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

    /** Looks at every byte that could be the mark's last one only, as Horspool's search does: most Bundles have no mark. */
    private static boolean mentions(byte[] bundle) {
        int last = MARK.length - 1;
        for (int end = last; end < bundle.length; end += STEP[bundle[end] & 0xff]) {
            if (Arrays.equals(bundle, end - last, end + 1, MARK, 0, MARK.length)) {
                return true;
            }
        }
        return false;
    }

    /** How far the end of the mark may move on when it stands on a byte. */
    private static int[] steps() {
        int[] steps = new int[256];
        Arrays.fill(steps, MARK.length);
        for (int i = 0; i < MARK.length - 1; i++) {
            steps[MARK[i] & 0xff] = MARK.length - 1 - i;
        }
        return steps;
    }
}
