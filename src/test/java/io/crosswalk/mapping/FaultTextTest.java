package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an analyst reads when a line is wrong. The line stands in line 6, from column 5. */
class FaultTextTest {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '¤',
            value = {
                "brithDate: PID-7 → 5: Patient has no element 'brithDate'; did you mean 'birthDate'?",
                "name.famly: PID-5.1 → 10: HumanName has no element 'famly'; did you mean 'family'?",
                "xyzzy: PID-7 → 5: Patient has no element 'xyzzy'",
                "birthDate[1]: PID-7 → 5: Patient.birthDate does not repeat; take out [1]",
                "deceased: PID-30 → 5: Patient.deceased[x] has several types; write deceased[x] or, for example, deceasedBoolean",
                "gender[x]: PID-8 → 5: Patient.gender has one type; write it without [x]",
                "deceased[x].start: PID-30 → 5: say which type Patient.deceased[x] has here, for example deceasedBoolean",
                "deceased[x]: PID-30 → 18: say which type the value has: 'as string', 'as dateTime', 'as CWE', ...",
                "id: PID-3 → 5: the id of a resource comes from 'identity:'",
                "extension.valueString: PID-3 → 5: which extension? write extension(name)",
                "gender(x): PID-8 → 5: only extensions have a name in parentheses",
                "gender->Practitioner: PID-8 → 5: Patient.gender is no reference; '->' has nothing to follow",
                "generalPractitioner[a]->Praktitioner.name[1].text: PID-8 → 5: FHIR R4 has no resource 'Praktitioner'; did you mean 'Practitioner'?",
                "generalPractitioner[a]->Device.status: PID-8 → 5: Patient.generalPractitioner refers to Organization, Practitioner, PractitionerRole, not to Device",
                "$value: PID-8 → 5: '$value' is for maps whose result is a primitive; Patient has elements",
                "maritalStatus: PID-16 → 20: Patient.maritalStatus is a CodeableConcept; say which map makes it, as in 'as CWE[CodeableConcept]'",
                "maritalStatus: PID-16 as CVE → 30: there is no map 'CVE'; did you mean 'CWE'?",
                "maritalStatus: PID-16 as CX → 30: no map of 'CX' makes CodeableConcept for Patient.maritalStatus",
                "maritalStatus: PID-16 as CX[Identifier] → 30: map 'CX[Identifier]' makes Identifier, and Patient.maritalStatus takes CodeableConcept",
                "managingOrganization: PID-3 as XCN → 36: no map of 'XCN' makes Reference(Organization) for Patient.managingOrganization",
                "gender: PID-8 as datum → 22: FHIR has no primitive 'datum'",
                "gender: PID-8 as date → 22: Patient.gender takes code, not date",
                "gender: PID-8 via Sexx → 23: there is no code map 'Sexx'; did you mean 'Sex'?",
                "gender: PID-8 via Sex unmapped kep → 36: 'unmapped' wants keep, text, drop or error, not 'kep'; did you mean 'keep'?",
                "gender: PID-8 vai Sex → 19: 'vai' is not expected here; what may follow is 'else', 'when', 'as' or 'via'; did you mean 'via'?",
                "gender: lowr(PID-8) → 13: there is no function 'lowr'; did you mean 'lower'?",
                "gender: lower(PID-8, PID-9) → 13: 'lower' takes 1 argument, not 2",
                "gender: join(PID-8) → 13: 'join' takes 2 arguments or more, not 1",
                "gender: valued(PID-8) → 13: there is no function 'valued'; it is a condition and stands after 'when'",
                "gender: lower(PID-8 → 18: '(' is never closed",
                "gender: PID-8 when PID-7 → 24: a path alone is no condition; write valued(PID-7) or compare it with a value",
                "gender: PID-8 when lower(PID-7) → 24: 'lower' is no condition; compare it with a value",
                "gender: PID-8 when valud(PID-7) → 24: 'valud' is no condition; did you mean 'valued'?",
                "gender: PID-8 when count(PID-7) → 24: 'count' is compared with a value",
                "gender: PID-8 when count(PID-7) = few → 24: 'count' is compared with a number, not 'few'",
                "gender: PID-8 when PID-7 < soon → 24: '<' compares numbers, and 'soon' is none",
                "gender: PID-8 when PID-7 == 1 → 30: equality is one '='",
                "gender: PID-8 when option(next-of-kni) = contact → 24: options.yaml has no option 'next-of-kni'; did you mean 'next-of-kin'?",
                "gender: PID-8 when option(next-of-kin) = contct → 24: option 'next-of-kin' has no value 'contct'; did you mean 'contact'?",
                "gender: PID-8 when (PID-7 = 1 → 24: '(' is never closed",
                "gender: PID-8 when PID-7 in (1 → 32: '(' is never closed",
                "gender: PID-8 when PID-7 in 1 → 33: '(' after 'in' is expected here, not '1'",
                "gender: PID-8 when → 23: a source is missing at the end",
                "gender: const → 18: a value after 'const' is missing at the end",
                "gender: const #x → 13: YAML",
                "active: const yes → 13: 'yes' is no boolean",
                "birthDate: const 2026-13-01 → 16: '2026-13-01' is no date",
                "maritalStatus: const lonic#1 → 20: systems.csv has no alias 'lonic'; did you mean 'loinc'?",
                "name[1]: const x → 14: Patient.name takes HumanName; a constant is a primitive, a Coding or a CodeableConcept",
                "active: const true as boolean → 13: a constant takes no 'as' and no 'via'",
                "gender: $sex → 13: 'let:' has no name 'sex'",
                "gender: F → 13: 'F' is no value; a source is a field, a component or a function, as in PID-8",
                "gender: PID-8[.1 = \"F\" → 18: '[' is never closed",
                "gender: PID-8[.1 = \"F\"][.2 = \"x\"] → 28: a path has one predicate",
                "gender: else PID-8 → 13: a source is missing before 'else'",
                "name[a b]: PID-5 as XPN → 10: a label is a number or a name, not 'a b'",
                "name[1: PID-5 as XPN → 9: '[' is never closed",
                "photo[1].data: PID-8 or absent else PID-7 → 36: 'else' is not expected here; what may follow is 'else', 'when', 'as' or 'via'",
            })
    void tellsThePlaceTheReasonAndTheWayOut(String line, String expected) {
        int colon = expected.indexOf(':');
        int column = Integer.parseInt(expected.substring(0, colon));
        String message = expected.substring(colon + 2);

        List<String> faults = MappingFixture.patient(folder, line).faults();

        if (!message.equals("YAML")) {
            assertThat(faults)
                    .containsExactly("mappings/hl7v2/segments/test.yaml:6:" + column + ": " + message + "\n |     "
                            + line + "\n | " + " ".repeat(column - 1) + "^");
        } else {
            assertThat(faults).isNotEmpty();
        }
    }

    @Test
    void pathsThatTheStandardDoesNotHaveAreFaults() {
        List<String> faults = MappingFixture.patient(folder, "gender: PID-88", "birthDate: PDI-7")
                .faults();

        assertThat(faults).hasSize(2);
        assertThat(faults.get(0)).startsWith("mappings/hl7v2/segments/test.yaml:6:13: ");
        assertThat(faults.get(1)).startsWith("mappings/hl7v2/segments/test.yaml:7:16: ");
    }

    @Test
    void allFaultsOfAllFilesAreToldAtOnceInTheirOrder() {
        MappingFixture fixture = MappingFixture.patient(folder, "brithDate: PID-7", "gendre: PID-8");
        fixture.write(
                "hl7v2/segments/another.yaml", "PV1[Encounter]:\n  resource: Encunter\n  set:\n    status: const x\n");

        assertThat(fixture.faults())
                .extracting(text -> text.lines().findFirst().orElseThrow())
                .containsExactly(
                        "mappings/hl7v2/segments/another.yaml:2:13: FHIR R4 has no type 'Encunter'; did you mean 'Encounter'?",
                        "mappings/hl7v2/segments/test.yaml:6:5: Patient has no element 'brithDate'; did you mean 'birthDate'?",
                        "mappings/hl7v2/segments/test.yaml:7:5: Patient has no element 'gendre'; did you mean 'gender'?");
    }

    @Test
    void twoRulesForOneElementAreAFault() {
        assertThat(MappingFixture.patient(folder, "deceased[x]: PID-30 as boolean", "deceasedDateTime: PID-29")
                        .faults())
                .containsExactly(
                        "mappings/hl7v2/segments/test.yaml:7:5: 'deceasedDateTime' has a rule in line 6 already; write the two as candidates of one\n"
                                + " |     deceasedDateTime: PID-29\n |     ^");
    }

    @Test
    void twoDriversOfOneLabelAreAFault() {
        assertThat(MappingFixture.patient(
                                folder, "contact[a].telecom[1].value: PID-13.1", "contact[a].name: PID-5 as XPN")
                        .faults())
                .containsExactly(
                        "mappings/hl7v2/segments/test.yaml:7:5: '[a]' repeats with PID-13 already (line 6); it cannot repeat with PID-5 too\n"
                                + " |     contact[a].name: PID-5 as XPN\n |     ^");
    }

    @Test
    void aFileWhoseEndingIsNotReadIsAFault() {
        MappingFixture fixture = MappingFixture.patient(folder, "gender: PID-8");
        fixture.write("hl7v2/segments/ZPI.yml", "ZPI[Patient]:\n  fills: Patient\n");

        assertThat(fixture.faults())
                .containsExactly(
                        "mappings/hl7v2/segments/ZPI.yml:1:1: this file is not read: mapping files end in .yaml,"
                                + " code maps in .csv");
    }

    @Test
    void aMapWhoseNameNoRuleCanWriteIsAFault() {
        MappingFixture fixture = MappingFixture.patient(folder, "gender: PID-8");
        fixture.write(
                "hl7v2/segments/PV1.yaml", "PV1 Encounter:\n  resource: Encounter\n  set:\n    status: const x\n");

        assertThat(fixture.faults().get(0))
                .startsWith("mappings/hl7v2/segments/PV1.yaml:1:5: 'Encounter' is not expected here");
    }

    @Test
    void aFolderWithoutMessagesIsAFault() {
        assertThat(new FolderWithoutMessages(folder).faults())
                .containsExactly(folder + ":1:1: no message structure is mapped in here");
    }

    /** An empty folder of mappings. */
    private record FolderWithoutMessages(Path folder) {
        List<String> faults() {
            try {
                MappingLibrary.load(List.of(folder));
                return List.of();
            } catch (MappingFaultsException e) {
                return e.faults().stream().map(fault -> fault.format()).toList();
            }
        }
    }
}
