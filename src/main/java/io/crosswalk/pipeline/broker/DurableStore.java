package io.crosswalk.pipeline.broker;

import io.crosswalk.intake.AcceptedMessages.Earlier;
import io.crosswalk.message.ReceivedMessage;

/** Keeps accepted messages, and says so when the disk has them: not earlier, and not when it has not. */
@FunctionalInterface
public interface DurableStore {

    /** Returns at once; {@code outcome} is told later, once. */
    void store(ReceivedMessage message, Outcome outcome);

    /** Told once for each message, on the store's own thread: be quick. */
    interface Outcome {

        /** The disk has it. */
        void stored();

        /** It was accepted earlier already; nothing was stored now. */
        void repeats(Earlier first);

        /** @param reason why it is not stored, without patient data */
        void failed(String reason);
    }
}
