package io.crosswalk.history;

import io.crosswalk.message.Status;
import java.time.Instant;

/**
 * Where the delivery of one message to one destination stands after an attempt.
 *
 * @param messageId of the message in the history
 * @param destination where it was to go
 * @param lane what is kept in order there
 * @param status SENT, PARKED, or QUEUED when it is tried again
 * @param reason why it is not sent, without patient data; empty when it is
 * @param attempts how often it was tried since it was queued, by this process
 * @param at when the last attempt ended
 * @param micros how long the last attempt took
 * @param outcome the OperationOutcome of the destination as JSON; empty when there was none
 */
public record Attempted(
        long messageId,
        String destination,
        String lane,
        Status status,
        String reason,
        int attempts,
        Instant at,
        long micros,
        String outcome) {

    /** Leaves the destination's own words out: they may quote the patient. */
    @Override
    public String toString() {
        return "Attempted[" + messageId + " to " + destination + ", " + status + "]";
    }
}
