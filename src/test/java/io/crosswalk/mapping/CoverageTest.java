package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.mapping.Coverage.MapCoverage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row of the guide counts when the loaded maps have its effect, and never else. */
class CoverageTest {

    private static final String HEADER = "row_id,kind,map,key,source,target_type,target_path,ref_path,class,fhir_type,"
            + "condition,condition_narrative,datatype_map,vocab_map,assignment,assignment_kind\n";

    @TempDir
    Path folder;

    private final List<String> rows = new ArrayList<>();

    @Test
    void countsARowThatARuleImplements() {
        row("PID-7#1", "PID-7", "birthDate", "", "");
        assertThat(coverage("birthDate: PID-7").implemented()).isOne();
    }

    @Test
    void doesNotCountARowWhoseElementIsFilledFromAnotherField() {
        row("PID-7#1", "PID-7", "birthDate", "", "");
        assertThat(missing("birthDate: PID-29")).containsExactly("no rule writes birthDate from PID-7");
    }

    @Test
    void doesNotCountAPartThatTheCalledMapDoesNotWrite() {
        row("PID-5#1", "PID-5", "name.period", "", "");
        assertThat(missing("name[1]: PID-5 as XPN[HumanName]")).containsExactly("no rule writes name.period");
    }

    @Test
    void countsARuleThatHasAnotherCandidateForWhatTheGuideLeavesOpen() {
        row("PID-8#1", "PID-8", "gender", "PID-8 in (\"F\", \"M\")", "");
        assertThat(coverage("gender: PID-8 when PID-8 in (\"F\", \"M\") else PID-8 via Sex when PID-8 = \"X\"")
                        .implemented())
                .isOne();
    }

    @Test
    void doesNotCountARuleWhoseOnlyConditionIsWiderThanTheRows() {
        row("PID-8#1", "PID-8", "gender", "PID-8 in (\"F\", \"M\")", "");
        assertThat(missing("gender: PID-8 when PID-8 in (\"F\", \"M\", \"X\")"))
                .containsExactly("the rule for gender also holds where the guide's condition does not");
    }

    @Test
    void doesNotCountARuleThatHoldsLessOftenThanTheRow() {
        row("PID-8#1", "PID-8", "gender", "", "");
        assertThat(missing("gender: PID-8 when valued(PID-5)"))
                .containsExactly("the rule for gender holds under a condition that the guide does not have");
    }

    @Test
    void doesNotCountARowAboutAnAbsentFieldOnlyBecauseTheFieldIsItsKey() {
        row("PID-7#1", "PID-7", "birthDate", "not valued(PID-7)", "\"1900\"");
        assertThat(missing("birthDate: PID-7")).hasSize(1);
    }

    @Test
    void countsTheReasonThatOrAbsentWritesWhereNoCandidateYields() {
        row("PID-7#1", "PID-7", "birthDate.extension.valueCode", "not valued(PID-7)", "\"unknown\"");
        row(
                "PID-7#2",
                "PID-7",
                "birthDate.extension.url",
                "not valued(PID-7)",
                "\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\"");
        assertThat(coverage("birthDate: PID-7 or absent").implemented()).isEqualTo(2);
        assertThat(coverage("birthDate: PID-7").implemented()).isZero();
    }

    @Test
    void countsRulesThatWriteWhatTheMapOfTheRowWouldWrite() {
        mapped("PID-5#1", "PID-5", "name", "XPN[HumanName-Family]");
        assertThat(coverage("name[1].family: PID-5.1").implemented()).isOne();
        assertThat(coverage("name[1].family: PID-5.2").implemented()).isZero();
        assertThat(coverage("name[1].text: PID-5.1").implemented()).isZero();
    }

    @Test
    void countsTheSystemThatAllCodesOfACodeMapHave() {
        row("PID-8#1", "PID-8", "maritalStatus.coding.system", "", "\"http://example.org/one\"");
        assertThat(coverage("maritalStatus.coding[1].code: PID-8 via OneSystem").implemented())
                .isOne();
        assertThat(coverage("maritalStatus.coding[1].code: PID-8 via Sex").implemented())
                .isZero();
    }

    @Test
    void countsACodeThatACodeMapMakesOfAWordWhenNothingElseComesOutOfIt() {
        row("PID-16#1", "PID-16", "maritalStatus.coding.code", "", "\"1234\"");
        String written = "maritalStatus.coding[1].code: lower(\"WORD\") via %s when valued(PID-16)";
        assertThat(coverage(written.formatted("OneCode")).implemented()).isOne();
        assertThat(coverage(written.formatted("OneSystem")).implemented()).isZero();
        assertThat(coverage("maritalStatus.coding[1].code: PID-16 via OneCode").implemented())
                .isZero();
    }

    @Test
    void countsWhatTheGuideLeavesToTheImplementerWhereItCompletesTheElementOfTheKey() {
        rows.add("PID[Patient]/PID-3#1,segment,PID[Patient],PID-3,field,Patient,identifier.system,,mapped,uri,,,,,"
                + "/to be determined/,instruction\n");
        assertThat(coverage("identifier[1].value: PID-3.1", "identifier[1].system: const http://example.org/mrn")
                        .implemented())
                .isOne();
        assertThat(coverage("identifier[1].value: PID-2.1", "identifier[1].system: const http://example.org/mrn")
                        .implemented())
                .isZero();
    }

    @Test
    void countsARowInTheFormThatAnErratumGivesItAndSaysSo() {
        row("PID-7#1", "PID-7", "brithDate", "", "");
        MapCoverage coverage = coverage(
                fixture("birthDate: PID-7"),
                "PID[Patient]/PID-7#1,target_path,brithDate,birthDate,a slip of the pen\n");
        assertThat(coverage.implemented()).isOne();
        assertThat(coverage.corrected()).isOne();
    }

    @Test
    void appliesAnErratumOnlyWhileTheGuideStillReadsSo() {
        row("PID-7#1", "PID-7", "gender", "", "");
        MapCoverage coverage = coverage(
                fixture("birthDate: PID-7"),
                "PID[Patient]/PID-7#1,target_path,brithDate,birthDate,a slip of the pen\n");
        assertThat(coverage.implemented()).isZero();
    }

    @Test
    void doesNotCountACorrectedRowThatNothingImplements() {
        row("PID-7#1", "PID-7", "brithDate", "", "");
        MapCoverage coverage = coverage(
                fixture("gender: PID-8"), "PID[Patient]/PID-7#1,target_path,brithDate,birthDate,a slip of the pen\n");
        assertThat(coverage.implemented()).isZero();
        assertThat(coverage.missing()).hasSize(1);
    }

    private void row(String id, String key, String path, String condition, String constant) {
        rows.add("PID[Patient]/" + id + ",segment,PID[Patient]," + key + ",field,Patient," + path + ",,mapped,,"
                + quoted(condition) + ",,,," + quoted(constant) + "," + (constant.isEmpty() ? "" : "constant") + "\n");
    }

    private void mapped(String id, String key, String path, String map) {
        rows.add("PID[Patient]/" + id + ",segment,PID[Patient]," + key + ",field,Patient," + path + ",,mapped,,,," + map
                + ",,,\n");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private List<String> missing(String... rules) {
        return coverage(rules).missing().stream()
                .map(Coverage.MissingRow::reason)
                .toList();
    }

    private MapCoverage coverage(String... rules) {
        return coverage(fixture(rules), "");
    }

    private MappingFixture fixture(String... rules) {
        MappingFixture fixture = MappingFixture.patient(folder, rules);
        fixture.write(
                "hl7v2/datatypes/family.yaml",
                "XPN[HumanName-Family]:\n  fills: HumanName\n  set:\n    family: XPN.1\n");
        fixture.write(
                "hl7v2/codes/OneSystem.csv",
                "source_system,source_code,target_system,target_code,target_display\n,F,http://example.org/one,f,\n"
                        + ",M,http://example.org/one,m,\n");
        fixture.write(
                "hl7v2/codes/OneCode.csv",
                "source_system,source_code,target_system,target_code,target_display\n,word,http://example.org/one,1234,\n");
        return fixture;
    }

    private MapCoverage coverage(MappingFixture fixture, String errata) {
        fixture.write("hl7v2/guide/errata.csv", "row,column,reads,means,reason\n" + errata);
        try {
            Path csv = Files.writeString(folder.resolve("rows.csv"), HEADER + String.join("", rows));
            return Coverage.of(fixture.load(), csv, List.of()).maps().get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
