package io.crosswalk.mapping.coverage;

import java.util.List;
import java.util.Set;

/**
 * Whether the mappings implement a row of the guide.
 *
 * @param reason the nearest reason why not; empty when they do
 * @param ran what exercises it, in the words of {@link Exercise}: all of one of these sets has run
 */
record Verdict(String reason, List<Set<String>> ran) {

    Verdict {
        ran = List.copyOf(ran);
    }

    static Verdict missing(String reason) {
        return new Verdict(reason, List.of());
    }

    static Verdict implementedBy(List<Set<String>> ran) {
        return new Verdict("", ran);
    }

    boolean isImplemented() {
        return reason.isEmpty();
    }
}
