package io.crosswalk.intake;

/** Message error conditions of HL7 table 0357 that the door uses. */
public enum ErrorCode {
    SEGMENT_SEQUENCE("100", "Segment sequence error"),
    REQUIRED_FIELD_MISSING("101", "Required field missing"),
    DATA_TYPE("102", "Data type error"),
    VALUE_NOT_FOUND("103", "Table value not found"),
    UNSUPPORTED_TYPE("200", "Unsupported message type"),
    UNSUPPORTED_EVENT("201", "Unsupported event code"),
    UNSUPPORTED_PROCESSING_ID("202", "Unsupported processing id"),
    UNSUPPORTED_VERSION("203", "Unsupported version id"),
    INTERNAL("207", "Application internal error");

    private final String code;
    private final String text;

    ErrorCode(String code, String text) {
        this.code = code;
        this.text = text;
    }

    public String code() {
        return code;
    }

    public String text() {
        return text;
    }
}
