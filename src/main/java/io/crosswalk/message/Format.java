package io.crosswalk.message;

/** The language a source message is written in. */
public enum Format {
    /** HL7 version 2.x in its delimited ("ER7", "vertical bar") encoding. */
    HL7V2,
    /** HL7 Clinical Document Architecture, release 2. */
    CDA,
    /** DICOM metadata in the JSON model of PS3.18 Annex F. */
    DICOM
}
