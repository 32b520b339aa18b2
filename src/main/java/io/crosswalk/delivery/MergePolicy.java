package io.crosswalk.delivery;

/** What a destination is to do with what refers to a record that was merged into another. */
public enum MergePolicy {
    /** It is filed under the record that goes on, at the destination, whoever wrote it. */
    MOVE,
    /** It stays; the retired record points to the one that goes on. For a destination that moves itself, or must not be changed. */
    LINK
}
