package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Issue;
import io.crosswalk.message.ReceivedMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Doctors, wards and organizations that messages repeat are made once; nobody may see that but by the clock. */
class RememberedResourceTest {

    private static final String PERSON = """
            PID[Patient]:
              resource: Patient
              identity:
                - PID-3.1
              set:
                identifier[1].value: PID-3.1
                generalPractitioner[]: PD1-4 as XCN[Practitioner]
            """;

    @TempDir
    Path folder;

    @Test
    void theExamplesReadTheSameWhenEverythingIsRememberedAsWhenNothingIs() throws IOException {
        MappingLibrary library = MappingLibrary.load(List.of(Path.of("mappings")));
        Converter remembers = new Converter(library);
        List<ReceivedMessage> messages = examples();
        assertThat(messages).hasSizeGreaterThan(20);
        for (int round = 0; round < 4; round++) {
            for (ReceivedMessage message : messages) {
                Conversion conversion = remembers.convert(message);
                Conversion plain = remembers.convertNotingUnmapped(message).conversion();
                String text = new String(message.body(), StandardCharsets.ISO_8859_1);
                assertArrayEquals(plain.bundle(), conversion.bundle(), text);
                assertThat(conversion.issues()).as(text).isEqualTo(plain.issues());
            }
        }
    }

    @Test
    void aResourceThatReadsAnotherSegmentIsMadeAnewForEachMessage() {
        Converter converter = doctors("XCN.1", "identifier[1].value: XCN.1", "name[1].text: PID-5.1");
        for (String name : List.of("Alder", "Birch", "Cedar", "Alder")) {
            assertThat(practitioner(converter, "PID|1||7||" + name, "PD1||||D9")
                            .at("/name/0/text")
                            .asText())
                    .isEqualTo(name);
        }
    }

    @Test
    void aTimeWithoutZoneIsReadByTheZoneOfItsOwnMessage() {
        Converter converter =
                doctors("XCN.1", "identifier[1].value: XCN.1", "identifier[1].period.start: XCN.19 as dateTime");
        for (String zone : List.of("+0100", "+0500", "-0300", "+0100")) {
            ReceivedMessage message = MappingFixture.raw(MappingFixture.MSH.replace("+0100", zone)
                    + "\rPID|1||7\rPD1||||D9^^^^^^^^^^^^^^^^^^20260102030405\r");
            assertThat(MappingFixture.resources(converter.convert(message), "Practitioner")
                            .get(0)
                            .at("/identifier/0/period/start")
                            .asText())
                    .isEqualTo("2026-01-02T03:04:05" + zone.substring(0, 3) + ":00");
        }
    }

    @Test
    void anIdThatTheSenderCompletesIsAnotherForAnotherSender() {
        Converter converter = doctors("XCN.1 + MSH-4.1", "identifier[1].value: XCN.1");
        String first = "";
        for (int i = 0; i < 4; i++) {
            first = practitioner(converter, "PID|1||7", "PD1||||D9").path("id").asText();
        }
        ReceivedMessage elsewhere =
                MappingFixture.raw(MappingFixture.MSH.replace("|ACME|XW|", "|OTHER|XW|") + "\rPID|1||7\rPD1||||D9\r");
        String second = MappingFixture.resources(converter.convert(elsewhere), "Practitioner")
                .get(0)
                .path("id")
                .asText();
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void whatIsWrongWithAValueIsToldOfEachMessage() {
        Converter converter = doctors("XCN.1", "identifier[1].value: XCN.1", "birthDate: XCN.2 as date");
        for (int i = 0; i < 4; i++) {
            Conversion conversion = converter.convert(MappingFixture.message("PID|1||7", "PD1||||D9^whenever"));
            assertThat(conversion.issues().stream().map(Issue::code)).containsExactly("not-a-date");
        }
    }

    @Test
    void whatTwoPlacesSayOfOneDoctorIsStillPutTogether() {
        Converter converter =
                doctors("XCN.1", "identifier[1].value: XCN.1", "name[1].family: XCN.2", "birthDate: XCN.3 as date");
        for (int i = 0; i < 4; i++) {
            JsonNode one = practitioner(converter, "PID|1||7", "PD1||||D9^Elm~D9^^19700102");
            assertThat(one.at("/name/0/family").asText()).isEqualTo("Elm");
            assertThat(one.path("birthDate").asText()).isEqualTo("1970-01-02");
            assertThat(one.path("identifier")).hasSize(1);
        }
    }

    @Test
    void aCodeThatAnotherRuleCompletesSaysWhatItsOwnMessageSays() {
        Converter converter = new Converter(MappingFixture.patient(
                        folder,
                        "maritalStatus: PID-16 as CWE[CodeableConcept]",
                        "maritalStatus.text: PID-5.1 as string")
                .load());
        for (String name : List.of("Alder", "Birch", "Cedar", "Alder")) {
            JsonNode patient = MappingFixture.resources(
                            converter.convert(MappingFixture.message("PID|1||7||" + name + "|||||||||||M^Married")),
                            "Patient")
                    .get(0);
            assertThat(patient.at("/maritalStatus/text").asText()).isEqualTo(name);
            assertThat(patient.at("/maritalStatus/coding/0/code").asText()).isEqualTo("M");
        }
    }

    @Test
    void anEscapeSequenceIsReadByTheCharacterSetOfItsOwnMessage() {
        Converter converter = doctors("XCN.1", "name[1].family: XCN.2");
        for (String charset : List.of("8859/1", "8859/15", "8859/1", "8859/15")) {
            ReceivedMessage message =
                    MappingFixture.raw(MappingFixture.MSH + "||||||" + charset + "\rPID|1||7\rPD1||||D9^A\\XA4\\\r");
            assertThat(MappingFixture.resources(converter.convert(message), "Practitioner")
                            .get(0)
                            .at("/name/0/family")
                            .asText())
                    .isEqualTo(charset.equals("8859/1") ? "A\u00a4" : "A\u20ac");
        }
    }

    /** Persons and their doctors, who are known by a key and made by these rules. */
    private Converter doctors(String key, String... rules) {
        String doctor = "XCN[Practitioner]:\n  resource: Practitioner\n  identity:\n    - " + key + "\n  set:\n    "
                + String.join("\n    ", rules) + '\n';
        return new Converter(MappingFixture.of(folder, PERSON + doctor).load());
    }

    private static JsonNode practitioner(Converter converter, String... segments) {
        return MappingFixture.resources(converter.convert(MappingFixture.message(segments)), "Practitioner")
                .get(0);
    }

    private static List<ReceivedMessage> examples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("mappings/hl7v2/examples"))) {
            return files.filter(file -> file.endsWith("message.hl7"))
                    .sorted()
                    .map(RememberedResourceTest::read)
                    .toList();
        }
    }

    private static ReceivedMessage read(Path file) {
        try {
            return MappingFixture.received(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
