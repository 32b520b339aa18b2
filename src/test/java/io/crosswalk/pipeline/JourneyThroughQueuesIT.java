package io.crosswalk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosswalk.history.DeliveryView;
import io.crosswalk.history.HistoryQuery.Filter;
import io.crosswalk.history.MessageDetail;
import io.crosswalk.history.MessageSummary;
import io.crosswalk.history.Stage;
import io.crosswalk.history.Step;
import io.crosswalk.message.Issue;
import io.crosswalk.message.Status;
import io.crosswalk.pipeline.DestinationLine.State;
import io.crosswalk.pipeline.ScriptedServer.Answer;
import io.crosswalk.pipeline.ScriptedServer.Taken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the socket of a sender to the FHIR server of a hospital, with a real broker, database and HTTP between them. */
class JourneyThroughQueuesIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path data = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private ScriptedServer server;

    @SuppressWarnings("NullAway.Init")
    private TestEngine engine;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer(0);
        engine = TestEngine.start(settings());
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

    private void restart() throws Exception {
        engine.close();
        engine = TestEngine.start(settings());
    }

    private String send(byte[] message) throws Exception {
        try (Sender sender = new Sender(engine.port)) {
            return sender.send(message);
        }
    }

    private MessageDetail detail(String controlId) throws SQLException {
        List<MessageSummary> found =
                engine.engine.query().list(Filter.newest(10).controlId(controlId));
        assertThat(found).hasSize(1);
        return engine.engine.query().byId(found.get(0).id()).orElseThrow();
    }

    private void awaitStatus(String controlId, Status status) {
        await().atMost(SOON).untilAsserted(() -> {
            List<MessageSummary> found =
                    engine.engine.query().list(Filter.newest(10).controlId(controlId));
            assertThat(found).extracting(MessageSummary::status).containsExactly(status);
        });
    }

    @Test
    void acknowledgesDeliversAndRemembersEveryStage() throws Exception {
        String answer = send(Samples.adt("M1", "P1"));

        assertThat(answer).contains("MSA|AA|M1");
        awaitStatus("M1", Status.SENT);
        assertThat(server.taken()).containsExactly(new Taken("P1", "M1"));
        MessageDetail detail = detail("M1");
        assertThat(detail.steps())
                .extracting(Step::stage)
                .containsExactly(Stage.RECEIVE, Stage.CONVERT, Stage.VALIDATE, Stage.CONSENT, Stage.ROUTE);
        assertThat(detail.deliveries()).extracting(DeliveryView::destination).containsExactly("fhir");
        assertThat(detail.body()).isEqualTo(Samples.adt("M1", "P1"));
        assertThat(new String(detail.bundle(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"transaction\"");
    }

    @Test
    void answersARepeatWithTheVerySameBytesAndDeliversItOnce() throws Exception {
        String first = send(Samples.adt("M1", "P1"));
        awaitStatus("M1", Status.SENT);

        String second = send(Samples.adt("M1", "P1"));
        restart();
        String afterRestart = send(Samples.adt("M1", "P1"));
        send(Samples.adt("M2", "P1"));
        awaitStatus("M2", Status.SENT);

        assertThat(second).isEqualTo(first);
        assertThat(afterRestart).isEqualTo(first);
        assertThat(server.controlIds()).containsExactly("M1", "M2");
    }

    @Test
    void takesAnotherBodyUnderTheSameControlIdForANewMessageAndWarns() throws Exception {
        send(Samples.adt("M1", "P1"));
        awaitStatus("M1", Status.SENT);

        assertThat(send(Samples.adt("M1", "P2"))).contains("MSA|AA|M1");

        await().atMost(SOON).until(() -> server.taken().size() == 2);
        assertThat(server.taken()).containsExactly(new Taken("P1", "M1"), new Taken("P2", "M1"));
        List<MessageSummary> both = engine.engine.query().list(Filter.newest(10).controlId("M1"));
        MessageDetail second = engine.engine.query().byId(both.get(0).id()).orElseThrow();
        assertThat(second.issues()).extracting(Issue::code).contains("control-id-reused");
    }

    @Test
    void waitsForAServerThatSaysLaterAndKeepsTheOrder() throws Exception {
        server.answers(any -> Answer.of(503));
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            assertThat(send(Samples.adt("M" + i, "P1"))).contains("MSA|AA|M" + i);
            sent.add("M" + i);
        }
        await().atMost(SOON).until(() -> server.asked("M0") >= 3);
        assertThat(engine.engine.line("fhir").standing().state()).isEqualTo(State.RETRYING);
        assertThat(server.taken()).isEmpty();
        assertThat(server.asked("M1")).as("what is behind the first one waits").isZero();

        server.answers(any -> ScriptedServer.YES);

        await().atMost(SOON).untilAsserted(() -> assertThat(server.controlIds()).isEqualTo(sent));
        awaitStatus("M19", Status.SENT);
        assertThat(engine.engine.line("fhir").standing().state()).isEqualTo(State.FLOWING);
        assertThat(detail("M0").deliveries().get(0).attempts()).isGreaterThan(2);
    }

    @Test
    void waitsAsLongAsTheServerAsks() throws Exception {
        AtomicInteger times = new AtomicInteger();
        server.answers(
                any -> times.getAndIncrement() == 0 ? Answer.of(429).header("Retry-After", "2") : ScriptedServer.YES);
        long start = System.nanoTime();

        send(Samples.adt("M1", "P1"));

        awaitStatus("M1", Status.SENT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(2));
        assertThat(server.asked("M1")).isEqualTo(2);
    }

    @Test
    void deliversAfterAnOutageOfTheServerAndARestartOfTheEngine() throws Exception {
        int port = server.port();
        server.close();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            assertThat(send(Samples.adt("M" + i, "P" + i % 3))).contains("MSA|AA|M" + i);
            sent.add("M" + i);
        }
        restart();
        server = new ScriptedServer(port);

        await().atMost(SOON).untilAsserted(() -> assertThat(server.controlIds()).hasSameElementsAs(sent));
        assertThat(inOrderPerPatient(server.taken())).isTrue();
    }

    @Test
    void parksAMessageThatTheServerRefusesAndLetsTheOthersFlow() throws Exception {
        server.answers(message -> message.controlId().equals("BAD") ? Answer.of(422) : ScriptedServer.YES);

        send(Samples.adt("M1", "P1"));
        send(Samples.adt("BAD", "P1"));
        send(Samples.adt("M2", "P1"));

        awaitStatus("BAD", Status.PARKED);
        awaitStatus("M2", Status.SENT);
        assertThat(server.asked("BAD")).isEqualTo(1);
        DeliveryView parked = detail("BAD").deliveries().get(0);
        assertThat(parked.outcome()).contains("OperationOutcome").contains("told to answer 422");
        assertThat(parked.reason()).isEqualTo("the destination answered with status 422");
    }

    @Test
    void parksAMessageThatBreaksAServerWhichIsWellOtherwise() throws Exception {
        server.answers(message -> message.controlId().equals("BAD") ? Answer.of(500) : ScriptedServer.YES);

        send(Samples.adt("BAD", "P1"));
        send(Samples.adt("M2", "P2"));

        awaitStatus("BAD", Status.PARKED);
        awaitStatus("M2", Status.SENT);
        assertThat(server.asked("BAD")).isEqualTo(5);
    }

    @Test
    void pausesADestinationThatRefusesUsAndGoesOnWhenThatIsMended() throws Exception {
        server.answers(any -> Answer.of(401));
        send(Samples.adt("M1", "P1"));
        await().atMost(SOON).until(() -> engine.engine.line("fhir").standing().state() == State.PAUSED);
        assertThat(engine.engine.line("fhir").standing().reason()).contains("401");

        server.answers(any -> ScriptedServer.YES);

        awaitStatus("M1", Status.SENT);
    }

    @Test
    void doesNotCallATransactionSentWhenAnEntryOfItFailed() throws Exception {
        AtomicInteger times = new AtomicInteger();
        server.answers(any -> times.getAndIncrement() < 2
                ? new Answer(
                        200,
                        "{\"resourceType\":\"Bundle\",\"entry\":[{\"response\":{\"status\":\"503 Busy\"}}]}",
                        Map.of())
                : ScriptedServer.YES);

        send(Samples.adt("M1", "P1"));

        awaitStatus("M1", Status.SENT);
        assertThat(server.asked("M1")).isEqualTo(3);
    }

    @Test
    void keepsAMessageThatCannotBeConvertedAndLetsTheOthersFlow() throws Exception {
        assertThat(send(Samples.adt("M1", "P1", "FAILS"))).contains("MSA|AA|M1");
        assertThat(send(Samples.adt("M2", "P1", "BREAKS"))).contains("MSA|AA|M2");
        send(Samples.adt("M3", "P1"));

        awaitStatus("M3", Status.SENT);
        MessageDetail failed = detail("M1");
        assertThat(failed.summary().status()).isEqualTo(Status.ERROR);
        assertThat(failed.summary().reason()).isEqualTo("no mapping for this message structure");
        assertThat(failed.body()).isEqualTo(Samples.adt("M1", "P1", "FAILS"));
        MessageDetail broke = detail("M2");
        assertThat(broke.summary().status()).isEqualTo(Status.ERROR);
        assertThat(broke.summary().reason()).contains("IllegalStateException").doesNotContain("must not be shown");
        assertThat(server.controlIds()).containsExactly("M3");
    }

    @Test
    void keepsTheOrderOfEachPatientOverManyConnections() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(4);
        List<Future<?>> running = new ArrayList<>();
        for (int connection = 0; connection < 4; connection++) {
            int own = connection;
            running.add(senders.submit(() -> {
                try (Sender sender = new Sender(engine.port)) {
                    for (int i = 0; i < 100; i++) {
                        String id = String.format("%d-%03d", own, i);
                        assertThat(sender.send(Samples.adt(id, "P" + own + "-" + i % 3)))
                                .contains("MSA|AA|" + id);
                    }
                }
                return null;
            }));
        }
        for (Future<?> each : running) {
            each.get();
        }
        senders.shutdown();

        await().atMost(SOON).until(() -> server.taken().size() >= 400);
        assertThat(server.controlIds()).doesNotHaveDuplicates().hasSize(400);
        assertThat(inOrderPerPatient(server.taken())).isTrue();
    }

    private static boolean inOrderPerPatient(List<Taken> taken) {
        return taken.stream().collect(Collectors.groupingBy(Taken::patient)).values().stream()
                .allMatch(ofOne -> IntStream.range(1, ofOne.size())
                        .allMatch(i -> ofOne.get(i - 1)
                                        .controlId()
                                        .compareTo(ofOne.get(i).controlId())
                                < 0));
    }

    @Test
    void carriesMessagesOfSeveralMegabytes() throws Exception {
        assertThat(send(Samples.adt("LARGE", "P1", "x".repeat(5_000_000)))).contains("MSA|AA|LARGE");

        awaitStatus("LARGE", Status.SENT);
        assertThat(detail("LARGE").body()).hasSizeGreaterThan(5_000_000);
    }

    @Test
    void writesToAFolderWhenNoDestinationIsSet() throws Exception {
        engine.close();
        engine = TestEngine.start(TestEngine.settings(data.resolve("other")));

        send(Samples.adt("M1", "P1"));

        awaitStatus("M1", Status.SENT);
        try (Stream<Path> files = Files.list(data.resolve("other/out"))) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactly(detail("M1").summary().key() + ".json");
        }
    }

    @Test
    void recordsWhatItRefusesAtTheDoor() throws Exception {
        assertThat(send("MSH|^~\\&|HIS|NORTH|||20260101||ADT^A01|M1|P|9.9\r"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .contains("MSA|AR|M1");

        await().atMost(SOON).until(() -> engine.engine.query().refusals(10).size() == 1);
    }
}
