package io.crosswalk.pipeline;

import io.crosswalk.delivery.Deliverer;
import io.crosswalk.message.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The line to one destination, shared by all its consumers: open, or closed for a while because the destination failed.
 * While it is closed one consumer at a time tries, the others wait; so a destination that comes back is not met by a
 * crowd.
 *
 * <pre>
 *            failed: wait                    the time has passed
 *  FLOWING -------------------> RETRYING ------------------------> one consumer tries
 *     ^       failed: pause --> PAUSED   <---- failed again -------------'   |
 *     '------------------------------------- delivered ----------------------'
 * </pre>
 */
public final class DestinationLine {

    /** Whether messages flow. */
    public enum State {
        FLOWING,
        /** It passes by itself: tried again after {@link Standing#until}. */
        RETRYING,
        /** Somebody must change something; tried now and then. */
        PAUSED
    }

    /**
     * How the line stands.
     *
     * @param reason why it does not flow; empty when it does
     * @param since when it came to this state
     * @param until when it is tried again; empty when it flows
     * @param failures how many times in a row it failed
     */
    public record Standing(State state, String reason, Instant since, Optional<Instant> until, int failures) {}

    private static final long SLICE_MILLIS = 100;

    private final Destination destination;
    private final Deliverer deliverer;
    private Standing standing = new Standing(State.FLOWING, "", Instant.now(), Optional.empty(), 0);
    private boolean trying;

    DestinationLine(Destination destination, Deliverer deliverer) {
        this.destination = destination;
        this.deliverer = deliverer;
    }

    public Destination destination() {
        return destination;
    }

    Deliverer deliverer() {
        return deliverer;
    }

    public synchronized Standing standing() {
        return standing;
    }

    /**
     * Waits until this consumer may try.
     *
     * @return false when {@code running} became false while waiting
     */
    synchronized boolean enter(BooleanSupplier running) throws InterruptedException {
        while (running.getAsBoolean()) {
            if (standing.state() == State.FLOWING) {
                return true;
            }
            if (!trying && standing.until().orElse(Instant.MIN).isBefore(Instant.now())) {
                trying = true;
                return true;
            }
            wait(SLICE_MILLIS);
        }
        return false;
    }

    /** The destination answered to a message, with yes or with no to that message alone. */
    synchronized void flows() {
        trying = false;
        if (standing.state() != State.FLOWING) {
            standing = new Standing(State.FLOWING, "", Instant.now(), Optional.empty(), 0);
            notifyAll();
        }
    }

    /** The destination failed: nobody tries before {@code time} has passed. */
    synchronized void closed(State state, Duration time, String reason) {
        trying = false;
        Instant now = Instant.now();
        Instant since = standing.state() == state ? standing.since() : now;
        standing = new Standing(state, reason, since, Optional.of(now.plus(time)), standing.failures() + 1);
    }

    /** This consumer leaves without having tried. */
    synchronized void left() {
        trying = false;
        notifyAll();
    }

    synchronized int failures() {
        return standing.failures();
    }

    /** Somebody has changed something: try at once. */
    public synchronized void tryNow() {
        if (standing.state() != State.FLOWING) {
            standing = new Standing(
                    standing.state(),
                    standing.reason(),
                    standing.since(),
                    Optional.of(Instant.now()),
                    standing.failures());
            notifyAll();
        }
    }
}
