package io.crosswalk.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosswalk.fhir.FhirTree;
import io.crosswalk.history.MergeRegister;
import io.crosswalk.mapping.Converter;
import io.crosswalk.mapping.MappingLibrary;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Format;
import io.crosswalk.message.Issue;
import io.crosswalk.message.Merge;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.validate.ValidateStage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What a message says of a record that was merged before, with the mappings that are shipped. */
class MergedRecordsTest {

    private static final Converter CONVERTER = new Converter(MappingLibrary.load(List.of(Path.of("mappings"))));

    private final MergeRegister register = new MergeRegister(() -> {
        throw new SQLException("nothing is read here");
    });
    private final MergedRecords merged = new MergedRecords(register);

    private Conversion send(String event, String structure, String... segments) {
        String text = "MSH|^~\\&|HIS|NORTH|CROSSWALK|NORTH|20260305090000+0000||ADT^" + event + "^" + structure
                + "|M1|P|2.5.1\rEVN|" + event + "|20260305090000+0000\r" + String.join("\r", segments) + "\r";
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        Conversion conversion = merged.keep(CONVERTER.convert(new ReceivedMessage(
                MessageKey.of("test", "", "", "", "", body),
                "",
                "test",
                "",
                Format.HL7V2,
                "",
                "",
                Instant.EPOCH,
                body)));
        assertThat(conversion.issues()).noneMatch(Issue::isFatal);
        assertThat(new ValidateStage().validate(conversion, ValidateStage.Depth.NONE))
                .isEmpty();
        return conversion;
    }

    private static String pid(String number) {
        return "PID|1||" + number + "^^^NORTH&2.999.1&ISO^MR||Vance^Nora||19710304|F";
    }

    private static String mrg(String number) {
        return "MRG|" + number + "^^^NORTH&2.999.1&ISO^MR";
    }

    private static String visit(String number) {
        return "PV1|1|I|W1^12^B||||||||||||||||" + number + "^^^NORTH&2.999.2&ISO^VN";
    }

    private Conversion merge(String survivor, String retired) {
        return send("A40", "ADT_A39", pid(survivor), mrg(retired));
    }

    private static List<JsonNode> resources(Conversion conversion, String type) {
        try {
            JsonNode entries = FhirTree.JSON.readTree(conversion.bundle()).path("entry");
            return StreamSupport.stream(entries.spliterator(), false)
                    .map(entry -> entry.path("resource"))
                    .filter(resource -> resource.path("resourceType").asText().equals(type))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode only(Conversion conversion, String type) {
        assertThat(resources(conversion, type)).hasSize(1);
        return resources(conversion, type).get(0);
    }

    private static String reference(JsonNode resource) {
        return resource.path("resourceType").asText() + "/"
                + resource.path("id").asText();
    }

    @Test
    void aMergeSaysWhatTakesThePlaceOfWhat() {
        Conversion conversion = merge("A1", "A2");

        List<JsonNode> patients = resources(conversion, "Patient");
        assertThat(conversion.merges())
                .containsExactly(new Merge(reference(patients.get(1)), reference(patients.get(0))));
        assertThat(conversion.issues()).noneMatch(issue -> issue.code().equals("merged-record"));
    }

    @Test
    void anUpdateUnderTheOldNumberLeavesThePatientOutOfUseAndFilesTheRestUnderTheSurvivor() {
        String survivor = reference(resources(merge("A1", "A2"), "Patient").get(0));

        Conversion update = send("A08", "ADT_A01", pid("A2"), visit("V1"));

        JsonNode patient = only(update, "Patient");
        assertThat(patient.path("active").asBoolean(true)).isFalse();
        assertThat(patient.at("/link/0/type").asText()).isEqualTo("replaced-by");
        assertThat(patient.at("/link/0/other/reference").asText()).isEqualTo(survivor);
        assertThat(patient.at("/name/0/family").asText()).isEqualTo("Vance");
        assertThat(only(update, "Encounter").at("/subject/reference").asText()).isEqualTo(survivor);
        assertThat(new String(update.bundle(), StandardCharsets.UTF_8))
                .doesNotContain("\"reference\":\"urn:uuid:" + patient.path("id").asText());
        assertThat(update.issues()).anyMatch(issue -> issue.code().equals("merged-record"));
    }

    @Test
    void aMessageUnderTheOldNumberIsKeptInOrderWithThoseOfTheSurvivor() {
        String survivor = merge("A1", "A2").patient();

        assertThat(send("A08", "ADT_A01", pid("A2"), visit("V1")).patient()).isEqualTo(survivor);
    }

    @Test
    void aPatientMergedTwiceLeadsToTheOneInUse() {
        merge("A1", "A2");
        String last = merge("A3", "A1").patient();

        Conversion update = send("A08", "ADT_A01", pid("A2"), visit("V1"));

        assertThat(only(update, "Encounter").at("/subject/reference").asText()).isEqualTo(last);
        assertThat(only(update, "Patient").at("/link/0/other/reference").asText())
                .isEqualTo(last);
    }

    @Test
    void anUpdateOfTheSurvivorGoesOnNamingWhomHeReplaces() {
        String retired = reference(resources(merge("A1", "A2"), "Patient").get(1));

        Conversion update = send("A08", "ADT_A01", pid("A1"), visit("V1"));

        JsonNode patient = only(update, "Patient");
        assertThat(patient.has("active")).isFalse();
        assertThat(patient.at("/link/0/type").asText()).isEqualTo("replaces");
        assertThat(patient.at("/link/0/other/reference").asText()).isEqualTo(retired);
        assertThat(update.issues()).noneMatch(issue -> issue.code().equals("merged-record"));
    }

    @Test
    void aMergeTheOtherWayRoundUndoesTheFirst() {
        merge("A1", "A2");
        String survivor = merge("A2", "A1").patient();

        Conversion update = send("A08", "ADT_A01", pid("A2"), visit("V1"));

        assertThat(only(update, "Patient").has("active")).isFalse();
        assertThat(update.patient()).isEqualTo(survivor);
        assertThat(register.survivorOf(survivor)).isEqualTo(survivor);
    }

    @Test
    void aMergeThatIsSentAgainSaysTheSame() {
        Conversion first = merge("A1", "A2");

        assertThat(merge("A1", "A2").bundle()).isEqualTo(first.bundle());
    }

    @Test
    void aMessageOfOthersIsNotTouched() {
        merge("A1", "A2");

        Conversion other = send("A08", "ADT_A01", pid("B1"), visit("V2"));

        assertThat(merged.keep(other)).isSameAs(other);
    }

    @Test
    void aVisitThatWasCountedTwiceStaysAnError() {
        Conversion merge = send("A42", "ADT_A39", pid("A1"), mrg("A1") + "||||V2^^^NORTH&2.999.2&ISO^VN", visit("V1"));
        String survivor = reference(resources(merge, "Encounter").get(0));

        JsonNode late = only(send("A08", "ADT_A01", pid("A1"), visit("V2")), "Encounter");

        assertThat(late.path("status").asText()).isEqualTo("entered-in-error");
        assertThat(late.at("/partOf/reference").asText()).isEqualTo(survivor);
    }

    @Test
    void anAccountThatWasMergedStaysInactiveAndItsVisitIsBookedOnTheOther() {
        Conversion merge = send(
                "A41",
                "ADT_A39",
                pid("A1") + "||||||||||C1^^^NORTH&2.999.3&ISO^AN",
                "MRG|A1^^^NORTH&2.999.1&ISO^MR||C2^^^NORTH&2.999.3&ISO^AN");
        assertThat(merge.merges()).hasSize(1);
        String survivor = merge.merges().get(0).survivor();

        Conversion late = send("A08", "ADT_A01", pid("A1") + "||||||||||C2^^^NORTH&2.999.3&ISO^AN", visit("V1"));

        assertThat(only(late, "Account").path("status").asText()).isEqualTo("inactive");
        assertThat(only(late, "Encounter").at("/account/0/reference").asText()).isEqualTo(survivor);
    }
}
