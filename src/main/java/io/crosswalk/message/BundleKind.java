package io.crosswalk.message;

/** What a Bundle is for: {@code Bundle.type} of FHIR R4, as far as messages become one. */
public enum BundleKind {
    /** What a FHIR server is to write, as a whole or not at all. */
    TRANSACTION("transaction"),
    /** What somebody has found: an answer to read, not a record to write. */
    SEARCHSET("searchset");

    private final String code;

    BundleKind(String code) {
        this.code = code;
    }

    /** The code of FHIR. */
    public String code() {
        return code;
    }
}
