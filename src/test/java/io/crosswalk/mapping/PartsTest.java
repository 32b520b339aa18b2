package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several message structures share what they make. */
class PartsTest {

    private static final String MAPS = """
            PID[Patient]:
              resource: Patient
              identity:
                - PID-3.1
              set:
                identifier[1].value: PID-3.1
            PID[Patient-Sex]:
              fills: Patient
              set:
                gender: PID-8 via Sex
            NK1[Patient]:
              fills: Patient
              set:
                contact[1].name: NK1-2 as XPN
            PV1[Encounter]:
              resource: Encounter
              identity:
                - PV1-19.1
              set:
                status: const finished
                class: const v3-ActCode#IMP
                identifier[1].value: PV1-19.1
            OBX[Observation]:
              resource: Observation
              set:
                status: const final
                code.text: OBX-3.1
            """ + MappingFixture.DATA_TYPES;

    private static final String PARTS = """
            patient:
              make:
                PID:
                  - patient: PID[Patient]
                  - PID[Patient-Sex] into patient
                NK1, NEXT_OF_KIN.NK1:
                  - NK1[Patient] into patient
            observed:
              make:
                OBX:
                  - OBX[Observation] with subject = patient, encounter = encounter
            visit:
              make:
                PV1:
                  - encounter: PV1[Encounter] with subject = patient
            """;

    private static final String ADMISSION =
            "ADT_A01:\n  also: A04\n  groups: |\n    MSH PID [{NEXT_OF_KIN: NK1 }] [PV1] [{OBX}]\n";
    private static final String RESULT =
            "ORU_R01:\n  also: R01\n  groups: |\n    MSH [PATIENT: PID [{NK1}] ] [{ORDER: OBR [{OBSERVATION: OBX}] }]\n";
    private static final String ALL_OF_RESULT = "  take:\n    - patient in PATIENT\n    - observed in OBSERVATION\n";
    private static final String ALL_OF_ADMISSION = "  take: patient, visit\n";

    @TempDir
    Path folder;

    private MappingFixture fixture(String admission, String result) {
        MappingFixture fixture = MappingFixture.of(folder, MAPS);
        fixture.write("hl7v2/parts/shared.yaml", PARTS);
        fixture.write("hl7v2/messages/ADT_A01.yaml", ADMISSION + admission);
        fixture.write("hl7v2/messages/ORU_R01.yaml", RESULT + result);
        return fixture;
    }

    private static JsonNode patient(MappingFixture fixture, String... segments) {
        return fixture.resources("Patient", segments).get(0);
    }

    private static List<JsonNode> results(MappingFixture fixture, String type, String... segments) {
        String msh = MappingFixture.MSH.replace("ADT^A01^ADT_A01", "ORU^R01^ORU_R01");
        return MappingFixture.resources(
                new Converter(fixture.load())
                        .convert(MappingFixture.raw(msh + "\r" + String.join("\r", segments) + "\r")),
                type);
    }

    @Test
    void onePartServesStructuresWhoseGroupsDiffer() {
        MappingFixture fixture = fixture(ALL_OF_ADMISSION, ALL_OF_RESULT);

        JsonNode admitted = patient(fixture, "PID|||77|||||F", "NK1||A^B");
        JsonNode examined =
                results(fixture, "Patient", "PID|||77|||||F", "NK1||A^B").get(0);

        assertThat(examined).isEqualTo(admitted);
        assertThat(admitted.at("/contact/0/name/family").asText()).isEqualTo("A");
    }

    @Test
    void aPartSaysNothingAboutWhatTheStructureDoesNotMake() {
        JsonNode result = results(
                        fixture(ALL_OF_ADMISSION, ALL_OF_RESULT), "Observation", "PID|||77", "OBR|1", "OBX|1||x")
                .get(0);

        assertThat(result.has("subject")).isTrue();
        assertThat(result.has("encounter")).isFalse();
    }

    @Test
    void whatFhirRequiresIsAbsentWhereTheStructureDoesNotMakeIt() {
        MappingFixture fixture = fixture(ALL_OF_ADMISSION, ALL_OF_RESULT);
        fixture.write(
                "hl7v2/segments/DG1.yaml", "DG1[Condition]:\n  resource: Condition\n  set:\n    code.text: DG1-3.1\n");
        fixture.write(
                "hl7v2/parts/diagnosis.yaml",
                "diagnosis:\n  make:\n    DG1:\n      - DG1[Condition] with subject = patient, encounter = encounter\n");
        fixture.write("hl7v2/messages/ADT_A60.yaml", "ADT_A60:\n  groups: MSH DG1\n  take: diagnosis\n");

        JsonNode condition = MappingFixture.resources(
                        new Converter(fixture.load())
                                .convert(MappingFixture.raw(
                                        MappingFixture.MSH.replace("ADT^A01^ADT_A01", "ADT^A60^ADT_A60")
                                                + "\rDG1|||A\r")),
                        "Condition")
                .get(0);

        assertThat(condition.at("/subject/extension/0/valueCode").asText()).isEqualTo("unknown");
        assertThat(condition.has("encounter")).isFalse();
    }

    @Test
    void itemsOfTheStructureComeBehindThoseOfItsParts() {
        MappingFixture fixture = fixture(
                ALL_OF_ADMISSION.replace(", visit", ", visit without NEXT_OF_KIN.NK1")
                        + "  make:\n    NEXT_OF_KIN.NK1:\n      - NK1[Patient] into patient\n    PID:\n      - PID[Patient-Sex] into patient\n",
                ALL_OF_RESULT);

        assertThat(patient(fixture, "PID|||77|||||F", "NK1||A^B").path("contact"))
                .hasSize(1);
    }

    @Test
    void anItemForAProductOfAPartStandsInItsPlace() {
        String own = "  make:\n    PID:\n      - patient: PID[Patient] when PID-8 = \"F\" write create\n"
                + "      - patient: PID[Patient] when otherwise\n";
        MappingFixture fixture = fixture(ALL_OF_ADMISSION + own, ALL_OF_RESULT);

        JsonNode entry = MappingFixture.bundle(fixture.convert("PID|||77|||||F"))
                .path("entry")
                .get(0);

        assertThat(entry.at("/request/ifNoneMatch").isMissingNode()).isFalse();
        assertThat(entry.at("/resource/gender").asText()).isEqualTo("female");
    }

    @Test
    void otherwiseLooksNoFurtherBackThanItsOwnFile() {
        String own = "  make:\n    PID:\n      - PID[Patient-Sex] into patient when otherwise\n";
        MappingFixture fixture = fixture(ALL_OF_ADMISSION + own, ALL_OF_RESULT);
        fixture.write(
                "hl7v2/parts/shared.yaml",
                PARTS.replace("- patient: PID[Patient]\n", "- patient: PID[Patient] when valued(PID-3)\n")
                        .replace("      - PID[Patient-Sex] into patient\n", ""));

        assertThat(patient(fixture, "PID|||77|||||F").path("gender").asText()).isEqualTo("female");
    }

    @Test
    void aPartTakesOthersAndSaysOneThingItself() {
        MappingFixture fixture = fixture("  take: known-patient, visit\n", ALL_OF_RESULT);
        fixture.write(
                "hl7v2/parts/known.yaml",
                "known-patient:\n  take: patient\n  make:\n    PID:\n      - patient: PID[Patient] write create\n");

        JsonNode entry = MappingFixture.bundle(fixture.convert("PID|||77|||||F", "NK1||A^B"))
                .path("entry")
                .get(0);

        assertThat(entry.at("/request/ifNoneMatch").isMissingNode()).isFalse();
        assertThat(entry.at("/resource/contact")).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '→',
            value = {
                "patient, visti → 19: there is no part 'visti'; did you mean 'visit'?",
                "patient, visit, patient → 26: part 'patient' is taken here already",
                "patient, visit, observed in NEXT_OF_KIN → 19: nothing of part 'visit' has a place in 'NEXT_OF_KIN'; it is for PV1",
                "patient, visit without encountr → 33: nothing that is taken here has a key or a product 'encountr'; did you mean 'encounter'?",
                "patient, visit in VISIT → 28: 'groups:' has no group 'VISIT'",
                "patient, visit inn VISIT → 25: 'inn' is not expected here; what may follow is ',', 'in' or 'without'; did you mean 'in'?",
            })
    void tellsWhatIsWrongInALineThatTakes(String line, String expected) {
        int colon = expected.indexOf(':');
        String message = expected.substring(colon + 2);
        int column = Integer.parseInt(expected.substring(0, colon)) - 1;

        List<String> faults = fixture("  take: " + line + "\n", ALL_OF_RESULT).faults();

        assertThat(faults.get(0))
                .isEqualTo("mappings/hl7v2/messages/ADT_A01.yaml:5:" + column + ": " + message + "\n |   take: " + line
                        + "\n | " + " ".repeat(column - 1) + "^");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '→',
            value = {
                "unused:;  make:;    PID:;      - PID[Patient-Sex] into patient → 1:1: no structure takes part 'unused'",
                "more:;  make:;    PID:;      - PID[Patient-Sex] into patient;    PD1:;      - PID[Patient-Sex] into patient → 5:5: no structure that takes part 'more' has a place 'PD1'",
                "more:;  make:;    PID, P.PID:;      - PID[Patient-Sex] into patient → 3:10: no structure that takes part 'more' has a place 'P.PID'",
                "more:;  make:;    PID:;      - PID[Patient-Sex] into patent → 4:31: no structure and no part makes a product 'patent'; did you mean 'patient'?",
                "more:;  make:;    PV1:;      - PV1[Encounter] with subject = patent → 4:39: no structure and no part makes a product 'patent'; did you mean 'patient'?",
                "more:;  make:;    PV1:;      - PV1[Encounter] to patent.link[1].other → 4:27: no structure and no part makes a product 'patent'; did you mean 'patient'?",
                "more:;  take: more;  make:;    PID:;      - PID[Patient-Sex] into patient → 2:9: part 'more' takes itself",
                "patient:;  make:;    PID:;      - PID[Patient] → 1:1: part 'patient' is already in mappings/hl7v2/parts/shared.yaml:1",
            })
    void tellsWhatIsWrongInAPart(String part, String expected) {
        MappingFixture fixture = fixture(
                ALL_OF_ADMISSION.replace("visit", "visit" + (part.startsWith("more") ? ", more" : "")), ALL_OF_RESULT);
        fixture.write("hl7v2/parts/wrong.yaml", part.replace(';', '\n') + "\n");

        assertThat(fixture.faults())
                .extracting(text -> text.lines().findFirst().orElseThrow())
                .containsExactly("mappings/hl7v2/parts/wrong.yaml:" + expected);
    }

    @Test
    void aStructureThatCannotBeReadLeavesNoPartUnused() {
        MappingFixture fixture = fixture(ALL_OF_ADMISSION, ALL_OF_RESULT);
        fixture.write("hl7v2/messages/ADT_A01.yaml", "ADT_A01:\n  groups: MSH [PID\n  take: patient, visit\n");

        assertThat(fixture.faults()).hasSize(1).first().asString().contains("'[' is never closed");
    }

    @Test
    void aProductOfTheStructureItselfMustBeThere() {
        MappingFixture fixture = fixture(
                ALL_OF_ADMISSION,
                ALL_OF_RESULT + "  make:\n    OBSERVATION.OBX:\n      - OBX[Observation] with encounter = encounter\n");

        assertThat(fixture.faults()).first().asString().contains("this message makes no product 'encounter'");
    }
}
