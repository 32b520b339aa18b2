package io.crosswalk.intake;

import java.nio.charset.StandardCharsets;

/** What goes back to the sender of one frame. */
public sealed interface Reply {

    /** MSA-1 of the answer; {@code none} without an answer, {@code closed} when there is none and the connection ends. */
    String code();

    /** An acknowledgement message, without the bytes of the frame around it. */
    record Acknowledge(byte[] message) implements Reply {

        /** Our own acknowledgements are ASCII up to here, and MSA begins a segment. */
        @Override
        public String code() {
            for (int at = 0; at + 6 < message.length; at++) {
                if (message[at] == '\r' && message[at + 1] == 'M' && message[at + 2] == 'S' && message[at + 3] == 'A') {
                    return new String(message, at + 5, 2, StandardCharsets.US_ASCII);
                }
            }
            return "none";
        }

        @Override
        public String toString() {
            return "Acknowledge[" + message.length + " bytes]";
        }
    }

    /** Nothing: the sender asked for no answer to this outcome (MSH-15). The connection stays. */
    record Silent() implements Reply {
        @Override
        public String code() {
            return "none";
        }
    }

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
        public String code() {
            return "closed";
        }

        @Override
        public String toString() {
            return "Close[" + reason + "]";
        }
    }
}
