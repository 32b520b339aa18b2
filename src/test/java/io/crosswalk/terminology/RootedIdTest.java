package io.crosswalk.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases of "CDA id - FHIR identifier" of C-CDA on FHIR, and what senders make of them. */
class RootedIdTest {

    @ParameterizedTest
    @CsvSource({
        "2.16.840.1.113883.4.1, 123-45-6789, http://hl7.org/fhir/sid/us-ssn, 123-45-6789",
        "2.16.840.1.113883.4.500, 12345V7890, urn:oid:2.16.840.1.113883.4.500, 12345V7890",
        "2.16.840.1.123.4.50.123456789, '', urn:ietf:rfc:3986, urn:oid:2.16.840.1.123.4.50.123456789",
        "67265ED2-35BB-43F8-B9DE-91C5935625E0, '', urn:ietf:rfc:3986, urn:uuid:67265ed2-35bb-43f8-b9de-91c5935625e0",
        "67265ED2-35BB-43F8-B9DE-91C5935625E0, abcd, urn:uuid:67265ed2-35bb-43f8-b9de-91c5935625e0, abcd",
        "'', Z1124, , Z1124",
        "2.16.840.1.113883.4.873, http://myorg.com/patient/1234, http://myorg.com/patient, 1234",
        "2.16.840.1.113883.4.873, urn:myNID:myOrg:Z3321, urn:myNID:myOrg, Z3321"
    })
    void tellsSystemAndValue(String root, String extension, String system, String value) {
        assertThat(RootedId.system(root, extension)).isEqualTo(system);
        assertThat(RootedId.value(root, extension)).isEqualTo(value);
    }

    @Test
    void takesNoKnownNumberingWithoutANumberForAnIdentifier() {
        assertThat(RootedId.value("2.16.840.1.113883.4.6", "")).isNull();
        assertThat(RootedId.system("2.16.840.1.113883.4.6", "")).isNull();
    }
}
