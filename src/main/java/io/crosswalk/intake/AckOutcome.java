package io.crosswalk.intake;

/** What became of a message at the door; HL7 table 0008 has an application and an accept code for each. */
public enum AckOutcome {
    /** Stored durably; it is ours now. */
    STORED("AA", "CA"),
    /** Not stored for a passing reason; the sender ought to send the same again. */
    NOT_STORED("AE", "CE"),
    /** Not stored, and never will be as it is. */
    REJECTED("AR", "CR");

    private final String application;
    private final String accept;

    AckOutcome(String application, String accept) {
        this.application = application;
        this.accept = accept;
    }

    String applicationCode() {
        return application;
    }

    String acceptCode() {
        return accept;
    }

    /** Whether a sender who asks for {@code condition} (HL7 table 0155) wants to hear of this outcome. */
    boolean isWanted(String condition) {
        return switch (condition) {
            case "" -> false;
            case "NE" -> false;
            case "ER" -> this != STORED;
            case "SU" -> this == STORED;
            // AL, and any value the table does not know: an answer too many is better than a sender that waits.
            default -> true;
        };
    }
}
