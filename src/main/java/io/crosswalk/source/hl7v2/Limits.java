package io.crosswalk.source.hl7v2;

/**
 * How much of anything one message may have. Beyond these a sender is broken or hostile; real messages stay far below.
 */
final class Limits {

    static final int SEGMENTS = 20_000;
    static final int FIELD_CHARACTERS = 5 * 1024 * 1024;
    static final int REPETITIONS = 10_000;
    static final int COMPONENTS = 1_000;
    static final int UNREAD = 20_000;
    /** Blank lines or spaces that one formatting escape may ask for. */
    static final int BLANKS = 100;

    private Limits() {}
}
