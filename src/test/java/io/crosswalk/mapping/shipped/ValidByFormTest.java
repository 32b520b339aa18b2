package io.crosswalk.mapping.shipped;

import static io.crosswalk.mapping.shipped.ShippedMappings.all;
import static io.crosswalk.mapping.shipped.ShippedMappings.bundle;
import static io.crosswalk.mapping.shipped.ShippedMappings.only;
import static io.crosswalk.mapping.shipped.ShippedMappings.traced;
import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.mapping.TracedConversion.UnmappedValue;
import java.util.List;
import org.hl7.fhir.r4.model.Account;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a sender says and FHIR takes in no such form is kept in another: docs/reference/guide-differences.md. */
class ValidByFormTest {

    private static String result(String type, String value, String flag) {
        return "MSH|^~\\&|LAB|STMARY|||20260308070000+0100||ORU^R01^ORU_R01|R1|P|2.5.1\r"
                + "PID|1||4711^^^STMARY^MR||Herbst^Jonas\rOBR|1||A1^LAB|24323-8^Panel^LN\r"
                + "OBX|1|" + type + "|2951-2^Sodium^LN||" + value + "|||" + flag + "|||F\r";
    }

    private static Observation observation(String type, String value, String flag) {
        return only(bundle(result(type, value, flag)), Observation.class);
    }

    @Test
    void aSystemAndItsVersionWithoutACodeAreNoCodingAndReported() {
        String message = result("ST", "x", "^^HL70078^^^^2.5.1");
        assertThat(only(bundle(message), Observation.class).hasInterpretation()).isFalse();
        assertThat(traced(message).unmapped()).extracting(UnmappedValue::place).contains("OBX-8.3", "OBX-8.7");
    }

    @Test
    void aTextKeepsTheNameOfTheSystemThatItsCodeWouldBeOf() {
        CodeableConcept flag =
                observation("ST", "x", "^rather high^HL70078^^^^2.5.1").getInterpretationFirstRep();
        Coding coding = flag.getCodingFirstRep();
        assertThat(flag.getText()).isEqualTo("rather high");
        assertThat(coding.getDisplay()).isEqualTo("rather high");
        assertThat(coding.getSystem()).isNull();
        assertThat(coding.getSystemElement().getExtensionFirstRep().getValue().primitiveValue())
                .isEqualTo("HL70078");
        assertThat(coding.getVersion()).isEqualTo("2.5.1");
    }

    @ParameterizedTest
    @CsvSource({"CT, true", "113014, true", "IMP, false"})
    void aCodeOfTheSitesOwnIsNoneOfDicom(String code, boolean ofDicom) {
        Coding coding =
                ((CodeableConcept) observation("CE", code + "^Text^DCM", "").getValue()).getCodingFirstRep();
        assertThat(coding.getCode()).isEqualTo(code);
        assertThat(coding.hasSystem() && coding.getSystemElement().getValue() != null)
                .isEqualTo(ofDicom);
        assertThat(coding.getSystemElement().hasExtension()).isNotEqualTo(ofDicom);
    }

    @ParameterizedTest
    @CsvSource({"223100.0000, 22:31:00", "223100.50, 22:31:00.50", "223100, 22:31:00", "2231, 22:31:00"})
    void aTimeOfDayHasNoFractionOfZeros(String sent, String written) {
        assertThat(observation("TM", sent, "").getValue().primitiveValue()).isEqualTo(written);
    }

    @Test
    void theOidOfACountryStaysWithTheAssignerOfTheNumber() {
        Bundle bundle = bundle("MSH|^~\\&|HIS|STMARY|||20260308070000+0100||ADT^A01^ADT_A01|R1|P|2.5.1\r"
                + "PID|1||4711^^^STMARY^MR||Herbst^Jonas" + "|".repeat(13) + "A7^^^&1.2.3&ISO\r"
                + "PV1|1|I|W1^12^B\r");
        Identifier number = only(bundle, Account.class).getIdentifierFirstRep();
        assertThat(number.getValue()).isEqualTo("A7");
        assertThat(number.getSystem()).isNull();
        List<String> kept = all(bundle, Organization.class).stream()
                .filter(assigner -> number.getAssigner()
                        .getReference()
                        .endsWith(assigner.getIdElement().getIdPart()))
                .flatMap(assigner -> assigner.getIdentifier().stream())
                .map(Identifier::getValue)
                .toList();
        assertThat(kept).containsExactly("1.2.3");
    }
}
