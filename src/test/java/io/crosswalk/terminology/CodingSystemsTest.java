package io.crosswalk.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodingSystemsTest {

    @ParameterizedTest
    @CsvSource({
        "LN, http://loinc.org",
        "ln, http://loinc.org",
        "SCT, http://snomed.info/sct",
        "UCUM, http://unitsofmeasure.org",
        "I10, http://hl7.org/fhir/sid/icd-10",
        "I9C, http://hl7.org/fhir/sid/icd-9-cm",
        "CVX, http://hl7.org/fhir/sid/cvx",
        "NDC, http://hl7.org/fhir/sid/ndc",
        "RXNORM, http://www.nlm.nih.gov/research/umls/rxnorm",
        "HL70001, http://terminology.hl7.org/CodeSystem/v2-0001",
        "HL7 0001, http://terminology.hl7.org/CodeSystem/v2-0001",
        "hl70203, http://terminology.hl7.org/CodeSystem/v2-0203",
        "HL70078, http://terminology.hl7.org/CodeSystem/v2-0078",
        "HL70725, http://terminology.hl7.org/CodeSystem/v2-0725",
        "HL70292, http://hl7.org/fhir/sid/cvx",
        "HL70227, http://hl7.org/fhir/sid/mvx",
        "2.16.840.1.113883.6.1, http://loinc.org",
        "urn:oid:2.16.840.1.113883.6.96, http://snomed.info/sct",
        "2.16.840.1.113883.12.1, http://terminology.hl7.org/CodeSystem/v2-0001",
        "2.16.840.1.114222.4.5.232, urn:oid:2.16.840.1.114222.4.5.232",
        "http://example.org/codes, http://example.org/codes",
        "X12DE98, urn:oid:2.16.840.1.113883.6.255.98",
        "IBT0001, https://www.isbt128.org/uri"
    })
    void knowsTheUriOfACodingSystem(String name, String uri) {
        assertThat(CodingSystems.system(name)).isEqualTo(uri);
    }

    @ParameterizedTest
    @CsvSource({
        "http://terminology.hl7.org/CodeSystem/v2-0136, Y, true",
        "http://terminology.hl7.org/CodeSystem/v2-0136, UNK, false",
        "http://terminology.hl7.org/CodeSystem/v3-NullFlavor, UNK, true",
        "http://terminology.hl7.org/CodeSystem/v3-NullFlavor, U, false",
        "urn:iso:std:iso:3166, DE, true",
        "urn:iso:std:iso:3166, USA, true",
        "urn:iso:std:iso:3166, UNK, false",
        "http://dicom.nema.org/resources/ontology/DCM, CT, true",
        "http://dicom.nema.org/resources/ontology/DCM, RTSEGANN, true",
        "http://dicom.nema.org/resources/ontology/DCM, 113014, true",
        "http://dicom.nema.org/resources/ontology/DCM, IMP, false",
        "http://dicom.nema.org/resources/ontology/DCM, 12, false",
        "http://loinc.org, any, true"
    })
    void knowsWhichCodesATableOfHl7OrDicomDoesNotHave(String uri, String code, boolean may) {
        assertThat(CodingSystems.mayHold(uri, code)).isEqualTo(may);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "L",
                "99LAB",
                "LOCAL",
                "HL79999",
                "HL7",
                "1.2",
                "3.4.5",
                "1.2.3",
                "urn:oid:1.2.840",
                "urn:oid:lab",
                "not a system",
                "a:b",
                "2.16..1"
            })
    void makesUpNoUri(String name) {
        assertThat(CodingSystems.system(name)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"99LAB, A1", "HL79999, A1", "HL70136, UNK", "PHINQUESTION, 77990-6", "snomed-ct, 44054006"})
    void wantsANameKeptThatNoPublishedUriStandsFor(String name, String code) {
        assertThat(CodingSystems.saysLess(name, code)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2.16.840.1.113883.6.96, 44054006", "2.16.840.1.113883.12.136, Y"})
    void wantsAnOidKeptBesideTheUriThatStandsForIt(String oid, String code) {
        assertThat(CodingSystems.saysLess(oid, code)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"LN, 718-7", "sct, 44054006", "HL70136, Y", "2.999.5, A1", "L, A1", "'', A1"})
    void wantsNoNameKeptThatSaysNothingBesideTheUri(String name, String code) {
        assertThat(CodingSystems.saysLess(name, code)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2.16.840.1.113883.1.11.19563, http://terminology.hl7.org/CodeSystem/v3-RoleCode",
        "2.16.840.1.113883.3.88.12.3221.6.8, http://snomed.info/sct",
        "2.16.840.1.113883.1.11.1, http://terminology.hl7.org/CodeSystem/v3-AdministrativeGender",
        "2.2.16.840.1.113883.4.9, http://fdasis.nlm.nih.gov"
    })
    void readsTheOidOfAValueSetAsTheOnlySystemInsideIt(String oid, String uri) {
        assertThat(CodingSystems.system(oid)).isEqualTo(uri);
        assertThat(CodingSystems.identifierSystem("", oid, "")).isEqualTo("urn:oid:" + oid);
    }

    @Test
    void takesNoCountryAndNoStandardForOneWhoAssignsNumbers() {
        assertThat(CodingSystems.identifierSystem("", "1.2.3", "ISO")).isNull();
        assertThat(CodingSystems.identifierSystem("", "1.2.3.4", "ISO")).isEqualTo("urn:oid:1.2.3.4");
        assertThat(CodingSystems.identifierSystem("", "2.999.3", "ISO")).isEqualTo("urn:oid:2.999.3");
        assertThat(CodingSystems.identifierSystem("", "1.3.88", "ISO")).isEqualTo("http://www.gs1.org/gln");
    }

    @Test
    void neverTakesAValueSetForACodeSystem() {
        // of X12 data element 1336: which system its codes are of is not published
        String healthInsuranceType = "2.16.840.1.113883.3.88.12.3221.5.2";
        assertThat(CodingSystems.system(healthInsuranceType)).isEqualTo("urn:oid:" + healthInsuranceType);
    }

    @ParameterizedTest
    @CsvSource({
        "STMARY, 2.16.840.1.113883.3.9999, ISO, urn:oid:2.16.840.1.113883.3.9999",
        "STMARY, 2.16.840.1.113883.3.9999, '', urn:oid:2.16.840.1.113883.3.9999",
        "'', 2.16.840.1.113883.4.1, ISO, http://hl7.org/fhir/sid/us-ssn",
        "NPI, 2.16.840.1.113883.4.6, ISO, http://hl7.org/fhir/sid/us-npi",
        "'', 6F9619FF-8B86-D011-B42D-00C04FC964FF, GUID, urn:uuid:6f9619ff-8b86-d011-b42d-00c04fc964ff",
        "'', 6F9619FF-8B86-D011-B42D-00C04FC964FF, UUID, urn:uuid:6f9619ff-8b86-d011-b42d-00c04fc964ff",
        "'', Lab.Example.ORG, DNS, urn:dns:lab.example.org",
        "'', https://lab.example.org/ids, URI, https://lab.example.org/ids",
        "1.2.36.146.595, '', '', urn:oid:1.2.36.146.595"
    })
    void knowsTheUriOfAnAssigningAuthority(String namespace, String id, String type, String uri) {
        assertThat(CodingSystems.identifierSystem(namespace, id, type)).isEqualTo(uri);
    }

    @ParameterizedTest
    @CsvSource({"STMARY,'',''", "'','',''", "STMARY,local,L", "'',12345,ISO", "'',not a host,DNS", "'',2.16.840.,ISO"})
    void leavesALocalNameToTheSite(String namespace, String id, String type) {
        assertThat(CodingSystems.identifierSystem(namespace, id, type)).isNull();
    }

    @Test
    void looksAtNoLongText() {
        assertThat(CodingSystems.system("9".repeat(100_000))).isNull();
        assertThat(CodingSystems.identifierSystem("", "1.2." + "3.".repeat(100_000) + "4", "ISO"))
                .isNull();
    }
}
