package io.crosswalk.delivery;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Decides by the cause of a failure what happens next. A pure function of its arguments: the clock, the chance and the
 * destination are handed in.
 *
 * <pre>
 * cause          what happens                                      attempts before it is the message's own fault
 * TRANSIENT      wait, longer each time                            never
 * CONFLICT       wait shortly, only for this message                8
 * BROKEN         wait, longer each time                            5, and only while the destination is well
 * ABSENT         pause, or park when the destination is well       1
 * CONFIGURATION  pause, try now and then                           never
 * MESSAGE        park                                              1
 * </pre>
 *
 * @param first the longest wait after the first failure; doubles with each further one
 * @param longest no wait is longer, unless the destination asks for it
 * @param probe how often a paused destination is tried
 */
public record RetryPolicy(Duration first, Duration longest, Duration probe) {

    private static final int CONFLICT_ATTEMPTS = 8;
    private static final int CONFLICT_DOUBLINGS = 3;
    private static final int BROKEN_ATTEMPTS = 5;

    /** What a destination may ask for at most: a typing error there must not stop a feed for a year. */
    private static final Duration LONGEST_ASKED = Duration.ofHours(1);

    public static final RetryPolicy DEFAULT =
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofMinutes(1));

    public RetryPolicy {
        if (first.isNegative() || first.isZero() || probe.isNegative() || probe.isZero()) {
            throw new IllegalArgumentException("a retry needs a time to wait that is more than nothing");
        }
        if (longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("the longest wait " + longest + " is shorter than the first " + first);
        }
    }

    /**
     * @param attempts how often this message was tried, this time included
     * @param failures how often in a row the destination failed, this time included, whatever the message
     * @param well asked only where the answer matters: whether the destination is well otherwise
     * @param chance spreads the waits, so that many waiting ones do not come back at the same moment
     */
    public RetryDecision decide(
            DeliveryResult result, int attempts, int failures, BooleanSupplier well, RandomGenerator chance) {
        if (!(result instanceof DeliveryResult.Failed failed)) {
            return new RetryDecision.Done();
        }
        return switch (failed.fault()) {
            case TRANSIENT -> wait(failed, failures, chance);
            case CONFLICT ->
                attempts >= CONFLICT_ATTEMPTS
                        ? park(failed, attempts)
                        : wait(failed, Math.min(attempts, CONFLICT_DOUBLINGS), chance);
            case BROKEN ->
                attempts >= BROKEN_ATTEMPTS && well.getAsBoolean()
                        ? park(failed, attempts)
                        : wait(failed, failures, chance);
            case ABSENT -> well.getAsBoolean() ? park(failed, attempts) : pause(failed);
            case CONFIGURATION -> pause(failed);
            case MESSAGE -> park(failed, attempts);
        };
    }

    private RetryDecision wait(DeliveryResult.Failed failed, int times, RandomGenerator chance) {
        return new RetryDecision.Wait(time(failed, times, chance), failed.reason());
    }

    /** Full jitter: anywhere between nothing and the step, but never earlier than the destination asked. */
    private Duration time(DeliveryResult.Failed failed, int times, RandomGenerator chance) {
        long step = Math.min(longest.toMillis(), doubled(first.toMillis(), times - 1));
        Duration jittered = Duration.ofMillis(1 + chance.nextLong(Math.max(1, step)));
        Duration asked = failed.retryAfter()
                .map(time -> time.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : time)
                .orElse(Duration.ZERO);
        return asked.compareTo(jittered) > 0 ? asked : jittered;
    }

    private static long doubled(long millis, int times) {
        return times >= 20 ? Long.MAX_VALUE : millis << times;
    }

    private RetryDecision pause(DeliveryResult.Failed failed) {
        return new RetryDecision.Pause(probe, failed.reason());
    }

    private static RetryDecision park(DeliveryResult.Failed failed, int attempts) {
        return new RetryDecision.Park(attempts == 1 ? failed.reason() : failed.reason() + ", " + attempts + " times");
    }
}
