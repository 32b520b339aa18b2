package io.crosswalk.intake;

/** What the bytes of a connection turned out to be. */
sealed interface FrameEvent {

    /** A whole message, without the bytes around it. */
    record Frame(byte[] message) implements FrameEvent {}

    /**
     * Bytes that are no message.
     *
     * @param length of all of it
     * @param kept its first bytes
     * @param isFatal nothing that follows on this connection can be understood
     */
    record Broken(FrameFault fault, long length, byte[] kept, boolean isFatal, String reason) implements FrameEvent {}
}
