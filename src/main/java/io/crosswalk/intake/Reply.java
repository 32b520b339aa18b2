package io.crosswalk.intake;

/** What goes back to the sender of one frame. */
public sealed interface Reply {

    /** An acknowledgement message, without the bytes of the frame around it. */
    record Acknowledge(byte[] message) implements Reply {
        @Override
        public String toString() {
            return "Acknowledge[" + message.length + " bytes]";
        }
    }

    /** Nothing: the sender asked for no answer to this outcome (MSH-15). The connection stays. */
    record Silent() implements Reply {}

    /**
     * The connection ends: the outcome is not known, or there is nobody to answer to.
     *
     * @param lastWord sent before the end; may be empty
     * @param reason for the incident, without a value of the message
     */
    record Close(byte[] lastWord, String reason) implements Reply {
        public static Close because(String reason) {
            return new Close(new byte[0], reason);
        }

        @Override
        public String toString() {
            return "Close[" + reason + "]";
        }
    }
}
