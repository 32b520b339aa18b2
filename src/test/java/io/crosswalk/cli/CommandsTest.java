package io.crosswalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a user or a script meets them: what they print, where, and with which exit code they end. */
class CommandsTest {

    private static final String MESSAGE = "MSH|^~\\&|APP|FAC|||20260101||ADT^A01^ADT_A01|7|P|2.5\rEVN|A01\r"
            + "PID|1||4711^^^FAC^MR||Doe^Jane||19800203|F\r";

    @TempDir
    Path folder;

    private Path mappings = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void aSmallSetOfMappings() throws IOException {
        mappings = folder.resolve("mappings");
        write("mappings/hl7v2/messages/ADT_A01.yaml", """
                ADT_A01:
                  also: A01 A08
                  groups: |
                    MSH EVN PID [PV1]
                  make:
                    PID:
                      - patient: PID[Patient]
                """);
        write("mappings/hl7v2/segments/PID.yaml", """
                PID[Patient]:
                  resource: Patient
                  identity:
                    - PID-3
                  set:
                    birthDate: PID-7
                    gender: PID-8 via AdministrativeSex
                """);
        write("mappings/hl7v2/codes/AdministrativeSex.csv", """
                source_system,source_code,target_system,target_code,target_display
                ,F,http://hl7.org/fhir/administrative-gender,female,Female
                """);
    }

    @Test
    void withoutACommandTheHelpIsShownAndTheCallIsWrong() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: crosswalk", "convert", "Exit codes:");
    }

    @Test
    void aMisspelledCommandIsAnsweredWithTheNearestOnes() {
        assertThat(run("convrt")).isEqualTo(2);
        assertThat(err.toString()).contains("convert");
    }

    @Test
    void everyCommandHasHelpWithExamplesAndExitCodes() {
        for (String command : CommandNames.all()) {
            assertThat(run(command, "--help")).as(command).isZero();
        }
        assertThat(out.toString().split("Examples:", -1))
                .hasSizeGreaterThanOrEqualTo(CommandNames.all().size());
    }

    @Test
    void theVersionIsThatOfTheBuild() throws IOException {
        assertThat(run("--version")).isZero();
        String pom = Files.readString(Path.of("pom.xml"));
        String version = pom.split("<version>", 2)[1].split("</version>", 2)[0];
        assertThat(out.toString()).startsWith("crosswalk " + version);
    }

    @Test
    void convertPrintsTheBundle() throws IOException {
        assertThat(convert(write("a.hl7", MESSAGE).toString())).isZero();
        assertThat(out.toString())
                .startsWith("{\n  \"resourceType\": \"Bundle\",")
                .contains("\"birthDate\": \"1980-02-03\"", "\"gender\": \"female\"");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void convertWritesOneFileForEachInputAndKeepsTheFoldersOfAFolder() throws IOException {
        write("in/a.hl7", MESSAGE);
        write("in/lab/b.hl7", "\u000b" + MESSAGE + "\u001c\r");
        Path results = folder.resolve("out");
        assertThat(convert(folder.resolve("in").toString(), "--out", results.toString()))
                .isZero();
        assertThat(results.resolve("a.json")).content().contains("\"female\"");
        assertThat(results.resolve("lab/b.json")).hasSameTextualContentAs(results.resolve("a.json"));
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEqualTo("converted 2, failed 0\n");
    }

    @Test
    void convertWritesOneFileForEachMessageOfABatch() throws IOException {
        Path batch = write("day.hl7", "FHS|^~\\&\rBHS|^~\\&\r" + MESSAGE + MESSAGE + "BTS|3\rFTS|1\r");
        Path results = folder.resolve("out");
        assertThat(convert(batch.toString(), "--out", results.toString())).isZero();
        assertThat(results.resolve("day-1.json")).exists();
        assertThat(results.resolve("day-2.json")).exists();
        assertThat(err.toString())
                .isEqualTo(batch + ": BTS-1 counts 3 messages, the file holds 2\nconverted 2, failed 0\n");
    }

    @Test
    void whatCannotBeConvertedIsToldInOneLineEachAndDoesNotStopTheOthers() throws IOException {
        Path good = write("a.hl7", MESSAGE);
        Path text = write("b.txt", "hello");
        Path other = write("c.hl7", MESSAGE.replace("ADT^A01^ADT_A01", "XYZ^Q99^XYZ_Q99"));
        Path none = folder.resolve("d.hl7");
        Path document = write("e.xml", "<ClinicalDocument xmlns=\"urn:hl7-org:v3\"/>");
        int exitCode = convert(
                good.toString(),
                text.toString(),
                other.toString(),
                none.toString(),
                document.toString(),
                "--out",
                folder.resolve("out").toString());
        assertThat(exitCode).isEqualTo(3);
        assertThat(err.toString().lines())
                .hasSize(5)
                .contains(
                        text + ": is neither an HL7 v2 message, which begins with MSH, FHS or BHS, nor a CDA document",
                        none + ": there is no such file",
                        document + ": format-not-supported: no mappings for clinical documents are loaded",
                        "converted 1, failed 4")
                .anyMatch(line -> line.startsWith(other + ": no-mapping: MSH-9: "));
        assertThat(folder.resolve("out/a.json")).exists();
    }

    @Test
    void testTellsWhichExpectationsItHasUpdatedAndWhichItCannot() throws IOException {
        write("mappings/hl7v2/examples/ADT_A01/new/message.hl7", MESSAGE);
        write(
                "mappings/hl7v2/examples/ADT_A01/wrong/message.hl7",
                MESSAGE.replace("ADT^A01^ADT_A01", "XYZ^Q99^XYZ_Q99"));
        String[] update = {"test", "--update", "--mappings", mappings.toString()};
        assertThat(run(update)).isEqualTo(1);
        assertThat(out.toString())
                .contains("updated  ADT_A01/new\n", "DIFFERS  ADT_A01/wrong\n")
                .endsWith("2 examples, 1 differ, 1 updated\n");
        assertThat(run(update)).isEqualTo(1);
        assertThat(out.toString()).contains("ok       ADT_A01/new\n").endsWith("2 examples, 1 differ, 0 updated\n");
    }

    @Test
    void aFolderWithoutAnyMessageIsAFailure() throws IOException {
        write("in/readme.txt", "nothing");
        Path in = folder.resolve("in");
        assertThat(convert(in.toString())).isEqualTo(3);
        assertThat(err.toString())
                .isEqualTo(in.resolve("readme.txt") + ": left out: it holds no HL7 v2 message and no CDA document\n"
                        + in + ": no message found here\n");
    }

    @Test
    void explainShowsValueFieldRuleAndRowOfTheCodeMap() throws IOException {
        assertThat(convert(write("a.hl7", MESSAGE).toString(), "--explain")).isZero();
        assertThat(out.toString())
                .contains("Patient.birthDate = 1980-02-03\n        from PID-7, by ", "PID.yaml:6")
                .contains("Patient.gender = female\n        from PID-8, by ")
                .contains("translated by ", "AdministrativeSex.csv:2");
    }

    @Test
    void unmappedShowsWhatWentNowhereAndWhy() throws IOException {
        assertThat(convert(write("a.hl7", MESSAGE).toString(), "--unmapped")).isZero();
        assertThat(out.toString())
                .contains("  Not in the Bundle\n", "    PID-5.1: no rule reads it\n")
                .doesNotContain("PID-7");
    }

    @Test
    void theJsonReportHoldsTheBundleUnlessItIsWrittenToAFile() throws IOException {
        String message = write("a.hl7", MESSAGE).toString();
        assertThat(convert(message, "--json", "--explain", "--unmapped")).isZero();
        assertThat(out.toString())
                .contains("\"type\" : \"ADT^A01\"", "\"controlId\" : \"7\"", "\"converted\" : true", "\"Patient\" : 1")
                .contains("\"element\" : \"Patient.birthDate\"", "\"place\" : \"PID-5.1\"")
                .contains("\"bundle\" : {\"resourceType\":\"Bundle\"")
                .endsWith("\"converted\" : 1,\n  \"failed\" : 0\n}\n");
        out.getBuffer().setLength(0);
        assertThat(convert(message, "--json", "--out", folder.resolve("out").toString()))
                .isZero();
        assertThat(out.toString()).contains("\"output\" : ").doesNotContain("\"bundle\"");
    }

    @Test
    void mappingsWithFaultsAreToldBeforeAnythingIsConverted() throws IOException {
        write("mappings/hl7v2/segments/PID.yaml", "PID[Patient]:\n  resource: Patient\n  set:\n    brithDate: PID-7\n");
        assertThat(convert(write("a.hl7", MESSAGE).toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains("PID.yaml:4:5: ", "'brithDate'", "did you mean 'birthDate'?", " |     brithDate: PID-7")
                .contains("crosswalk: the mappings cannot be used; faults: ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aFolderOfMappingsThatIsNotThereIsAWrongCall() {
        assertThat(run("convert", "x.hl7", "--mappings", folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).isEqualTo("crosswalk: no folder of mappings at " + folder.resolve("none") + "\n");
    }

    @Test
    void checkTellsTheFaultsOfMappingsAndRoutesTogether() throws IOException {
        write("mappings/hl7v2/segments/PID.yaml", "PID[Patient]:\n  resource: Patient\n  set:\n    brithDate: PID-7\n");
        write("routes/a.yaml", "- route:\n    id: a\n    from:\n      uri: nety:a\n      steps:\n        - log: x\n");
        assertThat(check()).isEqualTo(1);
        assertThat(err.toString())
                .contains("did you mean 'birthDate'?")
                .contains("a.yaml:4:12: there is no component 'nety' in this installation")
                .containsPattern("(?m)^faults: [2-9]$");
    }

    @Test
    void checkNamesWhatIsSound() throws IOException {
        write("routes/a.yaml", "- route:\n    id: a\n    from:\n      uri: direct:a\n      steps:\n        - log: x\n");
        assertThat(check()).isZero();
        assertThat(out.toString()).contains("mappings: 1 message structures, version ", "routes: 1 (a)");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void sendSaysWhenNobodyListens() throws IOException {
        String message = write("a.hl7", MESSAGE).toString();
        assertThat(run("send", message, "--to", "127.0.0.1:1")).isEqualTo(4);
        assertThat(err.toString()).startsWith("crosswalk: nobody listens at 127.0.0.1:1 (");
    }

    @Test
    void sendNeedsAHostAndAPort() {
        assertThat(run("send", "a.hl7", "--to", "somewhere")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("crosswalk: --to needs a host and a port, as in 127.0.0.1:2575; not 'somewhere'\n");
    }

    @Test
    void historyRefusesAStatusThatDoesNotExist() {
        assertThat(run("history", "--status", "lost")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("crosswalk: there is no status 'lost'; see --help\n");
    }

    @Test
    void startIsTheLaunchersWork() {
        assertThat(run("start", "-Da=b")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("crosswalk: the engine is started by the launcher: ./crosswalk start -Da=b\n");
    }

    private int convert(String... arguments) {
        return withMappings("convert", arguments);
    }

    private int check() {
        return withMappings("check", "--routes", folder.resolve("routes").toString());
    }

    private int withMappings(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "--mappings", mappings.toString()));
        all.addAll(List.of(arguments));
        return run(all.toArray(String[]::new));
    }

    private int run(String... arguments) {
        try (PrintWriter outWriter = new PrintWriter(out);
                PrintWriter errWriter = new PrintWriter(err)) {
            return Crosswalk.run(outWriter, errWriter, arguments);
        }
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
