package io.crosswalk.consent;

import io.crosswalk.message.Conversion;
import io.crosswalk.message.Destination;

/** Knows whether a patient's data may go to a destination. Thread safe. */
@FunctionalInterface
public interface ConsentPolicy {

    /** The policy of a site that has its agreements with the destinations elsewhere. */
    ConsentPolicy PERMIT_ALL = (channel, conversion, destination) ->
            new ConsentDecision.Permit("permit-all: this site asks no consent for its own destinations");

    /**
     * @param channel the feed the message came by
     * @throws RuntimeException when no decision can be made; that is no yes
     */
    ConsentDecision decide(String channel, Conversion conversion, Destination destination);
}
