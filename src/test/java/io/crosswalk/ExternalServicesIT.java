package io.crosswalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosswalk.cli.Acknowledgement;
import io.crosswalk.cli.MllpClient;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same packaged engine with a broker, a database and a FHIR server of their own, each its own process, named to it by
 * environment variables alone: what docker/compose.yaml does with containers.
 */
class ExternalServicesIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static FhirClient fhir;
    private static FrontDoor door;
    private static StandaloneBroker broker;
    private static EmbeddedPostgres postgres;
    private static RunningEngine engine;

    @BeforeAll
    static void start() throws Exception {
        var server = FhirServers.shared();
        fhir = new FhirClient(server.address());
        door = new FrontDoor(server.address());
        broker = StandaloneBroker.start(Files.createDirectory(folder.resolve("broker")));
        postgres = EmbeddedPostgres.start();
        engine = RunningEngine.start(
                folder.resolve("engine"),
                Map.of(
                        "CROSSWALK_BROKER_URL",
                        broker.url(),
                        "CROSSWALK_BROKER_USER",
                        StandaloneBroker.USER,
                        "CROSSWALK_BROKER_PASSWORD",
                        StandaloneBroker.PASSWORD,
                        "CROSSWALK_HISTORY_URL",
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "CROSSWALK_HISTORY_USER",
                        "postgres",
                        "CROSSWALK_HISTORY_PASSWORD",
                        "unused-by-a-server-that-trusts-loopback",
                        "CROSSWALK_DESTINATION_FHIR_URL",
                        door.address().toString(),
                        "CROSSWALK_RETRY_FIRST",
                        "200ms",
                        "CROSSWALK_RETRY_LONGEST",
                        "2s"));
    }

    @AfterAll
    static void stop() throws IOException {
        engine.close();
        postgres.close();
        broker.close();
        door.close();
    }

    @Test
    void messagesFlowAndTheHistoryIsInPostgres() throws Exception {
        Story story = new Story("external");
        int sent = rows("SELECT count(*) FROM delivery WHERE status = 'SENT'");
        int messages = rows("SELECT count(*) FROM message");
        int bundles = rows("SELECT count(*) FROM payload WHERE bundle IS NOT NULL");

        send(story.adt("A01", "Okafor^Amara", "W1^12^B"));
        send(story.adt("A08", "Okafor-Hale^Amara", "W2^03^A"));
        sendLab(story.result("F", "12.4"));

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(fhir.search(story.patients() + "&name=Okafor-Hale")).hasSize(1);
            assertThat(fhir.count(story.reports())).isEqualTo(1);
            assertThat(rows("SELECT count(*) FROM delivery WHERE status = 'SENT'"))
                    .isEqualTo(sent + 3);
        });
        assertThat(rows("SELECT count(*) FROM message")).isEqualTo(messages + 3);
        assertThat(rows("SELECT count(*) FROM payload WHERE bundle IS NOT NULL"))
                .isEqualTo(bundles + 3);
        assertThat(storesOf(folder.resolve("engine").resolve("data")))
                .as("journals and databases in the engine's own folder")
                .isEmpty();
    }

    @Test
    void whatWaitsForADestinationWaitsInTheBrokerAlsoWhileTheEngineIsAway() throws Exception {
        Story story = new Story("waiting");
        door.say(503);
        send(story.adt("A01", "Lindqvist^Maja", "W1^12^B"));
        await().atMost(SOON).until(() -> broker.waiting("crosswalk.out.fhir") == 1);

        engine.process().process().kill();
        assertThat(broker.waiting("crosswalk.out.fhir")).isEqualTo(1);
        door.letThrough();
        engine.restart();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(fhir.count(story.patients())).isEqualTo(1));
        await().atMost(SOON).until(() -> broker.waiting("crosswalk.out.fhir") == 0);
    }

    /** Files and folders that an embedded broker or an embedded database would have made. */
    private static List<Path> storesOf(Path data) throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            return all.filter(path -> path.toString().endsWith(".mv.db")
                            || path.endsWith("journal")
                            || path.endsWith("bindings")
                            || path.endsWith("broker"))
                    .toList();
        }
    }

    private static int rows(String query) throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }

    private static void send(byte[] message) throws IOException {
        try (MllpClient client = engine.adt()) {
            accept(client, message);
        }
    }

    private static void sendLab(byte[] message) throws IOException {
        try (MllpClient client = engine.lab()) {
            accept(client, message);
        }
    }

    private static void accept(MllpClient client, byte[] message) throws IOException {
        Acknowledgement answer = client.send(message).orElseThrow();
        assertThat(answer.code()).as(answer.text()).isEqualTo("AA");
    }
}
