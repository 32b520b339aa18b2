package io.crosswalk.intake;

/** Hears what happens below the level of messages. Called on network threads: hand over, do not block. */
public interface FrameListener {

    /** Bytes that did not become a message, or a connection that was ended. */
    void broken(FrameIncident incident);

    /** Something not quite right that did no harm: {@code bytes} of it. */
    default void tolerated(String listener, FrameFault fault, int bytes) {}

    /** {@code open} connections there are now. */
    default void connections(String listener, int open) {}
}
