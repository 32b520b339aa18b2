package io.crosswalk.mapping.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The right side of one line: candidates, of which the first that holds and yields a value is taken.
 *
 * @param orAbsent whether the data-absent-reason is written when none yields
 */
public record Rule(List<Candidate> candidates, boolean orAbsent) {

    public Rule {
        candidates = List.copyOf(candidates);
    }

    /** What to do with a code that a code map does not have. */
    public enum Unmapped {
        DEFAULT,
        KEEP,
        TEXT,
        DROP,
        ERROR
    }

    /**
     * One candidate.
     *
     * @param source null for {@code drop}
     * @param as name of a map or of a FHIR primitive; null when the element decides
     * @param via name of a code map; null when nothing is translated
     * @param when null when it always holds
     */
    public record Candidate(
            @Nullable Expression source,
            @Nullable Name as,
            @Nullable Name via,
            Unmapped unmapped,
            @Nullable Condition when,
            int offset) {}

    /** A name with its place. */
    public record Name(String text, int offset) {}
}
