package io.crosswalk.intake;

/**
 * Why a message was not taken.
 *
 * @param code our own stable name of the fault, for metrics and incidents, for example {@code E_MSH_VERSION}
 * @param error the standard's name of it
 * @param field number of the field of MSH at fault; 0 when the whole message is meant
 * @param text one sentence for the sender: the field is named, not its content
 */
public record Rejection(String code, ErrorCode error, int field, String text) {

    public Rejection {
        if (!code.startsWith("E_")) {
            throw new IllegalArgumentException("a rejection's code starts with E_, not '" + code + "'");
        }
        if (text.isBlank()) {
            throw new IllegalArgumentException("rejection '" + code + "' needs a text");
        }
    }

    /** Not stored for a passing reason that is ours. */
    static Rejection notStored(String reason) {
        return new Rejection("E_NOT_STORED", ErrorCode.INTERNAL, 0, reason);
    }

    /** Where the fault is, as HL7 writes it; empty when the whole message is meant. */
    public String place() {
        return field == 0 ? "" : "MSH-" + field;
    }
}
