package io.crosswalk.operations.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Message types as label values. What a sender writes into MSH-9 is not ours to trust: only what looks like a type, and
 * only so many of them, the rest is {@code other}.
 */
final class MessageTypes {

    static final String OTHER = "other";
    static final int MOST = 100;
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z0-9]{2}(\\^[A-Z][A-Z0-9]{2})?");

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    String label(String type) {
        if (known.contains(type)) {
            return type;
        }
        if (known.size() >= MOST || !TYPE.matcher(type).matches()) {
            return OTHER;
        }
        known.add(type);
        return type;
    }
}
