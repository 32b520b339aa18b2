package io.crosswalk.delivery;

import java.time.Duration;

/** What to do after an attempt to deliver. */
public sealed interface RetryDecision {

    /** It is there. */
    record Done() implements RetryDecision {}

    /** Try this message again after a while; what is behind it waits, so that the order is kept. */
    record Wait(Duration time, String reason) implements RetryDecision {}

    /** The destination needs somebody: nothing goes there but a try now and then. */
    record Pause(Duration probeAfter, String reason) implements RetryDecision {}

    /** This message waits for somebody; the others go on. */
    record Park(String reason) implements RetryDecision {}
}
