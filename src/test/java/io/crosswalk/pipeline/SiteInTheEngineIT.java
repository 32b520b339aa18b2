package io.crosswalk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.context.FhirContext;
import io.crosswalk.history.HistoryQuery.Filter;
import io.crosswalk.history.MessageSummary;
import io.crosswalk.message.Issue;
import io.crosswalk.message.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a site has otherwise, in a running engine: from the socket to what is kept for the destination. */
class SiteInTheEngineIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String WARD = "https://st-mary.example/fhir/ward";

    private static final String OVERLAY = """
            overlay: st-mary
            for:
              - MSH-4.1 = "STMARY"
              - channel = "adt-from-st-mary"
            change:
              PID[Patient]:
                drop:
                  - birthDate
            make:
              ZPI:
                - ZPI[Patient] into patient
            """;

    private static final String SEGMENT = """
            ZPI[Patient]:
              fills: Patient
              set:
                extension(%s).valueString: ZPI-3
            """.formatted(WARD);

    private static final String PROFILE = """
            {"resourceType":"StructureDefinition","url":"https://st-mary.example/fhir/named","name":"Named","status":"active",
             "kind":"resource","abstract":false,"type":"Patient","derivation":"constraint",
             "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient",
             "differential":{"element":[{"id":"Patient","path":"Patient"},{"id":"Patient.name","path":"Patient.name","min":1}]}}
            """;

    @TempDir
    Path data = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private TestEngine engine;

    @BeforeEach
    void start() throws Exception {
        write("site/local/st-mary/overlay.yaml", OVERLAY);
        write("site/local/st-mary/segments/ZPI.yaml", SEGMENT);
        write("profiles/named.json", PROFILE);
        String route = Files.readString(Path.of("routes/adt-from-his.camel.yaml"))
                .replace("- to: crosswalk:convert", "- to: crosswalk:convert?lossless=true")
                .replace("- to: crosswalk:validate", "- to: crosswalk:validate?profiles=" + data.resolve("profiles"));
        write("adt-from-his.camel.yaml", route);
        Map<String, String> settings = TestEngine.settings(data);
        settings.put("crosswalk.mappings.dir", "mappings," + data.resolve("site"));
        engine = TestEngine.startWithMappings(settings, data.resolve("adt-from-his.camel.yaml"));
    }

    private void write(String name, String text) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private static String admission(String facility, String controlId, String name) {
        return "MSH|^~\\&|HIS|" + facility + "|||20260308225900+0100||ADT^A01^ADT_A01|" + controlId + "|P|2.5.1\r"
                + "EVN|A01|20260308225900+0100\rPID|1||880011^^^" + facility + "^MR||" + name
                + "||19790214|F\rPV1|1|I\r"
                + "ZPI|1||North wing\r";
    }

    private void send(String message) throws IOException {
        try (Sender sender = new Sender(engine.port)) {
            assertThat(sender.send(message.getBytes(StandardCharsets.UTF_8))).contains("MSA|AA|");
        }
    }

    private MessageSummary sent(String controlId) {
        return await().atMost(SOON)
                .until(
                        () -> engine.engine.query().list(Filter.newest(10).controlId(controlId)),
                        found -> found.size() == 1 && found.get(0).status() == Status.SENT)
                .get(0);
    }

    private <T extends Resource> T only(String controlId, Class<T> type) throws SQLException {
        byte[] bundle =
                engine.engine.query().byId(sent(controlId).id()).orElseThrow().bundle();
        return FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(Bundle.class, new String(bundle, StandardCharsets.UTF_8))
                .getEntry()
                .stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void changesTheMessagesOfTheSiteAndNoOthers() throws Exception {
        send(admission("STMARY", "M1", "Lindgren^Maja"));
        send(admission("ELSEWHERE", "M2", "Lindgren^Maja"));

        Patient changed = only("M1", Patient.class);
        assertThat(changed.hasBirthDate()).isFalse();
        assertThat(changed.getExtensionString(WARD)).isEqualTo("North wing");
        Patient shipped = only("M2", Patient.class);
        assertThat(shipped.hasBirthDate()).isTrue();
        assertThat(shipped.hasExtension(WARD)).isFalse();
    }

    @Test
    void keepsWhatNoRuleOfTheSiteMapsWhereTheChannelIsLossless() throws Exception {
        send(admission("STMARY", "M1", "Lindgren^Maja"));
        send(admission("ELSEWHERE", "M2", "Lindgren^Maja"));

        assertThat(kept("M1")).contains("PID-7").doesNotContain("ZPI-3");
        assertThat(kept("M2")).contains("ZPI-3").doesNotContain("PID-7");
    }

    private List<String> kept(String controlId) throws SQLException {
        return only(controlId, MessageHeader.class)
                .getExtensionByUrl("https://crosswalk.io/fhir/StructureDefinition/unmapped-source-values")
                .getExtensionsByUrl("value")
                .stream()
                .map(value -> value.getExtensionString("place"))
                .toList();
    }

    @Test
    void tellsTheFieldOfAFindingInTheHistoryAndDeliversAllTheSame() throws Exception {
        send(admission("ELSEWHERE", "M1", ""));

        assertThat(engine.engine.query().byId(sent("M1").id()).orElseThrow().issues())
                .filteredOn(issue -> issue.code().equals("not-to-profile"))
                .singleElement()
                .extracting(Issue::reason)
                .asString()
                .contains("source: PID-5");
    }

    @Test
    void namesTheBatchThroughTheQueue() throws Exception {
        send("FHS|^~\\&|HIS|STMARY|||||||NIGHT\rBHS|^~\\&|HIS|STMARY|||||||B7\r"
                + admission("STMARY", "M1", "Lindgren^Maja") + "BTS|1\rFTS|1\r");

        assertThat(only("M1", Provenance.class).getEntity())
                .extracting(entity -> entity.getWhat().getIdentifier().getValue())
                .contains("B7");
    }

    @Test
    void saysThatNoRouteHasTheChannelOfASite() {
        assertThat(engine.engine.sitesWithoutRoute())
                .containsExactly("the overlay of site 'st-mary' is for channel 'adt-from-st-mary', and no route has a"
                        + " channel of that name; there are adt-from-his");
    }
}
