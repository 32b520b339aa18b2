package io.crosswalk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosswalk.history.HistoryQuery.Filter;
import io.crosswalk.history.MessageSummary;
import io.crosswalk.history.Processed;
import io.crosswalk.intake.AcceptedMessages.Earlier;
import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.message.Status;
import io.crosswalk.pipeline.broker.Broker;
import io.crosswalk.pipeline.broker.BrokerSession;
import io.crosswalk.pipeline.broker.BrokerSettings;
import io.crosswalk.pipeline.broker.DurableStore;
import io.crosswalk.pipeline.broker.Envelope;
import io.crosswalk.pipeline.broker.InboundWriter;
import io.crosswalk.pipeline.broker.Queues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The moments between two commits, made to happen one by one. */
class CrashWindowsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path data = Path.of("");

    private static ReceivedMessage message(String controlId, String acceptId) {
        byte[] body = Samples.adt(controlId, "P1");
        return new ReceivedMessage(
                MessageKey.of("adt-from-his", "", "HIS", "NORTH", controlId, body),
                acceptId,
                "adt-from-his",
                "HIS|NORTH",
                Format.HL7V2,
                controlId,
                "ADT^A08",
                Instant.now(),
                body);
    }

    private static void enqueue(Engine engine, ReceivedMessage message) throws Exception {
        try (BrokerSession session = engine.broker().session()) {
            session.send(Queues.inbound(message.channel()), Envelope.write(session, message));
            session.commit();
        }
    }

    private static Processed row(Engine engine, ReceivedMessage message) throws Exception {
        return new Processed(
                engine.history().nextId(),
                false,
                message,
                Status.QUEUED,
                "",
                new byte[] {'{', '}'},
                List.of(),
                List.of(),
                List.of(),
                "test",
                List.of(),
                List.of(new Processed.Queued("fhir", "lane")));
    }

    @Test
    void doesTheWorkAgainThatWasRecordedButNotSentOn() throws Exception {
        try (ScriptedServer server = new ScriptedServer(0);
                TestEngine engine = start(server)) {
            // The process died after the rows were committed and before the queues were: the input comes again.
            ReceivedMessage redelivered = message("M1", "the same acceptance");
            engine.engine.history().record(List.of(row(engine.engine, redelivered)), List.of());

            enqueue(engine.engine, redelivered);

            await().atMost(SOON).until(() -> server.controlIds().equals(List.of("M1")));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(summary(engine).status()).isEqualTo(Status.SENT));
            assertThat(summary(engine).repeats()).isZero();
        }
    }

    @Test
    void dropsARepeatUnderAnotherAcceptance() throws Exception {
        try (ScriptedServer server = new ScriptedServer(0);
                TestEngine engine = start(server)) {
            enqueue(engine.engine, message("M1", "first"));
            await().atMost(SOON).until(() -> server.controlIds().contains("M1"));

            enqueue(engine.engine, message("M1", "second"));

            await().atMost(SOON).until(() -> summary(engine).repeats() == 1);
            assertThat(server.controlIds()).containsExactly("M1");
        }
    }

    @Test
    void doesNotDoWorkAgainWhoseEffectHasBegun() throws Exception {
        try (ScriptedServer server = new ScriptedServer(0);
                TestEngine engine = start(server)) {
            ReceivedMessage message = message("M1", "first");
            enqueue(engine.engine, message);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(summary(engine).status()).isEqualTo(Status.SENT));

            // A broker that was put back from an older copy gives an input again whose outputs are long delivered.
            enqueue(engine.engine, message);

            await().atMost(SOON).until(() -> summary(engine).repeats() == 1);
            assertThat(server.asked("M1")).isEqualTo(1);
        }
    }

    private TestEngine start(ScriptedServer server) throws Exception {
        Map<String, String> settings = TestEngine.settings(data);
        settings.put("crosswalk.destination.fhir.url", server.base().toString());
        return TestEngine.start(settings);
    }

    private static MessageSummary summary(TestEngine engine) throws Exception {
        return engine.engine.query().list(Filter.newest(10).controlId("M1")).get(0);
    }

    @Test
    void hasTheMessageOnDiskAtTheMomentItSaysSo() throws Exception {
        Path journal = data.resolve("broker");
        Path copy = data.resolve("copy");
        try (Broker broker = Broker.open(settings(journal));
                InboundWriter writer = new InboundWriter(broker, keys -> Map.of())) {
            broker.ensureInbound("adt-from-his");
            CompletableFuture<Boolean> copied = new CompletableFuture<>();
            writer.store(message("M1", "first"), new DurableStore.Outcome() {
                @Override
                public void stored() {
                    try {
                        // As if the power went at this very moment: nothing that comes later counts.
                        copy(journal, copy);
                        copied.complete(true);
                    } catch (IOException e) {
                        copied.completeExceptionally(e);
                    }
                }

                @Override
                public void repeats(Earlier first) {
                    copied.complete(false);
                }

                @Override
                public void failed(String reason) {
                    copied.complete(false);
                }
            });
            assertThat(copied.get(30, TimeUnit.SECONDS)).isTrue();
        }

        try (Broker broker = Broker.open(settings(copy));
                BrokerSession session = broker.session();
                ClientConsumer consumer = session.consume(Queues.inbound("adt-from-his"))) {
            ClientMessage found = consumer.receive(5_000);
            assertThat(found).isNotNull();
            assertThat(Envelope.readReceived(found).controlId()).isEqualTo("M1");
        }
    }

    @Test
    void tellsTheSenderWhenTheQueueIsFull() throws Exception {
        Map<String, String> settings = TestEngine.settings(data);
        settings.put("crosswalk.broker.memory", "64k");
        settings.put("crosswalk.broker.queue-limit", "200k");
        try (ScriptedServer server = new ScriptedServer(0)) {
            settings.put("crosswalk.destination.fhir.url", server.base().toString());
            try (Engine engine = Engine.open(
                    io.crosswalk.pipeline.settings.SettingsReader.read(settings),
                    new PipelineEvents() {},
                    () -> Samples::convert)) {
                engine.broker().ensureInbound("adt-from-his");
                Doors.Door door = engine.doors().door(io.crosswalk.intake.ChannelOptions.of("adt-from-his"));
                String filler = "x".repeat(20_000);
                String last = "";
                for (int i = 0; i < 200 && !last.contains("MSA|AE"); i++) {
                    CompletableFuture<io.crosswalk.intake.Reply> reply = new CompletableFuture<>();
                    door.receive(Samples.adt("F" + i, "P1", filler), reply::complete);
                    last = text(reply.get(30, TimeUnit.SECONDS));
                }
                assertThat(last).contains("MSA|AE").contains("207").contains("full");
            }
        }
    }

    private static String text(io.crosswalk.intake.Reply reply) {
        return reply instanceof io.crosswalk.intake.Reply.Acknowledge acknowledge
                ? new String(acknowledge.message(), java.nio.charset.StandardCharsets.UTF_8)
                : reply.toString();
    }

    private static BrokerSettings.Embedded settings(Path folder) {
        BrokerSettings.Embedded usual = BrokerSettings.Embedded.in(folder);
        return new BrokerSettings.Embedded(folder, usual.queueLimit(), 1 << 20, usual.memory());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!file.getFileName().toString().endsWith(".lock")) {
                    Files.copy(file, target);
                }
            }
        }
    }
}
