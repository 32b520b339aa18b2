package io.crosswalk.terminology.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crosswalk.terminology.CodeMap.Target;
import io.crosswalk.terminology.translate.ServerTranslations.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server: quick, slow, broken, and down. */
class ServerTranslationsTest {

    private static final String SYSTEM = "http://hospital.example/wards";
    private static final Duration LIMIT = Duration.ofMillis(400);
    private static final Duration GENEROUS = Duration.ofSeconds(5);
    private static final String MATCH = """
            {"resourceType": "Parameters", "parameter": [
              {"name": "result", "valueBoolean": true},
              {"name": "match", "part": [
                {"name": "equivalence", "valueCode": "equivalent"},
                {"name": "concept", "valueCoding": {"system": "http://example.org/s", "code": "X", "display": "Ex"}}]},
              {"name": "match", "part": [
                {"name": "equivalence", "valueCode": "narrower"},
                {"name": "concept", "valueCoding": {"system": "http://example.org/s", "code": "Y"}}]}]}""";

    private final List<String> questions = new CopyOnWriteArrayList<>();
    private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void asksForTheCodeWithItsSystemAndTheConceptMapOfTheTable() {
        answer(200, MATCH);
        assertThat(translations(GENEROUS).of("Event[Status]", SYSTEM, "W+1"))
                .containsExactly(new Target("http://example.org/s", "X", "Ex"));
        assertThat(questions)
                .containsExactly(
                        "/fhir/ConceptMap/$translate?url=http%3A%2F%2Fhospital.example%2FConceptMap%2FEvent%5BStatus%5D"
                                + "&system=http%3A%2F%2Fhospital.example%2Fwards&code=W%2B1");
    }

    @Test
    void asksOnceForEachCodeAlsoWhereThereIsNoTranslation() {
        answer(404, "{}");
        ServerTranslations translations = translations(GENEROUS);
        assertThat(translations.of("Ward", SYSTEM, "W1")).isEmpty();
        assertThat(translations.of("Ward", SYSTEM, "W1")).isEmpty();
        assertThat(questions).hasSize(1);
        assertThat(outcomes).containsExactly(Outcome.UNKNOWN, Outcome.REMEMBERED);
    }

    @Test
    void forgetsTheAnswersThatWereUsedLeast() {
        answer(200, MATCH);
        ServerTranslations translations =
                new ServerTranslations(settings(GENEROUS), outcomes::add, Duration.ofSeconds(30), 2);
        translations.of("Ward", SYSTEM, "W1");
        translations.of("Ward", SYSTEM, "W2");
        translations.of("Ward", SYSTEM, "W1");
        translations.of("Ward", SYSTEM, "W3");
        translations.of("Ward", SYSTEM, "W1");
        translations.of("Ward", SYSTEM, "W2");
        assertThat(questions).hasSize(4);
    }

    @Test
    void waitsForASlowServerOnceAndThenLeavesItAlone() {
        handle(exchange -> {
            await();
            reply(exchange, 200, MATCH);
        });
        ServerTranslations translations = translations(LIMIT);
        long start = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            assertThat(translations.of("Ward", SYSTEM, "W" + i)).isEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(LIMIT, GENEROUS);
        assertThat(questions).hasSize(1);
        assertThat(outcomes).hasSize(50).startsWith(Outcome.FAILED, Outcome.PAUSED);
    }

    @Test
    void waitsNoLongerForAnAnswerThatTrickles() {
        handle(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                do {
                    body.write(' ');
                    body.flush();
                } while (!end.await(20, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        long start = System.nanoTime();
        assertThat(translations(LIMIT).of("Ward", SYSTEM, "W1")).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(GENEROUS);
        assertThat(outcomes).containsExactly(Outcome.FAILED);
    }

    @Test
    void doesNotWaitBehindAnotherQuestion() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        handle(exchange -> {
            asked.countDown();
            await();
            reply(exchange, 200, MATCH);
        });
        ServerTranslations translations = translations(GENEROUS);
        var first = threads.submit(() -> translations.of("Ward", SYSTEM, "W1"));
        asked.await();
        assertThat(translations.of("Ward", SYSTEM, "W2")).isEmpty();
        assertThat(outcomes).containsExactly(Outcome.BUSY);
        end.countDown();
        assertThat(first.get()).hasSize(1);
    }

    @Test
    void asksAgainAfterThePauseAndForgetsNoFailureAsAnAnswer() throws Exception {
        int port = server.getAddress().getPort();
        server.stop(0);
        ServerTranslations translations =
                new ServerTranslations(settings(GENEROUS), outcomes::add, Duration.ofMillis(1), 10);
        assertThat(translations.of("Ward", SYSTEM, "W1")).isEmpty();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        answer(200, MATCH);
        server.start();
        Thread.sleep(5);
        assertThat(translations.of("Ward", SYSTEM, "W1")).hasSize(1);
        assertThat(outcomes).containsExactly(Outcome.FAILED, Outcome.TRANSLATED);
    }

    @Test
    void takesNeitherAnErrorNorAnotherDocumentForAnAnswer() {
        answer(500, "{}");
        assertThat(translations(GENEROUS).of("Ward", SYSTEM, "W1")).isEmpty();
        server.removeContext("/");
        answer(200, "<html/>");
        assertThat(translations(GENEROUS).of("Ward", SYSTEM, "W1")).isEmpty();
        server.removeContext("/");
        answer(200, "{\"resourceType\": \"OperationOutcome\"}");
        assertThat(translations(GENEROUS).of("Ward", SYSTEM, "W1")).isEmpty();
        server.removeContext("/");
        answer(403, "{}");
        assertThat(translations(GENEROUS).of("Ward", SYSTEM, "W1")).isEmpty();
        assertThat(outcomes).hasSize(4).containsOnly(Outcome.FAILED);
    }

    @Test
    void sendsNoTextAndNoCodeWithoutASystem() {
        answer(200, MATCH);
        ServerTranslations translations = translations(GENEROUS);
        assertThat(translations.of("Ward", "", "W1")).isEmpty();
        assertThat(translations.of("Ward", SYSTEM, "see the note of the day")).isEmpty();
        assertThat(translations.of("Ward", SYSTEM, "W".repeat(41))).isEmpty();
        assertThat(questions).isEmpty();
    }

    @Test
    void refusesAnAddressThatIsNoneOrHoldsAPassword() {
        String maps = "http://hospital.example/ConceptMap/";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TranslateSettings(URI.create("file:/tmp"), maps, LIMIT))
                .withMessageContaining("http or https");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TranslateSettings(URI.create("http://me:secret@host/fhir"), maps, LIMIT))
                .withMessageNotContaining("secret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TranslateSettings(URI.create("http://host/fhir"), "", LIMIT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TranslateSettings(URI.create("http://host/fhir"), maps, Duration.ofMinutes(1)));
    }

    /** Answers one request. */
    private interface Handler {
        void answer(HttpExchange exchange) throws IOException;
    }

    private void answer(int status, String body) {
        handle(exchange -> reply(exchange, status, body));
    }

    private void handle(Handler handler) {
        server.createContext("/", exchange -> {
            questions.add(exchange.getRequestURI().toString());
            handler.answer(exchange);
        });
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ServerTranslations translations(Duration limit) {
        return new ServerTranslations(settings(limit), outcomes::add);
    }

    private TranslateSettings settings(Duration limit) {
        return new TranslateSettings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir"),
                "http://hospital.example/ConceptMap/",
                limit);
    }
}
