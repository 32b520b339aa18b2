package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.source.hl7v2.Hl7v2Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one site has otherwise than the shipped mappings. */
class OverlayTest {

    private static final String MAPS = """
            PID[Patient]:
              resource: Patient
              identity:
                - PID-3.1
              set:
                identifier[]: PID-3 as CX
                birthDate: PID-7
                birthDate.extension(patient-birthTime).valueDateTime: PID-7 when length(PID-7) > 8
                gender: PID-8 via Sex
                deceased[x]: PID-30 as boolean when option(next-of-kin) = "contact"
            PV1[Encounter]:
              resource: Encounter
              identity:
                - PV1-19.1
              set:
                status: const finished
                class: const v3-ActCode#IMP
                period.start: PV1-44
            """ + MappingFixture.DATA_TYPES;

    private static final String MAKE =
            "    PID:\n      - patient: PID[Patient]\n    VISIT.PV1:\n      - encounter: PV1[Encounter] with subject = patient\n";
    private static final String FOR = "overlay: st-mary\nfor: MSH-4.1 = \"STMARY\"\n";

    @TempDir
    Path folder;

    private MappingFixture fixture;

    @BeforeEach
    void shipped() {
        fixture = MappingFixture.of(folder, MAPS, MAKE);
    }

    private void overlay(String text) {
        fixture.write("local/st-mary/overlay.yaml", FOR + text);
    }

    private static ReceivedMessage from(String facility, String channel, String... segments) {
        String text = MappingFixture.MSH
                        .replace("|HIS|ACME|", "|HIS|" + facility + "|")
                        .replace("+0100", "") + "\r" + String.join("\r", segments) + "\r";
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return new ReceivedMessage(
                MessageKey.of("test", "", "", "", "", body),
                "a",
                channel,
                "",
                Format.HL7V2,
                "1",
                "ADT^A01",
                Instant.EPOCH,
                body);
    }

    private JsonNode patient(String facility, String... segments) {
        return patientBy(facility, "test", segments);
    }

    private JsonNode patientBy(String facility, String channel, String... segments) {
        Conversion conversion = new Converter(fixture.load()).convert(from(facility, channel, segments));
        return MappingFixture.resources(conversion, "Patient").get(0);
    }

    @Test
    void leavesOutReplacesAndAddsRulesForItsOwnMessagesOnly() {
        overlay("""
                change:
                  PID[Patient]:
                    drop: birthDate
                    replace:
                      gender: const unknown
                    add:
                      active: const true
                """);

        JsonNode ours = patient("STMARY", "PID|||77||||19800101|F");
        JsonNode theirs = patient("ACME", "PID|||77||||19800101|F");

        assertThat(ours.has("birthDate")).isFalse();
        assertThat(ours.path("gender").asText()).isEqualTo("unknown");
        assertThat(ours.path("active").asBoolean()).isTrue();
        assertThat(theirs.path("birthDate").asText()).isEqualTo("1980-01-01");
        assertThat(theirs.path("gender").asText()).isEqualTo("female");
        assertThat(theirs.has("active")).isFalse();
    }

    @Test
    void takesOtherOptionsAndAnotherZone() {
        overlay("zone: Asia/Tokyo\noptions:\n  next-of-kin: related\n");

        Conversion ours = new Converter(fixture.load())
                .convert(from(
                        "STMARY",
                        "test",
                        "PID|||77|||||||||||||||||||||||||||Y",
                        "PV1" + "|".repeat(19) + "V1" + "|".repeat(25) + "202601011200"));

        assertThat(MappingFixture.resources(ours, "Patient").get(0).has("deceasedBoolean"))
                .isFalse();
        assertThat(MappingFixture.resources(ours, "Encounter")
                        .get(0)
                        .at("/period/start")
                        .asText())
                .endsWith("+09:00");
        assertThat(patient("ACME", "PID|||77|||||||||||||||||||||||||||Y")
                        .path("deceasedBoolean")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aSegmentOfTheSiteIsMappedWhereverItStands() {
        overlay("make:\n  ZPI:\n    - ZPI[Patient] into patient\n");
        fixture.write(
                "local/st-mary/segments/ZPI.yaml",
                "ZPI[Patient]:\n  fills: Patient\n  set:\n    extension(https://st-mary.example/ward).valueString: ZPI-2\n");

        JsonNode ours = patient("STMARY", "PID|||77", "PV1|1", "ZPI|1|blue");
        JsonNode theirs = patient("ACME", "PID|||77", "PV1|1", "ZPI|1|blue");

        assertThat(ours.at("/extension/0/valueString").asText()).isEqualTo("blue");
        assertThat(theirs.has("extension")).isFalse();
    }

    @Test
    void rowsOfItsCodesStandInsteadOfTheShippedOnes() {
        overlay("");
        fixture.write(
                "local/st-mary/codes/Sex.csv",
                "source_system,source_code,target_system,target_code,target_display\n"
                        + ",X,http://hl7.org/fhir/administrative-gender,unknown,Unknown\n"
                        + ",W,http://hl7.org/fhir/administrative-gender,female,Female\n");

        assertThat(patient("STMARY", "PID|||77|||||X").path("gender").asText()).isEqualTo("unknown");
        assertThat(patient("STMARY", "PID|||77|||||W").path("gender").asText()).isEqualTo("female");
        assertThat(patient("STMARY", "PID|||77|||||M").path("gender").asText()).isEqualTo("male");
        assertThat(patient("ACME", "PID|||77|||||X").path("gender").asText()).isEqualTo("other");
    }

    @Test
    void aConceptMapIsACodeMap() {
        overlay("");
        fixture.write("local/st-mary/codes/Sex.json", """
                {"resourceType": "ConceptMap", "status": "active", "group": [{
                  "target": "http://hl7.org/fhir/administrative-gender",
                  "element": [
                    {"code": "W", "target": [{"code": "female", "equivalence": "equivalent"}]},
                    {"code": "Q", "target": [{"equivalence": "unmatched"}]}]}]}
                """);

        assertThat(patient("STMARY", "PID|||77|||||W").path("gender").asText()).isEqualTo("female");
    }

    @Test
    void isChosenByTheChannelAndByTheValuesOfSeveralFields() {
        fixture.write(
                "local/st-mary/overlay.yaml",
                "overlay: st-mary\nfor:\n  - channel in (\"east\", \"west\")\n"
                        + "  - MSH-3 = \"LAB\" and MSH-4.1 = \"STMARY\"\n"
                        + "change:\n  PID[Patient]:\n    add:\n      active: const true\n");

        assertThat(patientBy("ACME", "west", "PID|||77||||19800101").has("active"))
                .isTrue();
        assertThat(patientBy("STMARY", "test", "PID|||77||||19800101").has("active"))
                .isFalse();
        assertThat(patientBy("STMARY", "test", "PID|||77||||19800101").has("active"))
                .isFalse();
    }

    @Test
    void theOneThatAsksForMoreWins() {
        overlay("change:\n  PID[Patient]:\n    add:\n      active: const true\n");
        fixture.write(
                "local/st-mary-east/overlay.yaml",
                "overlay: st-mary-east\nfor: MSH-4.1 = \"STMARY\" and channel = \"east\"\n"
                        + "change:\n  PID[Patient]:\n    add:\n      active: const false\n");

        assertThat(patientBy("STMARY", "west", "PID|||77||||19800101")
                        .path("active")
                        .asBoolean())
                .isTrue();
        assertThat(patientBy("STMARY", "east", "PID|||77||||19800101")
                        .path("active")
                        .asBoolean())
                .isFalse();
        assertThat(fixture.load().sites()).containsExactly("st-mary", "st-mary-east");
    }

    @Test
    void whatItDroppedIsToldAndExplanationsNameItsLines() {
        overlay("change:\n  PID[Patient]:\n    drop: birthDate\n    replace:\n      gender: PID-8\n");

        TracedConversion traced =
                new Converter(fixture.load()).convertTraced(from("STMARY", "test", "PID|||77||||19800101|male"));

        assertThat(traced.unmapped())
                .filteredOn(value -> value.place().equals("PID-7"))
                .extracting(value -> value.code() + " " + value.rule())
                .containsExactly("overlay-dropped mappings/local/st-mary/overlay.yaml:5");
        assertThat(traced.elements())
                .filteredOn(element -> element.element().equals("Patient.gender"))
                .extracting(element -> element.rule())
                .containsExactly("mappings/local/st-mary/overlay.yaml:7");
    }

    @Test
    void whatADroppedRuleReadsByAMapOrByADataTypeIsTold() {
        overlay("change:\n  CX[Identifier]:\n    drop: type.coding[1].code\n");

        TracedConversion inAType =
                new Converter(fixture.load()).convertTraced(from("STMARY", "test", "PID|||77^^^^MR"));

        assertThat(dropped(inAType)).containsExactly("PID-3.5 mappings/local/st-mary/overlay.yaml:5");

        overlay("change:\n  PID[Patient]:\n    drop: identifier[]\n");
        ReceivedMessage message = from("STMARY", "test", "PID|||77^6^^^MR||||19800101");

        assertThat(dropped(new Converter(fixture.load()).convertTraced(message)))
                .as("what the map of the field reads, and nothing that it does not")
                .containsExactly(
                        "PID-3.1 mappings/local/st-mary/overlay.yaml:5",
                        "PID-3.5 mappings/local/st-mary/overlay.yaml:5");
        assertThat(dropped(new Converter(fixture.load()).convertNotingUnmapped(message)))
                .containsExactly(
                        "PID-3.1 mappings/local/st-mary/overlay.yaml:5",
                        "PID-3.5 mappings/local/st-mary/overlay.yaml:5");
    }

    private static List<String> dropped(TracedConversion traced) {
        return traced.unmapped().stream()
                .filter(value -> value.code().equals("overlay-dropped"))
                .map(value -> value.place() + " " + value.rule())
                .toList();
    }

    @Test
    void whatItHasNotChangedIsCompiledOnceForAll() {
        overlay("change:\n  XPN[HumanName]:\n    drop: family\n");

        MappingLibrary library = fixture.load();

        Site site =
                library.site("", Hl7v2Reader.read(from("STMARY", "x", "PID|1").body(), null));
        assertThat(Objects.requireNonNull(site).plan().messages().get("ADT_A01"))
                .isSameAs(library.plan().messages().get("ADT_A01"));
    }

    @Test
    void itsExamplesAreRunAndMustBeItsOwn() {
        overlay("change:\n  PID[Patient]:\n    add:\n      active: const true\n");
        fixture.write(
                "local/st-mary/examples/ADT_A01/ours/message.hl7",
                MappingFixture.MSH.replace("ACME|XW", "STMARY|XW") + "\rPID|||77\r");
        fixture.write("local/st-mary/examples/ADT_A01/theirs/message.hl7", MappingFixture.MSH + "\rPID|||77\r");
        Path examples = folder.resolve("mappings/local/st-mary/examples");
        MappingLibrary library = fixture.load();

        MappingExamples.runSite(library, "st-mary", examples, MappingExamples.Mode.REWRITE, name -> true);
        List<MappingExamples.Result> results =
                MappingExamples.runSite(library, "st-mary", examples, MappingExamples.Mode.COMPARE, name -> true);

        assertThat(results)
                .extracting(result -> result.name() + " " + result.differences())
                .containsExactly(
                        "st-mary/ADT_A01/ours []",
                        "st-mary/ADT_A01/theirs [the message is of no site: no line of its 'for:' holds]");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '¤',
            value = {
                "change:;  PID[Patent]:;    drop: birthDate → 4:3: there is no map 'PID[Patent]'; did you mean 'PID[Patient]'?",
                "change:;  PID[Patient]:;    drop: brithDate → 5:11: map 'PID[Patient]' has no rule for 'brithDate'; did you mean 'birthDate'?",
                "change:;  PID[Patient]:;    replace:;      gendr: PID-8 → 6:7: map 'PID[Patient]' has no rule for 'gendr'; did you mean 'gender'?",
                "change:;  PID[Patient]:;    replace:;      gender: PID-8 via Sex → 6:7: this is what mappings/hl7v2/segments/test.yaml:9 says already; take it out",
                "change:;  PID[Patient]:;    add:;      gender: PID-8 → 6:7: 'gender' has a rule in mappings/hl7v2/segments/test.yaml:9; a rule that stands instead of it goes under 'replace:'",
                "change:;  PID[Patient]:;    add:;      activ: const true → 6:7: Patient has no element 'activ'; did you mean 'active'?",
                "change:;  PID[Patient]:;    add:;      active: PID-99 via Sex → 6:15: 'PID-99': PID has 40 fields, counted from 1",
                "change:;  PID[Patient]:;    dorp: birthDate → 5:5: a change has no key 'dorp'; did you mean 'drop'?",
                "chnage:;  PID[Patient]:;    drop: birthDate → 3:1: an overlay has no key 'chnage'; did you mean 'change'?",
                "options:;  next-of-kni: related → 4:3: there is no option 'next-of-kni'; did you mean 'next-of-kin'?",
                "options:;  next-of-kin: contact → 4:16: option 'next-of-kin' is 'contact' already",
                "options:;  next-of-kin: relatd → 4:16: option 'next-of-kin' has no value 'relatd'; it has contact, related; did you mean 'related'?",
                "zone: Berlin → 3:7: 'Berlin' is no time zone; write it as in Europe/Berlin",
                "make:;  PATIENT.ZPI:;    - PID[Patient] → 4:3: no structure has a place 'PATIENT.ZPI'",
                "make:;  ZPI:;    - PV1[Encounter] with subject = patent → 5:37: no structure and no part makes a product 'patent'; did you mean 'patient'?",
                "zone: UTC;for: MSH-4.1 = A → 4:1: 'for' stands here a second time; the first is in line 2",
            })
    void aLineThatChangesNothingOrCannotBeRightIsAFault(String text, String expected) {
        overlay(text.replace(';', '\n') + "\n");

        assertThat(fixture.faults())
                .first()
                .extracting(fault -> fault.lines().findFirst().orElseThrow())
                .isEqualTo("mappings/local/st-mary/overlay.yaml:" + expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '¤',
            value = {
                "MSH-4.1 = \"A\" and MSH-4.1 = \"B\" → 6: this can never hold: no value is left for MSH-4.1",
                "MSH-4 = \"A\" and MSH-4.1 in (\"B\", \"C\") → 6: this can never hold: no value is left for MSH-4.1",
                "MSH-4.1 = \"\" → 6: this can never hold: an absent value equals nothing",
                "PV1-3.4 = \"A\" → 6: a site is known by fields of MSH and by 'channel', as in MSH-4.1 = \"A\"; 'PV1-3.4' is neither",
                "chanel = \"A\" → 6: a site is known by fields of MSH and by 'channel', as in MSH-4.1 = \"A\"; 'chanel' is neither; did you mean 'channel'?",
                "MSH-4.1 != \"A\" → 14: '=' or 'in' is expected here, not '!'",
                "MSH-4.1 = \"A\" or MSH-4.1 = \"B\" → 20: 'or' is not expected here; what may follow is 'and'",
                "MSH-4.1 = \"OTHER\" → 6: these messages are claimed by 'other' already, in mappings/local/other/overlay.yaml:2",
                "channel = \"x\" → 6: a message may be of this site and of 'other' (mappings/local/other/overlay.yaml:2); say more in one of the two",
            })
    void aSiteThatIsNeverMeantOrNotAloneIsAFault(String condition, String expected) {
        fixture.write(
                "local/other/overlay.yaml",
                "overlay: other\nfor: MSH-4.1 = \"OTHER\"\nchange:\n  PID[Patient]:\n    drop: birthDate\n");
        fixture.write(
                "local/st-mary/overlay.yaml",
                "overlay: st-mary\nfor: " + condition + "\nchange:\n  PID[Patient]:\n    drop: birthDate\n");

        assertThat(fixture.faults())
                .extracting(fault -> fault.lines().findFirst().orElseThrow())
                .containsExactly("mappings/local/st-mary/overlay.yaml:2:" + expected);
    }

    @Test
    void filesOfASiteThatHaveNoEffectAreFaults() {
        overlay("");
        fixture.write("local/other/segments/ZPI.yaml", "ZPI[Patient]:\n  fills: Patient\n  set:\n    active: ZPI-1\n");
        fixture.write("local/named/overlay.yaml", "overlay: nmaed\nfor: MSH-4.1 = A\nzone: UTC\n");
        fixture.write("local/notes.yaml", "a: b\n");
        fixture.write("local/README.md", "What this folder is for.");
        fixture.write("local/codes/overlay.yaml", "overlay: codes\nfor: MSH-4.1 = C\n");
        fixture.write(
                "local/codes/codes/Sex.csv",
                "source_system,source_code,target_system,target_code,target_display\n"
                        + ",F,http://hl7.org/fhir/administrative-gender,female,Female\n");
        fixture.write("local/codes/messages/ADT_A01.yaml", "ADT_A01:\n  groups: MSH\n");
        fixture.write(
                "local/codes/segments/PID.yaml", "PID[Patient]:\n  resource: Patient\n  set:\n    active: PID-30\n");

        assertThat(fixture.faults())
                .extracting(fault -> fault.lines().findFirst().orElseThrow())
                .containsExactly(
                        "mappings/local/codes/codes/Sex.csv:2:1: code map 'Sex' has this row for 'F' already; take it out",
                        "mappings/local/codes/messages/ADT_A01.yaml:1:1: a site has 'overlay.yaml' and the folders segments,"
                                + " datatypes, codes and examples, and the same for documents in 'cda' (with kinds, header,"
                                + " sections and entries); this file is in none of them",
                        "mappings/local/codes/segments/PID.yaml:1:1: map 'PID[Patient]' is already in"
                                + " mappings/hl7v2/segments/test.yaml:1; a site changes it under 'change:' in its overlay.yaml",
                        "mappings/local/named/overlay.yaml:1:10: the site is called as its folder is, 'named'",
                        "mappings/local/notes.yaml:1:1: a site has a folder of its own: 'local/<site>/notes.yaml'",
                        "mappings/local/other/segments/ZPI.yaml:1:1: the site has no 'overlay.yaml': nothing says which"
                                + " messages are its own",
                        "mappings/local/st-mary/overlay.yaml:1:10: this overlay changes nothing");
    }
}
