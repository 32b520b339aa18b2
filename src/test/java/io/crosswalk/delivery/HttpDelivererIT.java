package io.crosswalk.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crosswalk.delivery.DeliveryResult.Delivered;
import io.crosswalk.delivery.DeliveryResult.Failed;
import io.crosswalk.message.Delivery;
import io.crosswalk.message.Destination;
import io.crosswalk.message.MessageKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpDelivererIT {

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private final AtomicReference<Handler> handler = new AtomicReference<>(exchange -> answer(exchange, 200, ""));

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/", exchange -> Objects.requireNonNull(handler.get()).handle(exchange));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private DeliveryResult deliver() throws InterruptedException {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir/");
        try (HttpDeliverer deliverer =
                new HttpDeliverer(new Destination("fhir", base), Duration.ofMillis(500), ServerAbilities.ALL)) {
            return deliverer.deliver(delivery());
        }
    }

    private static Delivery delivery() {
        byte[] bundle = "{\"resourceType\":\"Bundle\"}".getBytes(StandardCharsets.UTF_8);
        return new Delivery(MessageKey.of("adt", "", "", "", "1", bundle), "accept", "fhir", "lane", bundle);
    }

    @Test
    void postsTheBundleToTheBaseOfTheServer() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>("");
        handler.set(exchange -> {
            seen.set(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, 200, "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\"}");
        });

        assertThat(deliver()).isInstanceOf(Delivered.class);
        assertThat(seen).hasValue("POST /fhir application/fhir+json {\"resourceType\":\"Bundle\"}");
    }

    @Test
    void keepsTheOperationOutcomeOfARefusal() throws Exception {
        handler.set(exchange -> answer(exchange, 422, "{\"resourceType\":\"OperationOutcome\"}"));

        assertThat(deliver()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.fault()).isEqualTo(Fault.MESSAGE);
            assertThat(failed.outcome()).isEqualTo("{\"resourceType\":\"OperationOutcome\"}");
        });
    }

    @Test
    void doesNotWaitForEver() throws Exception {
        handler.set(exchange -> {
            try {
                Thread.sleep(3_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        long start = System.nanoTime();

        assertThat(deliver()).isEqualTo(Failed.of(Fault.TRANSIENT, "the destination did not answer in time"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void takesAConnectionThatBreaksForSomethingThatPasses() throws Exception {
        handler.set(HttpExchange::close);

        assertThat(deliver())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.fault()).isEqualTo(Fault.TRANSIENT));
    }

    @Test
    void followsNoRedirect() throws Exception {
        handler.set(exchange -> {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
            answer(exchange, 307, "");
        });

        assertThat(deliver()).isEqualTo(Failed.of(Fault.CONFIGURATION, "the destination answered with status 307"));
    }

    @Test
    void takesAServerThatIsNotThereForSomethingThatPasses() throws Exception {
        server.stop(0);

        assertThat(deliver()).isEqualTo(Failed.of(Fault.TRANSIENT, "the destination cannot be reached"));
    }

    @Test
    void givesUpAnAnswerThatTricklesBeyondTheTimeOut() throws Exception {
        handler.set(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                pause();
            }
        });
        long start = System.nanoTime();

        DeliveryResult result = deliver();

        assertThat(result).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.fault()).isEqualTo(Fault.TRANSIENT);
            assertThat(failed.reason()).isEqualTo("the destination did not answer in time");
        });
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
