package io.crosswalk.intake;

/**
 * What the door has to know of a CDA document. Texts are as they were written; empty where the document does not say.
 *
 * @param id root and extension of {@code ClinicalDocument.id} as {@code root^extension}
 * @param version {@code versionNumber}
 * @param code of the document's type
 * @param effectiveTime when it was made, in HL7's digits
 * @param patient the first id of the first patient as {@code root^extension}; a patient's number
 * @param custodian who keeps the original: the first id of the custodian's organization as {@code root^extension}
 */
record CdaHeader(String id, String version, String code, String effectiveTime, String patient, String custodian) {

    /** Shows no number of a patient. */
    @Override
    public String toString() {
        return "CdaHeader[" + code + "]";
    }
}
