package io.crosswalk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosswalk.history.HistoryQuery.Filter;
import io.crosswalk.history.MessageDetail;
import io.crosswalk.history.MessageSummary;
import io.crosswalk.history.Stage;
import io.crosswalk.history.Step;
import io.crosswalk.intake.Cda;
import io.crosswalk.intake.ZipSamples;
import io.crosswalk.message.Issue;
import io.crosswalk.message.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a folder to the FHIR server of a hospital, with a real broker, database and HTTP between them. */
class DocumentsIT {

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
        engine = TestEngine.start(settings(), Path.of("routes/documents-from-emr.camel.yaml"));
    }

    @AfterEach
    void stop() {
        engine.close();
        server.close();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = TestEngine.settings(data);
        settings.put("crosswalk.destination.fhir.url", server.base().toString());
        return settings;
    }

    private Path inbox() {
        return data.resolve("in/documents-from-emr");
    }

    private void drop(String name, byte[] content) throws IOException {
        Files.createDirectories(inbox());
        Path partial = Files.write(inbox().resolve("." + name), content);
        Files.move(partial, inbox().resolve(name));
    }

    private List<MessageSummary> all() throws SQLException {
        return engine.engine.query().list(Filter.newest(100));
    }

    private static long files(Path place) {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            return 0;
        }
    }

    private void awaitDone(int number) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(files(inbox().resolve("done"))).isEqualTo(number));
    }

    private void awaitSent(int number) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(all())
                        .extracting(MessageSummary::status)
                        .hasSize(number)
                        .containsOnly(Status.SENT));
    }

    @Test
    void aDocumentOfAFolderHasTheSameWayAsAMessage() throws Exception {
        drop("ccd.xml", Cda.document("D1"));

        awaitSent(1);
        awaitDone(1);
        MessageSummary summary = all().get(0);
        assertThat(summary.controlId()).isEqualTo("1.2.3.4^D1");
        assertThat(summary.type()).isEqualTo("CDA^34133-9");
        assertThat(summary.format()).isEqualTo("CDA");
        assertThat(summary.channel()).isEqualTo("documents-from-emr");
        MessageDetail detail = engine.engine.query().byId(summary.id()).orElseThrow();
        assertThat(detail.body()).isEqualTo(Cda.document("D1"));
        assertThat(detail.steps())
                .extracting(Step::stage)
                .containsExactly(Stage.RECEIVE, Stage.CONVERT, Stage.VALIDATE, Stage.CONSENT, Stage.ROUTE);
        assertThat(server.controlIds()).containsExactly("1.2.3.4^D1");
    }

    @Test
    void theSameDocumentAgainChangesNothing() throws Exception {
        drop("ccd.xml", Cda.document("D1"));
        awaitSent(1);
        awaitDone(1);

        drop("ccd-again.xml", Cda.document("D1"));
        drop("package.zip", ZipSamples.xdm());

        awaitDone(3);
        awaitSent(2);
        assertThat(server.controlIds()).containsExactly("1.2.3.4^D1", "1.2.3.4^D2");
    }

    @Test
    void anotherContentUnderTheSameIdIsANewMessageWithAWarning() throws Exception {
        drop("one.xml", Cda.document("D1"));
        awaitSent(1);
        drop("two.xml", Cda.text("D1", "1", "<title>Other</title>").getBytes(StandardCharsets.UTF_8));

        awaitSent(2);
        MessageDetail second = engine.engine.query().byId(all().get(0).id()).orElseThrow();
        assertThat(second.issues()).extracting(Issue::code).contains("document-id-reused");
    }

    @Test
    void aHalfWrittenDocumentIsLeftAloneUntilItIsWhole() throws Exception {
        byte[] whole = Cda.document("D1");
        Files.createDirectories(inbox());
        Path file = inbox().resolve("slow.xml");
        for (int at = 0; at < whole.length; at += 200) {
            Files.write(
                    file,
                    Arrays.copyOfRange(whole, at, Math.min(at + 200, whole.length)),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            Thread.sleep(400);
            assertThat(all()).isEmpty();
        }
        awaitSent(1);
        assertThat(files(inbox().resolve("failed"))).isZero();
    }

    @Test
    void aDocumentThatWasCutOffIsPutAsideWithItsPlaceAndShownAsARefusal() throws Exception {
        drop("cut.xml", Arrays.copyOf(Cda.document("D1"), 800));

        Path reason = inbox().resolve("failed/cut.xml.reason.txt");
        await().atMost(SOON).until(() -> Files.exists(inbox().resolve("failed/cut.xml")));
        assertThat(Files.readString(reason))
                .contains("E_XML_ENDS", "line 12, column 42", "Do:     send the whole document again")
                .doesNotContain("Inventedname", "P-77");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(engine.engine.query().refusals(10))
                        .singleElement()
                        .satisfies(refusal -> assertThat(refusal.place()).startsWith("line 12")));
        assertThat(all()).isEmpty();
    }

    @Test
    void whatACrashLeftInProcessingIsTakenOnceWhateverWasDoneOfIt() throws Exception {
        drop("queued.xml", Cda.document("D1"));
        awaitSent(1);
        awaitDone(1);
        engine.close();
        // Of one the queue had been told, of the other it had not; both were still in processing.
        Files.write(inbox().resolve("processing/queued.xml"), Cda.document("D1"));
        Files.write(inbox().resolve("processing/claimed.xml"), Cda.document("D2"));
        engine = TestEngine.start(settings(), Path.of("routes/documents-from-emr.camel.yaml"));

        awaitDone(3);
        awaitSent(2);
        assertThat(server.controlIds()).containsExactly("1.2.3.4^D1", "1.2.3.4^D2");
    }

    @Test
    void aLargeDocumentPassesQueuesAndHistoryUnchanged() throws Exception {
        byte[] large = Cda.text("D1", "1", "<title>" + "x".repeat(20 << 20) + "</title>")
                .getBytes(StandardCharsets.UTF_8);
        drop("large.xml", large);

        awaitSent(1);
        assertThat(engine.engine.query().byId(all().get(0).id()).orElseThrow().body())
                .isEqualTo(large);
    }

    /** The broker hands a message of more than 100 KB over in pieces, and forgets what is unread when the next is asked for. */
    @Test
    void documentsThatTheBrokerHandsOverInPiecesPassOneBehindTheOther() throws Exception {
        int many = 12;
        for (int i = 0; i < many; i++) {
            String title = "x".repeat(i % 3 == 0 ? 10 : 150_000 + i);
            drop(
                    "f" + i + ".xml",
                    Cda.text("D" + i, "1", "<title>" + title + "</title>").getBytes(StandardCharsets.UTF_8));
        }

        awaitSent(many);
        assertThat(server.controlIds()).hasSize(many).doesNotHaveDuplicates();
    }

    @Test
    void thousandsOfFilesBecomeAsManyMessages() throws Exception {
        int many = Integer.getInteger("crosswalk.files", 1_000);
        Files.createDirectories(inbox());
        for (int i = 0; i < many; i++) {
            Files.write(inbox().resolve("f" + i + ".xml"), Cda.document("D" + i));
        }

        await().atMost(Duration.ofMinutes(30))
                .untilAsserted(() -> assertThat(files(inbox().resolve("done"))).isEqualTo(many));
        await().atMost(Duration.ofMinutes(30))
                .untilAsserted(() -> assertThat(server.controlIds()).hasSize(many));
        assertThat(server.controlIds()).doesNotHaveDuplicates();
        assertThat(files(inbox().resolve("failed"))).isZero();
    }
}
