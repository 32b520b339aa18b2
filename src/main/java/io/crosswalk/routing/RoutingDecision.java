package io.crosswalk.routing;

import io.crosswalk.message.Destination;

/**
 * Whether a message goes to a destination, and why.
 *
 * @param reason one sentence, without patient data
 */
public record RoutingDecision(Destination destination, boolean goes, String reason) {}
