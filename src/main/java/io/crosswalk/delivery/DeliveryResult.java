package io.crosswalk.delivery;

import java.time.Duration;
import java.util.Optional;

/** What came of handing one Bundle to its destination once. */
public sealed interface DeliveryResult {

    /**
     * The destination confirmed all of it.
     *
     * @param remark what an operator should know all the same, in one sentence without patient data; mostly empty
     */
    record Delivered(String remark) implements DeliveryResult {

        public Delivered() {
            this("");
        }
    }

    /**
     * It did not.
     *
     * @param reason one sentence without patient data: a status, a kind of failure
     * @param retryAfter what the destination asked to wait
     * @param outcome the OperationOutcome it sent, as JSON; empty when there was none. It may quote the patient
     */
    record Failed(Fault fault, String reason, Optional<Duration> retryAfter, String outcome) implements DeliveryResult {

        public static Failed of(Fault fault, String reason) {
            return new Failed(fault, reason, Optional.empty(), "");
        }

        @Override
        public String toString() {
            return "Failed[" + fault + ": " + reason + "]";
        }
    }
}
