package io.crosswalk.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.terminology.CodeMap.Target;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeMapsTest {

    private static final String SEX = "http://terminology.hl7.org/CodeSystem/v2-0001";
    private static final String GENDER = "http://hl7.org/fhir/administrative-gender";

    private final List<CodeMaps.Fault> faults = new ArrayList<>();

    private CodeMap read(String... rows) {
        String text = CodeMaps.HEADER + "\n" + String.join("\n", rows) + "\n";
        return CodeMaps.read("Sex", "codes/Sex.csv", new StringReader(text), faults);
    }

    private static List<Target> targets(CodeMap map, String system, String code) {
        return Objects.requireNonNull(map.lookup(system, code)).targets();
    }

    @Test
    void findsACodeByItsSystem() {
        CodeMap map = read("HL70001,F," + GENDER + ",female,Female", ",F,http://example.org/x,f,");
        assertThat(targets(map, SEX, "F")).containsExactly(new Target(GENDER, "female", "Female"));
        assertThat(targets(map, "", "F")).containsExactly(new Target("http://example.org/x", "f", ""));
        assertThat(faults).isEmpty();
    }

    @Test
    void findsACodeByItselfWhenItsSystemIsAnother() {
        CodeMap map = read("HL70001,F," + GENDER + ",female,Female");
        assertThat(targets(map, "http://example.org/local", "F")).hasSize(1);
        assertThat(map.lookup(SEX, "f")).isNull();
        assertThat(map.lookup(SEX, "")).isNull();
    }

    @Test
    void givesAllTargetsOfOneCodeInOrder() {
        CodeMap map = read("HL70001,A,http://a.org,1,", "HL70001,B,http://a.org,9,", "HL70001,A,http://b.org,2,Two");
        assertThat(targets(map, SEX, "A"))
                .containsExactly(new Target("http://a.org", "1", ""), new Target("http://b.org", "2", "Two"));
        assertThat(Objects.requireNonNull(map.lookup(SEX, "A")).line()).isEqualTo(2);
        assertThat(map.codes()).containsExactlyInAnyOrder("A", "B");
    }

    @Test
    void addsTheRowsOfAnotherFileToThoseOfTheSameCode() {
        CodeMap map = read("HL70001,F," + GENDER + ",female,Female").with(read("HL70001,F,http://b.org,2,Two"));
        assertThat(targets(map, SEX, "F"))
                .containsExactly(new Target(GENDER, "female", "Female"), new Target("http://b.org", "2", "Two"));
    }

    @Test
    void aCodeWithANumberInItStandsForAllNumbers() {
        CodeMap map = read(
                "HL70335,Q<integer>H,HL70335,Q<integer>H,every <integer> hours",
                "HL70335,Q6H,http://a.org,Q6H,six hours",
                "HL70335,Q<integer>J<day#>,HL70335,Q<integer>J<day#>,");
        String patterns = "http://terminology.hl7.org/CodeSystem/v2-0335";
        assertThat(targets(map, patterns, "Q12H")).containsExactly(new Target(patterns, "Q12H", "every 12 hours"));
        assertThat(targets(map, patterns, "Q6H")).containsExactly(new Target("http://a.org", "Q6H", "six hours"));
        assertThat(targets(map, patterns, "Q2J5")).containsExactly(new Target(patterns, "Q2J5", ""));
        assertThat(map.lookup(patterns, "Q2J8")).isNull();
        assertThat(map.lookup(patterns, "QxH")).isNull();
    }

    @Test
    void reportsAllFaultsWithTheirLine() {
        read(
                "HL70001,F," + GENDER,
                "HL70001,,x,y,z",
                "nonsense,M," + GENDER + ",male,Male",
                "HL70001,F," + GENDER + ",female,Female",
                "HL70001,F," + GENDER + ",female,Again");
        assertThat(faults)
                .extracting(CodeMaps.Fault::toString)
                .containsExactly(
                        "codes/Sex.csv:2: a row has 5 values, this has 3; a value with a comma needs quotes",
                        "codes/Sex.csv:3: target_system 'x' is neither a URI nor a known coding system",
                        "codes/Sex.csv:3: a row needs a source_code and a target_code",
                        "codes/Sex.csv:4: source_system 'nonsense' is neither a URI nor a known coding system",
                        "codes/Sex.csv:6: the code 'F' has this target already, see line 5");
    }

    @Test
    void wantsItsHeader() {
        CodeMaps.read("Sex", "Sex.csv", new StringReader("code,target\nF,female\n"), faults);
        assertThat(faults)
                .extracting(CodeMaps.Fault::toString)
                .containsExactly("Sex.csv:1: the first line must be '" + CodeMaps.HEADER + "'");
    }

    @Test
    void loadsAFolder(@TempDir Path folder) throws IOException {
        Path codes = Files.createDirectories(folder.resolve("hl7v2/codes"));
        Files.writeString(codes.resolve("Sex.csv"), CodeMaps.HEADER + "\nHL70001,F," + GENDER + ",female,Female\n");
        Files.writeString(codes.resolve("Empty.csv"), CodeMaps.HEADER + "\n");
        Files.writeString(codes.resolve("NOTICE.md"), "not a map");
        CodeMaps loaded = CodeMaps.load(codes, folder);
        assertThat(loaded.faults()).isEmpty();
        assertThat(loaded.maps().keySet()).containsExactlyInAnyOrder("Sex", "Empty");
        CodeMap.Row row = Objects.requireNonNull(
                Objects.requireNonNull(loaded.maps().get("Sex")).lookup("", "F"));
        assertThat(row.file()).isEqualTo("hl7v2/codes/Sex.csv");
    }
}
