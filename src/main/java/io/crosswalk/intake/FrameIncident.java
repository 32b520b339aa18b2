package io.crosswalk.intake;

import java.time.Instant;

/**
 * Bytes that came and did not become a message, or a connection that was ended: what the sender's engineer is asked
 * about tomorrow.
 *
 * @param fault what happened
 * @param listener address and port that was sent to
 * @param sender address and port it came from
 * @param at when it was noticed
 * @param length how many bytes it is about, also those that were not kept
 * @param kept the first bytes, at most {@link FrameLimits#kept}; may hold patient data
 * @param closed whether the connection was ended by it
 * @param reason one sentence, without a value of the message
 */
public record FrameIncident(
        FrameFault fault,
        String listener,
        String sender,
        Instant at,
        long length,
        byte[] kept,
        boolean closed,
        String reason) {

    /** Leaves the bytes out: they may be a patient's. */
    @Override
    public String toString() {
        return "FrameIncident[" + fault.code() + " from " + sender + " at " + listener + ", " + length + " bytes, "
                + (closed ? "closed: " : "") + reason + "]";
    }
}
