package io.crosswalk.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One outbound endpoint.
 *
 * @param state FLOWING, RETRYING or PAUSED
 * @param reason why it does not flow; empty when it does
 * @param since when it stopped flowing
 * @param nextAttempt when it is tried again by itself
 * @param sent confirmed by the destination since the engine started
 * @param perSecond confirmed over the last ten seconds
 * @param lastTenMinutes confirmed in each 20 seconds, the oldest first
 * @param waiting in the destination's durable queue
 * @param oldestSeconds how long the oldest of those waits; absent when none waits
 * @param parked set aside as a fault of the message, until somebody decides
 */
public record DestinationView(
        String name,
        String endpoint,
        String state,
        String reason,
        Optional<Instant> since,
        Optional<Instant> nextAttempt,
        long sent,
        double perSecond,
        List<Integer> lastTenMinutes,
        Optional<Instant> lastSentAt,
        long waiting,
        Optional<Long> oldestSeconds,
        long parked) {

    public boolean flowing() {
        return state.equals("FLOWING");
    }
}
