package io.crosswalk.intake;

import io.crosswalk.message.MessageKey;
import java.time.Instant;
import java.util.Optional;

/** Which messages were stored and acknowledged before. */
@FunctionalInterface
public interface AcceptedMessages {

    /** The first acceptance of the message, when there was one. Called for every message on the thread of its connection. */
    Optional<Earlier> find(MessageKey key);

    /**
     * One acceptance.
     *
     * @param acceptedAt what MSH-7 of the acknowledgement says
     * @param acceptId see {@link io.crosswalk.message.ReceivedMessage#acceptId}
     */
    record Earlier(Instant acceptedAt, String acceptId) {}
}
