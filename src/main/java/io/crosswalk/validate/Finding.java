package io.crosswalk.validate;

/**
 * What one resource breaks of a profile. No text of it holds a value of the resource.
 *
 * @param resource {@code Patient/<id>}
 * @param element as FHIR JSON has it: {@code Patient.name[0].family}; also of an element that is missing
 * @param profile its canonical URL
 * @param rule what the validator calls the rule: URL and key of an invariant, or the id of its message
 * @param words what is wrong, for people
 */
record Finding(String resource, String element, String profile, String rule, String words) {

    /** Whether something is missing, rather than contrary to the profile. */
    boolean isMissing() {
        return rule.startsWith("Validation_VAL_Profile_Minimum");
    }
}
