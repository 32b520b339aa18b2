package io.crosswalk.history;

import io.crosswalk.message.Status;
import java.time.Instant;
import java.util.Objects;

/**
 * What one stage decided about one message.
 *
 * @param stage which stage
 * @param destination for which destination; empty where the stage does not look at destinations
 * @param status what became of the message there
 * @param reason why, in one sentence without patient data; empty when there is nothing to say
 * @param at when
 * @param micros how long it took, in microseconds
 */
public record Step(Stage stage, String destination, Status status, String reason, Instant at, long micros) {

    public Step {
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(at, "at");
    }
}
