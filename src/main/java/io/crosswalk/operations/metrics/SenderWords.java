package io.crosswalk.operations.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Words of senders as label values. What a sender writes is not ours to trust: only what looks right, and only so many
 * different ones, the rest is {@code other}.
 */
final class SenderWords {

    static final String OTHER = "other";
    static final int MOST_TYPES = 100;
    static final int MOST_FIELDS = 500;

    private static final Pattern TYPE =
            Pattern.compile("[A-Z][A-Z0-9]{2}(\\^[A-Z][A-Z0-9]{2})?|CDA\\^[0-9]{1,7}-[0-9]");
    private static final Pattern FIELD = Pattern.compile("[A-Z][A-Z0-9]{2}-[0-9]{1,3}");

    private final Pattern looksRight;
    private final int most;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    private SenderWords(Pattern looksRight, int most) {
        this.looksRight = looksRight;
        this.most = most;
    }

    /** Message types: {@code ADT^A01}; types of documents by their LOINC: {@code CDA^34133-9}. */
    static SenderWords messageTypes() {
        return new SenderWords(TYPE, MOST_TYPES);
    }

    /** Fields of segments: {@code PID-31}. */
    static SenderWords fields() {
        return new SenderWords(FIELD, MOST_FIELDS);
    }

    String label(String word) {
        if (known.contains(word)) {
            return word;
        }
        if (known.size() >= most || !looksRight.matcher(word).matches()) {
            return OTHER;
        }
        known.add(word);
        return word;
    }
}
