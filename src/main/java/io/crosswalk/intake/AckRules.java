package io.crosswalk.intake;

import java.util.Locale;
import java.util.Optional;

/**
 * Which code answers which outcome; HL7 v2.9, chapter 2.9.
 *
 * <p>One reply per message. In enhanced mode it is the accept acknowledgement when MSH-15 asks for one. When MSH-15
 * does not and MSH-16 does, the sender waits for an application acknowledgement on this connection: it gets that one.
 */
final class AckRules {

    private AckRules() {}

    /** MSA-1 of the reply; empty when the sender wants none. */
    static Optional<String> code(MshHeader header, AckMode mode, AckOutcome outcome) {
        String type = header.text(9, 1);
        if (type.equals("ACK") || type.equals("MCF")) {
            // An acknowledgement is never acknowledged: two systems would do so for ever.
            return Optional.empty();
        }
        String accept = condition(header, 15);
        String application = condition(header, 16);
        boolean enhanced =
                mode == AckMode.ENHANCED || mode == AckMode.AUTO && !(accept.isEmpty() && application.isEmpty());
        if (!enhanced) {
            return Optional.of(outcome.applicationCode());
        }
        if (outcome.isWanted(accept.isEmpty() && mode == AckMode.ENHANCED ? "AL" : accept)) {
            return Optional.of(outcome.acceptCode());
        }
        return outcome.isWanted(application) ? Optional.of(outcome.applicationCode()) : Optional.empty();
    }

    private static String condition(MshHeader header, int field) {
        return header.text(field, 1).toUpperCase(Locale.ROOT);
    }
}
