package io.crosswalk.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One inbound feed.
 *
 * @param address where it listens
 * @param accepted messages since the engine started, as are {@code repeated}, {@code refused} and {@code failed}
 * @param repeated sent again by the sender and acknowledged as before
 * @param refused turned away at the door, or broken on the way
 * @param failed accepted, and waiting for a person because it could not be processed
 * @param perSecond accepted over the last ten seconds
 * @param lastTenMinutes accepted in each 20 seconds, the oldest first
 * @param waiting acknowledged and not yet processed
 * @param oldestSeconds how long the oldest of those waits; absent when none waits
 */
public record ChannelView(
        String name,
        String description,
        String address,
        boolean listening,
        long accepted,
        long repeated,
        long refused,
        long failed,
        double perSecond,
        List<Integer> lastTenMinutes,
        Optional<Instant> lastAt,
        long waiting,
        Optional<Long> oldestSeconds) {}
