package io.crosswalk.source;

import org.jspecify.annotations.Nullable;

/** What a format offers when mappings are loaded: it knows all names and compiles paths. Immutable. */
public interface SourceSchema {

    /**
     * Compiles a path without predicates: {@code PID-3}, {@code PID-3[2].4.1}, {@code CX.4}, {@code .4}, {@code .}.
     *
     * @param context the source name of the map that holds the path: {@code PID}, {@code CX}
     * @throws SourcePathException when the standard has no such place, with the nearest right name
     */
    SourcePath compile(String context, String path);

    /** Where a map that starts at another segment finds it from this one; null when it stands at the same place. */
    default @Nullable SourcePath other(String from, String to) {
        return null;
    }

    /** Whether a map may start at this name: a segment or a data type of the standard. */
    boolean knows(String context);
}
