package io.crosswalk.intake;

import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;

/** What the door decided about one frame. Replies are only made here; sending them is a promise of the caller. */
public sealed interface Acceptance {

    /** A message for us. It is to be stored, then acknowledged. */
    record Accepted(ReceivedMessage message, Reply stored, Acceptance.Refusal refusal, Acceptance.Again again)
            implements Acceptance {

        /** The reply when it turns out, before it is stored, that it was accepted earlier: the same reply as then. */
        public Reply repeated(AcceptedMessages.Earlier earlier) {
            return again.as(earlier);
        }

        /**
         * The reply when storing failed.
         *
         * @param reason one sentence for the sender, without patient data
         */
        public Reply notStored(String reason) {
            return refusal.because(reason);
        }
    }

    /** The sender's repeat of a message that was acknowledged before: the same reply again, and no new work. */
    record Repeated(MessageKey key, AcceptedMessages.Earlier earlier, Reply reply) implements Acceptance {}

    /** Not a message for us, ever. */
    record Rejected(Rejection rejection, Reply reply) implements Acceptance {}

    /** Words the reply to a message that could not be stored. */
    @FunctionalInterface
    interface Refusal {
        Reply because(String reason);
    }

    /** Words the reply to a message that was accepted earlier. */
    @FunctionalInterface
    interface Again {
        Reply as(AcceptedMessages.Earlier earlier);
    }
}
