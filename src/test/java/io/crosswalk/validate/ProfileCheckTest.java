package io.crosswalk.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crosswalk.Corpus;
import io.crosswalk.mapping.Converter;
import io.crosswalk.mapping.ElementOrigins;
import io.crosswalk.mapping.MappingLibrary;
import io.crosswalk.mapping.TracedConversion;
import io.crosswalk.message.BundleKind;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Format;
import io.crosswalk.message.Issue;
import io.crosswalk.message.Issue.Severity;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.validate.ProfileCheck.Consequence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profiles of a site, and those of US Core: what is found, and the field that it comes from. */
class ProfileCheckTest {

    private static final Converter CONVERTER = new Converter(MappingLibrary.load(List.of(Path.of("mappings"))));

    private static final String PROFILE = """
            {"resourceType":"StructureDefinition","url":"https://site.example/%1$s","name":"%1$s","status":"active",
             "kind":"resource","abstract":false,"type":"Patient","derivation":"constraint",
             "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient",
             "differential":{"element":[{"id":"Patient","path":"Patient"},
               {"id":"Patient.%2$s","path":"Patient.%2$s","%3$s":%4$s}]}}
            """;

    @TempDir
    Path folder;

    private void profile(String name, String element, String key, String value) throws IOException {
        Files.writeString(folder.resolve(name + ".json"), PROFILE.formatted(name, element, key, value));
    }

    private void asks(String name, String element) throws IOException {
        profile(name, element, "min", "1");
    }

    private static ReceivedMessage message(String... segments) {
        String text = "MSH|^~\\&|HIS|STMARY|||20260308070000+0100||ADT^A31^ADT_A05|R1|P|2.5.1\rEVN|A31|20260308070000\r"
                + String.join("\r", segments) + "\r";
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        MessageKey key = MessageKey.of("t", "", "", "", "", body);
        return new ReceivedMessage(key, "", "adt", "", Format.HL7V2, "", "", Instant.EPOCH, body);
    }

    private List<Issue> issues(Path profiles, Consequence consequence, String... segments) {
        ReceivedMessage message = message(segments);
        return ProfileCheck.of(profiles, consequence)
                .check(CONVERTER.convert(message), () -> CONVERTER.origins(message));
    }

    private List<Issue> issues(String... segments) {
        return issues(folder, Consequence.REPORT, segments);
    }

    @Test
    void namesTheFieldThatTheMissingElementWouldComeFrom() throws IOException {
        asks("named", "name");

        assertThat(issues("PID|1||4711^^^STMARY^MR")).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo("not-to-profile");
            assertThat(issue.severity()).isEqualTo(Severity.ERROR);
            assertThat(issue.place()).matches("Patient/[0-9a-f-]{36} Patient.name");
            assertThat(issue.reason())
                    .isEqualTo("https://site.example/named: there are 0 of it, and at least 1 must be"
                            + " (Validation_VAL_Profile_Minimum); source: PID-5, PID-9");
        });
        assertThat(issues("PID|1||4711^^^STMARY^MR||Herbst^Jonas")).isEmpty();
    }

    @Test
    void namesTheFieldAndTheRuleOfAnElementThatIsWrongAndNotItsValue() throws IOException {
        profile("short", "name.family", "maxLength", "4");

        assertThat(issues("PID|1||4711^^^STMARY^MR||Herbst^Jonas"))
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.place()).endsWith(" Patient.name[0].family");
                    assertThat(issue.rule()).contains("datatypes/XPN.yaml:");
                    assertThat(issue.reason()).endsWith("; source: PID-5.1").doesNotContain("Herbst");
                });
    }

    @Test
    void namesThePartOfTheRepetitionWhereAPartIsMissing() throws IOException {
        asks("assigned", "identifier.system");

        assertThat(issues("PID|1||4711^^^2.999.1&2.999.1&ISO^MR~4712^^^^PI||Herbst^Jonas"))
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.place()).endsWith(" Patient.identifier[1].system");
                    assertThat(issue.reason()).endsWith("; source: PID-3.4");
                });
    }

    @Test
    void oneOfSeveralProfilesOfATypeIsEnough() throws IOException {
        asks("dated", "birthDate");
        asks("sexed", "gender");

        assertThat(issues("PID|1||4711^^^STMARY^MR|||||M")).isEmpty();
        assertThat(issues("PID|1||4711^^^STMARY^MR||Herbst")).hasSize(1);
    }

    @Test
    void allProfilesThatTheFolderNamesMustBeKeptTo() throws IOException {
        asks("dated", "birthDate");
        asks("sexed", "gender");
        asks("other", "photo");
        Files.writeString(
                folder.resolve("profiles-in-use.csv"),
                "type,profile\nPatient,https://site.example/dated\nPatient,https://site.example/sexed\n");

        assertThat(issues("PID|1||4711^^^STMARY^MR||Herbst"))
                .extracting(issue -> issue.place().replaceAll(".* ", ""))
                .containsExactly("Patient.birthDate", "Patient.gender");
    }

    @Test
    void aResourceIsHeldToTheProfileThatItClaims() throws IOException {
        asks("dated", "birthDate");
        asks("sexed", "gender");
        String bundle = """
                {"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Patient","id":"p1",
                 "meta":{"profile":["https://site.example/dated"]},"gender":"male"}}]}
                """;

        assertThat(check(bundle, Duration.ofSeconds(10)))
                .singleElement()
                .satisfies(issue -> assertThat(issue.reason()).contains("site.example/dated"));
    }

    private List<Issue> check(String bundle, Duration limit) {
        Conversion conversion = new Conversion(
                MessageKey.of("t", "", "", "", "", new byte[0]),
                bundle.getBytes(StandardCharsets.UTF_8),
                BundleKind.TRANSACTION,
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "");
        return new ProfileCheck(ProfileFolder.read(folder), Consequence.REPORT, limit)
                .check(conversion, () -> ElementOrigins.of(TracedConversion.plain(conversion)));
    }

    @Test
    void theFeedDoesNotWaitLongerThanTheLimit() throws IOException {
        asks("dated", "birthDate");
        String patient = "{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p1\"}}";
        String bundle = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":["
                + String.join(",", java.util.Collections.nCopies(20_000, patient)) + "]}";

        long start = System.nanoTime();
        List<Issue> issues = check(bundle, Duration.ofMillis(200));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        assertThat(issues).extracting(Issue::code).contains("profiles-not-checked");
    }

    @Test
    void aChannelMayStopWhatDoesNotKeepToItsProfiles() throws IOException {
        asks("named", "name");

        assertThat(issues(folder, Consequence.STOP, "PID|1||4711^^^STMARY^MR"))
                .extracting(Issue::code, Issue::severity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("not-to-profile", Severity.ERROR),
                        org.assertj.core.groups.Tuple.tuple("profiles-stop", Severity.FATAL));
    }

    @Test
    void tellsAllThatIsWrongWithTheFolder() throws IOException {
        asks("named", "name");
        Files.copy(folder.resolve("named.json"), folder.resolve("other.json"));
        Files.writeString(folder.resolve("broken.json"), "{\"resourceType\":\"Nonsense\"}");
        Files.writeString(folder.resolve("profiles-in-use.csv"), "type,profile\nPatient,https://site.example/none\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProfileCheck.of(folder, Consequence.REPORT))
                .withMessage("profiles '" + folder + "': broken.json is no FHIR R4 resource;"
                        + " other.json defines what named.json defines: https://site.example/named;"
                        + " profiles-in-use.csv:2: there is no profile 'https://site.example/none' of Patient");
    }

    @Test
    void holdsTheResourcesOfAMessageToUsCore() {
        Path usCore = Corpus.reference("us-core/6.1.0");
        String complete = "PID|1||4711^^^2.999.1&2.999.1&ISO^MR||Herbst^Jonas||19751130|";

        assertThat(ofPatient(issues(usCore, Consequence.REPORT, complete + "M")))
                .isEmpty();
        assertThat(ofPatient(issues(usCore, Consequence.REPORT, complete)))
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.place()).endsWith(" Patient.gender");
                    assertThat(issue.reason()).contains("us-core-patient").endsWith("; source: PID-8");
                });
    }

    private static List<Issue> ofPatient(List<Issue> issues) {
        return issues.stream()
                .filter(issue -> issue.place().startsWith("Patient/"))
                .toList();
    }
}
