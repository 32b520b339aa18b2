package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.mapping.Coverage.Kind;
import io.crosswalk.mapping.Coverage.MissingRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row of the guide's message and vocabulary tables counts when the compiled message file or code map does what it says. */
class MessageCoverageTest {

    private static final String HEADER =
            "row_id,message,identifier,segment,mapped,primary_target,segment_map,references,condition\n";
    private static final String CODES_HEADER = "map,line,v2_code,v2_system,fhir_code,fhir_system,class\n";
    private static final String MAPS = """
            PID[Patient]:
              resource: Patient
              identity:
                - PID-3.1
              set:
                birthDate: PID-7
                gender: PID-8 via Sex
            PV1[Encounter]:
              resource: Encounter
              set:
                status: const unknown
                identifier[1].value: PV1-19
            NTE[Observation]:
              fills: Observation
              set:
                note[1].text: NTE-3
            OBX[Observation]:
              resource: Observation
              set:
                status: const final
                code.text: OBX-3
            """;
    private static final String MAKE = """
                PID:
                  - patient: PID[Patient]
                VISIT.PV1:
                  - PV1[Encounter] when PV1-2 != "N" with subject = patient
                OBSERVATION.OBX:
                  - result: OBX[Observation]
                OBSERVATION.NTE:
                  - NTE[Observation] into result
            """;
    private static final String MESSAGE =
            "MSH|^~\\&|A|B|C|D|20250101||ADT^A04^ADT_A01|1|P|2.5.1\rPID|||7||||19800101|F\r";

    @TempDir
    Path folder;

    private final List<String> rows = new ArrayList<>();
    private final List<String> codes = new ArrayList<>();

    @Test
    void countsAnItemThatMakesWhatTheRowAsksFor() {
        row("ADT_A01.PID", "PID", "Patient[1]", "PID[Patient]", "", "");
        assertThat(missing()).isEmpty();
    }

    @Test
    void takesTheFileOfTheStructureThatSharesTheTrigger() {
        rows.add("ADT_A08/ADT_A08.PID#1,ADT_A08,ADT_A08.PID,PID,yes,Patient[1],PID[Patient],,\n");
        rows.add("ADT_A60/ADT_A60.PID#1,ADT_A60,ADT_A60.PID,PID,yes,Patient[1],PID[Patient],,\n");
        assertThat(missing()).containsExactly("no message file has the structure ADT_A60");
    }

    @Test
    void doesNotCountAMapThatNoItemUsesAtThePlace() {
        row("ADT_A01.PD1", "PD1", "Patient[1]", "PD1[Patient]", "", "");
        row("ADT_A01.ZZ1", "ZZ1", "Patient[1]", "ZZ1[Patient]", "", "");
        row("ADT_A01.ORDER.SPECIMEN.SPM", "SPM", "Observation[1]", "NTE[Observation]", "", "");
        assertThat(missing())
                .containsExactly(
                        "no item for PD1 uses PD1[Patient]",
                        "the structure ADT_A01 has no segment ZZ1",
                        "no item for SPM in SPECIMEN uses NTE[Observation]");
    }

    @Test
    void doesNotCountAnotherResourceThanTheRows() {
        row("ADT_A01.ORDER.OBSERVATION.NTE", "NTE", "ServiceRequest[1]", "NTE[Observation]", "", "");
        row("ADT_A01.ORDER.OBSERVATION.NTE", "NTE", "Observation[1].note", "NTE[Observation]", "", "");
        assertThat(missing()).containsExactly("what NTE[Observation] writes is no ServiceRequest");
    }

    @Test
    void countsAResourceThatAMapMakesBehindTheReferenceOfTheRow() {
        row(
                "ADT_A01.PD1",
                "PD1",
                "Practitioner[1]",
                "PD1[Practitioner]",
                "Patient.generalPractitioner=Practitioner.id",
                "");
        row("ADT_A01.PD1", "PD1", "Practitioner[1]", "PD1[Practitioner]", "Patient.link.other=Practitioner.id", "");
        MappingFixture fixture = MappingFixture.of(
                folder,
                MAPS + """
                        PD1[Patient-Doctor]:
                          fills: Patient
                          set:
                            generalPractitioner[1]: . as PD1[Practitioner]
                        PD1[Practitioner]:
                          resource: Practitioner
                          set:
                            name[1].text: PD1-4
                        """,
                MAKE.replace("PID:\n", "PD1:\n      - PD1[Patient-Doctor] into patient\n    PID:\n"));
        assertThat(missing(fixture)).containsExactly("what PD1[Patient-Doctor] writes is no Practitioner");
    }

    @Test
    void countsAMapThatIsReadInAGroupBelowItsSegment() {
        row("ADT_A01.ORDER.ORC", "ORC", "DiagnosticReport[1]", "ORC[DiagnosticReport]", "", "");
        MappingFixture fixture = MappingFixture.of(
                folder,
                MAPS + """
                        ORC[DiagnosticReport]:
                          fills: DiagnosticReport
                          set:
                            identifier[1].value: ORC-3
                        OBX[DiagnosticReport]:
                          resource: DiagnosticReport
                          set:
                            status: const final
                            code.text: OBX-3
                        """,
                MAKE.replace(
                        "OBSERVATION.OBX:\n",
                        "OBSERVATION.OBX:\n      - ORC[DiagnosticReport] + OBX[DiagnosticReport]\n"));
        assertThat(missing(fixture)).isEmpty();
    }

    @Test
    void countsAReferenceOnlyWhereTheItemWritesIt() {
        String subject = "Encounter[1].subject.reference=Patient[1].id";
        row("ADT_A01.PV1", "PV1", "Encounter[1]", "PV1[Encounter]", subject, "PV1-2 != \"N\"");
        row("ADT_A01.OBX", "OBX", "Observation[1]", "OBX[Observation]", "Observation.subject=Patient[1].id", "");
        assertThat(missing()).containsExactly("nothing writes Observation.subject = Patient");
    }

    @Test
    void comparesTheConditionOfTheItemWithTheRows() {
        row("ADT_A01.PV1", "PV1", "Encounter[1]", "PV1[Encounter]", "", "");
        assertThat(missing())
                .containsExactly("the item for PV1[Encounter] holds under a condition that the guide does not have");
        rows.clear();
        row("ADT_A01.PV1", "PV1", "Encounter[1]", "PV1[Encounter]", "", "PV1-2 = \"I\"");
        assertThat(missing())
                .containsExactly("the item for PV1[Encounter] also holds where the guide's condition does not");
    }

    @Test
    void takesAnErratumForAllMessagesWhereTheRowReadsSo() {
        row("ADT_A01.PV1", "PV1", "Encounter[1]", "PV1[Encounter]", "", "");
        MappingFixture fixture = fixture();
        fixture.write(
                "hl7v2/guide/errata.csv",
                "row,column,reads,means,reason\nmessages/PV1[Encounter],condition,,\"PV1-2 != \"\"N\"\"\",no visit\n");
        Coverage messages = coverage(fixture, List.of()).of(Kind.MESSAGES);
        assertThat(messages.implemented()).isOne();
        assertThat(messages.corrected()).isOne();
    }

    @Test
    void countsADifferenceApartFromWhatIsImplemented() {
        row("ADT_A01.PID", "PID", "Patient[1]", "PID[Patient]", "", "");
        MappingFixture fixture = fixture();
        fixture.write("hl7v2/guide/differences.csv", "row,reason\nADT_A01/ADT_A01.PID#1,another way\n");
        Coverage messages = coverage(fixture, List.of()).of(Kind.MESSAGES);
        assertThat(messages.implemented()).isZero();
        assertThat(messages.differences()).isOne();
    }

    @Test
    void anItemIsExercisedWhenAMessageHasFilledItsResource() {
        row("ADT_A01.PID", "PID", "Patient[1]", "PID[Patient]", "", "");
        row("ADT_A01.PV1", "PV1", "Encounter[1]", "PV1[Encounter]", "", "PV1-2 != \"N\"");
        assertThat(coverage(fixture(), List.of()).of(Kind.MESSAGES).exercised()).isZero();
        Coverage messages = coverage(fixture(), List.of(MESSAGE)).of(Kind.MESSAGES);
        assertThat(messages.exercised()).isOne();
        assertThat(messages.maps().get(0).unexercised()).containsExactly("ADT_A01/ADT_A01.PV1#1");
    }

    @Test
    void countsACodeThatTheMapTranslatesAsTheTableDoes() {
        code("Sex", "F", "female", "http://hl7.org/fhir/administrative-gender");
        code("Sex", "X", "x", "http://example.org/sex");
        code("Sex", "M", "female", "http://hl7.org/fhir/administrative-gender");
        code("Sex", "A", "other", "http://hl7.org/fhir/administrative-gender");
        code("Sex", "F", "female", "http://example.org/sex");
        code("Other", "A", "a", "http://example.org/sex");
        Coverage codeRows = coverage(fixture(), List.of()).of(Kind.CODES);
        assertThat(codeRows.implemented()).isEqualTo(2);
        assertThat(codeRows.maps().get(0).missing())
                .extracting(MissingRow::reason)
                .containsExactly(
                        "code map 'Sex' translates 'M' into something else",
                        "code map 'Sex' has no code 'A'",
                        "code map 'Sex' translates 'F' into something else");
        assertThat(codeRows.maps().get(1).missing())
                .extracting(MissingRow::reason)
                .containsExactly("there is no code map 'Other'");
    }

    @Test
    void aCodeIsExercisedWhenAMessageHasHadIt() {
        code("Sex", "F", "female", "http://hl7.org/fhir/administrative-gender");
        code("Sex", "M", "male", "http://hl7.org/fhir/administrative-gender");
        Coverage codeRows = coverage(fixture(), List.of(MESSAGE)).of(Kind.CODES);
        assertThat(codeRows.maps().get(0).unexercised()).containsExactly("Sex/M#2");
    }

    private void row(String place, String segment, String target, String map, String references, String condition) {
        String structure = place.substring(0, place.indexOf('.'));
        rows.add(structure + "/" + place + "#1," + structure + "," + place + "," + segment + ",yes," + target + ","
                + map + "," + references + ",\"" + condition.replace("\"", "\"\"") + "\"\n");
    }

    private void code(String map, String code, String fhir, String system) {
        codes.add(map + "," + (codes.size() + 1) + "," + code + ",HL70001," + fhir + "," + system + ",mapped\n");
    }

    private List<String> missing() {
        return missing(fixture());
    }

    private List<String> missing(MappingFixture fixture) {
        return coverage(fixture, List.of()).of(Kind.MESSAGES).maps().stream()
                .flatMap(table -> table.missing().stream())
                .map(MissingRow::reason)
                .toList();
    }

    private MappingFixture fixture() {
        return MappingFixture.of(folder, MAPS, MAKE);
    }

    private Coverage coverage(MappingFixture fixture, List<String> messages) {
        try {
            Files.writeString(folder.resolve("messages.csv"), HEADER + String.join("", rows));
            Files.writeString(folder.resolve("codesystems.csv"), CODES_HEADER + String.join("", codes));
            return Coverage.of(
                    fixture.load(),
                    folder,
                    messages.stream()
                            .map(text -> text.getBytes(StandardCharsets.UTF_8))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
