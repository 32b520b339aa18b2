package io.crosswalk.history;

import io.crosswalk.message.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where one message stands with one destination.
 *
 * @param lastAttemptAt null until it was tried
 * @param micros how long the last attempt took
 * @param outcome OperationOutcome of the destination as JSON; empty when there was none. It may quote the patient
 */
public record DeliveryView(
        String destination,
        String lane,
        Status status,
        String reason,
        int attempts,
        Instant queuedAt,
        @Nullable Instant lastAttemptAt,
        long micros,
        String outcome) {

    @Override
    public String toString() {
        return "DeliveryView[" + destination + ", " + status + ", " + attempts + " attempts]";
    }
}
