package io.crosswalk.consent;

/** Whether a Bundle may go to a destination, and why. */
public sealed interface ConsentDecision {

    /** The reason in one sentence, naming the policy or the consent it rests on. */
    String reason();

    record Permit(String reason) implements ConsentDecision {}

    record Deny(String reason) implements ConsentDecision {}
}
