package io.crosswalk.consent;

import io.crosswalk.message.Conversion;
import io.crosswalk.message.Destination;

/** Asks the policy, and takes its failure for a no. */
public final class ConsentStage {

    private final ConsentPolicy policy;

    public ConsentStage(ConsentPolicy policy) {
        this.policy = policy;
    }

    public ConsentDecision decide(String channel, Conversion conversion, Destination destination) {
        try {
            return policy.decide(channel, conversion, destination);
        } catch (RuntimeException e) {
            return new ConsentDecision.Deny("consent could not be decided: the policy failed with "
                    + e.getClass().getSimpleName());
        }
    }
}
