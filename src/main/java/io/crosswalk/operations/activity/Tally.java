package io.crosswalk.operations.activity;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Count, pace and last time of one kind of event. Safe across threads. */
public final class Tally {

    /**
     * A tally as it stood at one instant.
     *
     * @param total since the start of the engine
     * @param perSecond over the last ten seconds
     * @param lastTenMinutes sums of 20 seconds each, the oldest first
     */
    public record Reading(long total, double perSecond, Optional<Instant> last, List<Integer> lastTenMinutes) {}

    private final Clock clock;
    private final LongAdder total = new LongAdder();
    private final Pace pace = new Pace();
    private volatile @Nullable Instant last;

    Tally(Clock clock) {
        this.clock = clock;
    }

    void count() {
        Instant now = clock.instant();
        total.increment();
        pace.count(now.getEpochSecond());
        last = now;
    }

    public Reading read() {
        long now = clock.instant().getEpochSecond();
        return new Reading(total.sum(), pace.perSecond(now), Optional.ofNullable(last), pace.lastTenMinutes(now));
    }
}
