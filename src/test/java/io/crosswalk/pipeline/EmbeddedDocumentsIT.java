package io.crosswalk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosswalk.history.HistoryQuery.Filter;
import io.crosswalk.history.MessageDetail;
import io.crosswalk.history.MessageSummary;
import io.crosswalk.intake.Cda;
import io.crosswalk.message.Issue;
import io.crosswalk.message.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document inside of a message, from the socket to the FHIR server. */
class EmbeddedDocumentsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path data = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private ScriptedServer server;

    @SuppressWarnings("NullAway.Init")
    private TestEngine engine;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer(0);
        Map<String, String> settings = TestEngine.settings(data);
        settings.put("crosswalk.destination.fhir.url", server.base().toString());
        String messages = Files.readString(Path.of("routes/adt-from-his.camel.yaml"))
                .replace(
                        "        - to: crosswalk:convert\n",
                        "        - to:\n            uri: crosswalk:embedded\n            parameters:\n"
                                + "              channel: documents-from-emr\n        - to: crosswalk:convert\n");
        String documents = Files.readString(Path.of("routes/documents-from-emr.camel.yaml"));
        Path both = Files.writeString(data.resolve("both.camel.yaml"), messages + documents);
        engine = TestEngine.start(settings, both);
    }

    @AfterEach
    void stop() {
        engine.close();
        server.close();
    }

    private static byte[] mdm(String controlId, byte[] document) {
        return ("MSH|^~\\&|DMS|NORTH|||20260101||MDM^T02^MDM_T02|" + controlId + "|P|2.5.1\rEVN|T02|20260101\r"
                        + "PID|1||P1^^^NORTH^MR||INVENTED\rTXA|1|DS||||||||||99|||||LA||AV\rOBX|1|ED|x||^text^xml^Base64^"
                        + Base64.getEncoder().encodeToString(document) + "||||||F\r")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void send(byte[] message) throws Exception {
        try (Sender sender = new Sender(engine.port)) {
            assertThat(sender.send(message)).contains("MSA|AA");
        }
    }

    private MessageSummary awaitSent(String controlId) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(found(controlId))
                        .extracting(MessageSummary::status)
                        .containsExactly(Status.SENT));
        try {
            return found(controlId).get(0);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private List<MessageSummary> found(String controlId) throws SQLException {
        return engine.engine.query().list(Filter.newest(10).controlId(controlId));
    }

    @Test
    void theMessageAndTheDocumentInItAreTwoMessages() throws Exception {
        send(mdm("M1", Cda.document("D1")));

        MessageSummary message = awaitSent("M1");
        MessageSummary document = awaitSent("1.2.3.4^D1");
        assertThat(document.channel()).isEqualTo("documents-from-emr");
        assertThat(document.format()).isEqualTo("CDA");
        MessageDetail detail = engine.engine.query().byId(message.id()).orElseThrow();
        assertThat(detail.issues())
                .filteredOn(issue -> issue.code().equals("embedded-document"))
                .extracting(Issue::reason)
                .singleElement()
                .asString()
                .contains(document.key());
        assertThat(engine.engine.query().byId(document.id()).orElseThrow().body())
                .isEqualTo(Cda.document("D1"));
        assertThat(server.controlIds()).containsExactlyInAnyOrder("M1", "1.2.3.4^D1");
    }

    @Test
    void theSameDocumentInAnotherMessageAndAsAFileIsConvertedOnce() throws Exception {
        send(mdm("M1", Cda.document("D1")));
        awaitSent("1.2.3.4^D1");

        send(mdm("M2", Cda.document("D1")));
        awaitSent("M2");
        Path inbox = data.resolve("in/documents-from-emr");
        Files.write(inbox.resolve("same.xml"), Cda.document("D1"));

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(found("1.2.3.4^D1").get(0).repeats()).isEqualTo(1));
        await().atMost(SOON).until(() -> !Files.exists(inbox.resolve("same.xml")));
        assertThat(server.controlIds()).containsExactlyInAnyOrder("M1", "1.2.3.4^D1", "M2");
    }

    @Test
    void aMessageWithABrokenDocumentHasItsWayAndSaysWhatIsWrong() throws Exception {
        send(mdm("M1", "<ClinicalDocument><id".getBytes(StandardCharsets.UTF_8)));

        MessageDetail detail = engine.engine.query().byId(awaitSent("M1").id()).orElseThrow();
        assertThat(detail.issues()).extracting(Issue::code).contains("embedded-document-refused");
    }
}
