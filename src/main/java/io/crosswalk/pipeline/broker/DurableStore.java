package io.crosswalk.pipeline.broker;

import io.crosswalk.message.ReceivedMessage;
import org.jspecify.annotations.Nullable;

/** Keeps accepted messages, and says so when the disk has them: not earlier, and not when it has not. */
@FunctionalInterface
public interface DurableStore {

    /** Returns at once; {@code outcome} is told later, once. */
    void store(ReceivedMessage message, Outcome outcome);

    /** Told once for each message, on the store's own thread: be quick. */
    @FunctionalInterface
    interface Outcome {
        /** @param failure why it is not stored, without patient data; null when the disk has it */
        void stored(@Nullable String failure);
    }
}
