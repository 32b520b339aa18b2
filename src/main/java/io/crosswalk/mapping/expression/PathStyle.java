package io.crosswalk.mapping.expression;

/** How the paths of a source are written. */
public enum PathStyle {
    /** By positions: {@code PID-3[.5 = "MR"].1}. A bracket holds a number or a condition of the language. */
    POSITIONS,
    /** By names with steps: {@code entryRelationship[SUBJ]/observation[4.4]/value}. A bracket holds a key of the source. */
    NAMES
}
