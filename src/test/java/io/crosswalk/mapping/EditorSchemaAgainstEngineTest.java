package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an editor marks red is what the engine refuses. The other way round is held by every fixture that loads. */
class EditorSchemaAgainstEngineTest {

    private static final String PATIENT_MAP = "PID[Patient]:\n  resource: Patient\n  set:\n    gender: PID-8\n";

    @TempDir
    Path folder;

    private static void bothRefuse(MappingFixture fixture) {
        assertThat(fixture.editorFindings()).as("what an editor marks").isNotEmpty();
        assertThat(fixture.faults()).as("what the engine refuses").isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "gender: PID-8 vai Sex",
                "gender: PID-8 via Sex unmapped kep",
                "gender: PID-8 via",
                "gender: PID-8 as",
                "gender: PID-8 as code code",
                "gender: PID-8 PID-7",
                "gender: PID_8",
                "gender: female",
                "gender: F",
                "gender: '\"female\"'",
                "gender: const",
                "gender: else PID-8",
                "gender: PID-8 else",
                "gender: lowr(PID-8)",
                "gender: valued(PID-8)",
                "gender: lower(PID-8",
                "gender: PID-8[.1 = \"F\"",
                "gender: PID-8 when",
                "gender: PID-8 when valud(PID-7)",
                "gender: PID-8 when PID-7 == 1",
                "gender: PID-8 when PID-7 in 1",
                "gender: PID-8 when PID-7 = \"F",
                "gender: PID-8 or absent else PID-7",
                "gender: 8",
                "gender: true",
                "gender:",
                "name[a b]: PID-5 as XPN",
                "name[1: PID-5 as XPN",
                "name[1].: PID-5.1",
                "$value.x: PID-8",
                "extension().valueString: PID-8",
                "generalPractitioner[1]->: PID-8",
            })
    void aBrokenRule(String line) {
        bothRefuse(MappingFixture.patient(folder, line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PID Patient:\n  resource: Patient\n  set:\n    gender: PID-8\n",
                "PID[Patient]:\n  set:\n    gender: PID-8\n",
                "PID[Patient]:\n  resource: Patient\n",
                "PID[Patient]:\n  resource: Patient\n  fills: Patient\n  set:\n    gender: PID-8\n",
                "PID[Patient]:\n  resource: Patient\n  set:\n    gender: PID-8\n  choose:\n    - PID-8\n",
                "PID[Patient]:\n  resource: Patent\n  set:\n    gender: PID-8\n",
                "PID[Patient]:\n  resource: HumanName\n  set:\n    text: PID-5.1\n",
                "PID[Patient]:\n  resource: Patient\n  set:\n    - gender\n",
                "PID[Patient]: none\n",
                "PID[Name]:\n  fills: HumanNam\n  set:\n    text: PID-5.1\n",
                PATIENT_MAP + "  identiy:\n    - PID-3\n",
                PATIENT_MAP + "  identity:\n    - PID-3, PID-4\n",
                PATIENT_MAP + "  identity:\n    - PID-3 +\n",
                PATIENT_MAP + "  identity:\n    primary: PID-3\n",
                PATIENT_MAP + "  write: replace\n",
                PATIENT_MAP + "  ignore:\n    PID-1:\n",
                PATIENT_MAP + "  ignore:\n    the set id: not wanted\n",
                PATIENT_MAP + "  ignore:\n    - PID-1\n",
                PATIENT_MAP + "  let:\n    - home\n",
                PATIENT_MAP + "  let:\n    home:\n      - PID-11\n",
                PATIENT_MAP + "  needs:\n    - the report\n",
                PATIENT_MAP + "  use:\n    - PD1(Patient)\n",
                PATIENT_MAP + "  guide:\n    PID[Patient]/PID-12#1:\n",
            })
    void aBrokenMap(String map) {
        bothRefuse(MappingFixture.of(folder, map));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  make:\n    PID:\n      - PID[Patient]\n",
                "  groups: MSH PID\n",
                "  groups: MSH PID\n  make: PID[Patient]\n",
                "  groups: MSH PIDX\n  make:\n    PID:\n      - PID[Patient]\n",
                "  groups: MSH PID ORDER\n  make:\n    PID:\n      - PID[Patient]\n",
                "  groups: MSH (PID)\n  make:\n    PID:\n      - PID[Patient]\n",
                "  groups: MSH PID\n  maek:\n    PID:\n      - PID[Patient]\n",
                "  groups: MSH PID\n  make:\n    PID-3:\n      - PID[Patient]\n",
                "  groups: MSH PID\n  make:\n    PID:\n      patient: PID[Patient]\n",
                "  groups: MSH PID\n  make:\n    PID:\n      - a: PID[Patient]\n        b: PID[Patient]\n",
                "  groups: MSH PID\n  make:\n    PID:\n      - PID[Patient] whenever valued(PID-3)\n",
                "  groups: MSH PID\n  make:\n    PID:\n      - PID[Patient] when\n",
                "  groups: MSH PID\n  make:\n    PID:\n      - PID[Patient] with subject patient\n",
                "  groups: MSH PID\n  make:\n    PID:\n      - PID[Patient] to report\n",
                "  groups: MSH PID\n  make:\n    PID:\n      - PID[Patient], PD1[Patient]\n",
                "  groups: MSH PID\n  make:\n    PID:\n      - PID[Patient] when PID-8 = \"a: b\"\n",
                "  groups: MSH PID\n  make:\n    PID:\n      - the patient: PID[Patient]\n",
                "  also:\n    - A04\n  groups: MSH PID\n  make:\n    PID:\n      - PID[Patient]\n",
            })
    void aBrokenMessage(String body) {
        MappingFixture fixture = MappingFixture.of(folder, PATIENT_MAP);
        fixture.write("hl7v2/messages/ADT_A01.yaml", "ADT_A01:\n" + body);

        bothRefuse(fixture);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shared:\n  groups: MSH PID\n  make:\n    PID:\n      - PID[Patient]\n",
                "shared: PID[Patient]\n",
                "shared:\n  take:\n    - one two\n",
                "shared:\n  take:\n    - header in\n",
                "shared:\n  take:\n    - header without\n",
                "shared:\n  take:\n    - header,\n",
                "shared:\n  make:\n    PID,:\n      - PID[Patient]\n",
                "the patient:\n  make:\n    PID:\n      - PID[Patient]\n",
            })
    void aBrokenPart(String part) {
        MappingFixture fixture = MappingFixture.of(folder, PATIENT_MAP);
        fixture.write("hl7v2/parts/shared.yaml", part);

        bothRefuse(fixture);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  values: a b\n  default: a\n",
                "  values: a b\n  text: Either.\n",
                "  default: a\n  text: Either.\n",
                "  values: a b\n  default:\n  text: Either.\n",
                "  values: a b\n  default: a\n  txt: Either.\n",
                "  values:\n    a: first\n  default: a\n  text: Either.\n",
            })
    void aBrokenOption(String body) {
        MappingFixture fixture = MappingFixture.of(folder, PATIENT_MAP);
        fixture.write("options.yaml", "which:\n" + body);

        bothRefuse(fixture);
    }

    @Test
    void whatLooksLikeANumberToAnEditorIsATextToBoth() {
        MappingFixture fixture = MappingFixture.of(folder, PATIENT_MAP + "  ignore:\n    PID-1: 1\n");
        fixture.write("options.yaml", "copies:\n  values:\n    - 1\n    - 2\n  default: 1\n  text: true\n");

        assertThat(fixture.load().structures()).isEqualTo(List.of("ADT_A01"));
    }

    @Test
    void whatParsesInAnUnusualWayIsNotMarked() {
        String rules =
                "gender: PID-8[not valued(.2)] via Sex unmapped drop when (PID-8 in (\"F\", M) or not(valued(PID-7)))"
                        + " else const unknown when PID-8 = else or absent\n"
                        + "    language: 'const it''s'\n"
                        + "    name[ a ].text: join('-', PID-5[2].1, PID-5.2,\"x\")as string when$given and PID-3[1].1 != or\n";
        MappingFixture fixture = MappingFixture.of(
                folder,
                "PID[Patient]:\n  resource: Patient\n  let:\n    given: valued(PID-5.2)\n  set:\n    " + rules,
                "    PID:\n      - 'patient: PID[Patient] when valued(PID-3) write put'\n");

        assertThat(fixture.load().structures()).isEqualTo(List.of("ADT_A01"));
    }
}
