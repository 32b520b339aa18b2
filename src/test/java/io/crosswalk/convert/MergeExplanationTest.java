package io.crosswalk.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosswalk.fhir.FhirTree;
import io.crosswalk.history.MergeRegister;
import io.crosswalk.mapping.Converter;
import io.crosswalk.mapping.MappingLibrary;
import io.crosswalk.mapping.TracedConversion;
import io.crosswalk.mapping.TracedConversion.ElementTrace;
import io.crosswalk.mapping.TracedConversion.SourceValue;
import io.crosswalk.mapping.plan.Use;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is told of a Bundle in which merged records were kept merged. */
class MergeExplanationTest {

    private static final Converter CONVERTER = new Converter(MappingLibrary.load(List.of(Path.of("mappings"))));

    private static final String A1 = "PID|1||A1^^^NORTH&2.999.1&ISO^MR||Vance^Nora||19710304|F";
    private static final String A2 = "PID|1||A2^^^NORTH&2.999.1&ISO^MR||Vance^Nora||19710304|F";
    private static final String MRG = "MRG|A2^^^NORTH&2.999.1&ISO^MR";
    private static final String V1 = "PV1|1|I|W1^12^B||||||||||||||||V1^^^NORTH&2.999.2&ISO^VN";
    private static final String V2 = "PV1|1|I|W1^12^B||||||||||||||||V2^^^NORTH&2.999.2&ISO^VN";

    private final MergeRegister register = new MergeRegister(() -> {
        throw new SQLException("nothing is read here");
    });
    private final MergedRecords merged = new MergedRecords(register);

    private static ReceivedMessage message(String event, String structure, String... segments) {
        String text = "MSH|^~\\&|HIS|NORTH|CROSSWALK|NORTH|20260305090000+0000||ADT^" + event + "^" + structure
                + "|M1|P|2.5.1\rEVN|" + event + "|20260305090000+0000\r" + String.join("\r", segments) + "\r";
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return new ReceivedMessage(
                MessageKey.of("test", "", "", "", "", body), "", "test", "", Format.HL7V2, "", "", Instant.EPOCH, body);
    }

    private static ReceivedMessage merge() {
        return message("A40", "ADT_A39", A1, MRG);
    }

    private Conversion keep(ReceivedMessage message) {
        return merged.keep(CONVERTER.convert(message));
    }

    /** Explained as it was delivered, each element of the Bundle and no other. */
    private TracedConversion explain(ReceivedMessage message) throws IOException {
        Conversion delivered = keep(message);
        TracedConversion traced = merged.explain(CONVERTER.convertTraced(message));

        assertThat(traced.conversion().bundle()).isEqualTo(delivered.bundle());
        assertThat(traced.conversion().issues()).isEqualTo(delivered.issues());
        Map<String, String> told = new TreeMap<>();
        for (ElementTrace element : traced.elements()) {
            if (!element.value().isEmpty() && !element.resource().startsWith("Bundle/")) {
                told.put(element.resource() + " " + element.element(), element.value());
            }
        }
        assertThat(told).isEqualTo(texts(delivered));
        for (int i = 0; i < traced.values().size(); i++) {
            SourceValue value = traced.values().get(i);
            for (int element : value.elements()) {
                int index = i;
                assertThat(traced.elements().get(element).claims())
                        .anyMatch(claim -> claim.value() == index && claim.use() != Use.CONDITION);
            }
        }
        return traced;
    }

    private static Map<String, String> texts(Conversion conversion) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (JsonNode entry : FhirTree.JSON.readTree(conversion.bundle()).path("entry")) {
            JsonNode resource = entry.path("resource");
            String type = resource.path("resourceType").asText();
            collect(type + "/" + resource.path("id").asText() + " " + type, resource, texts);
        }
        return texts;
    }

    private static void collect(String path, JsonNode node, Map<String, String> to) {
        if (node.isValueNode()) {
            to.put(path, node.asText());
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(path + "[" + i + "]", node.get(i), to);
        }
        node.fields().forEachRemaining(field -> {
            if (!field.getKey().equals("resourceType")) {
                collect(path + "." + field.getKey().replaceFirst("^_", ""), field.getValue(), to);
            }
        });
    }

    private static ElementTrace element(TracedConversion traced, String path) {
        List<ElementTrace> found = traced.elements().stream()
                .filter(element ->
                        element.element().equals(path) && !element.value().isEmpty())
                .toList();
        assertThat(found).as(path).hasSize(1);
        return found.get(0);
    }

    @Test
    void aRetiredRecordIsTakenOutOfUseByTheRegisterSinceItsNumberIsMerged() throws IOException {
        keep(merge());

        TracedConversion traced = explain(message("A08", "ADT_A01", A2, V1));

        ElementTrace active = element(traced, "Patient.active");
        assertThat(active.value()).isEqualTo("false");
        assertThat(active.rule()).isEqualTo("merge register");
        assertThat(active.sources()).isNotEmpty().allMatch(place -> place.startsWith("PID-3"));
        ElementTrace link = element(traced, "Patient.link[0].other.reference");
        assertThat(link.rule()).isEqualTo("merge register");
        assertThat(link.sources()).isEqualTo(active.sources());
        assertThat(element(traced, "Patient.name[0].family").rule()).startsWith("mappings/");
    }

    @Test
    void aReferenceThatLeadsToTheSurvivorTellsTheNumberAndTheRuleThatHasWrittenIt() throws IOException {
        keep(merge());
        ReceivedMessage update = message("A08", "ADT_A01", A2, V1);
        ElementTrace before = element(CONVERTER.convertTraced(update), "Encounter.subject.reference");

        ElementTrace subject = element(explain(update), "Encounter.subject.reference");

        assertThat(subject.value()).isNotEqualTo(before.value());
        assertThat(subject.rule()).isEqualTo("merge register");
        assertThat(subject.through()).endsWith(before.rule());
        assertThat(subject.claims()).isEqualTo(before.claims());
    }

    @Test
    void aSurvivorGoesOnNamingWhomHeReplaces() throws IOException {
        keep(merge());

        ElementTrace type = element(explain(message("A08", "ADT_A01", A1, V1)), "Patient.link[0].type");

        assertThat(type.value()).isEqualTo("replaces");
        assertThat(type.rule()).isEqualTo("merge register");
        assertThat(type.sources()).isNotEmpty().allMatch(place -> place.startsWith("PID-3"));
    }

    @Test
    void aVisitThatWasCountedTwiceIsAnErrorByTheRegister() throws IOException {
        keep(message("A42", "ADT_A39", A1, "MRG|A1^^^NORTH&2.999.1&ISO^MR||||V2^^^NORTH&2.999.2&ISO^VN", V1));
        ReceivedMessage update = message("A08", "ADT_A01", A1, V2);

        TracedConversion traced = explain(update);

        ElementTrace status = element(traced, "Encounter.status");
        assertThat(status.value()).isEqualTo("entered-in-error");
        assertThat(status.sources()).isNotEmpty().allMatch(place -> place.startsWith("PV1-19"));
        assertThat(element(traced, "Encounter.partOf.reference").rule()).isEqualTo("merge register");
    }

    @Test
    void aMessageOfOthersIsExplainedAsEver() throws IOException {
        keep(merge());
        TracedConversion traced = CONVERTER.convertTraced(
                message("A08", "ADT_A01", "PID|1||B1^^^NORTH&2.999.1&ISO^MR||Hale^Otto||19500101|M", V1));

        assertThat(merged.explain(traced)).isSameAs(traced);
    }

    @Test
    void whoLooksAtAMergeDoesNotMakeIt() {
        merged.explain(CONVERTER.convertTraced(merge()));

        assertThat(register.isEmpty()).isTrue();
    }
}
