package io.crosswalk.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.crosswalk.delivery.DeliveryResult.Delivered;
import io.crosswalk.delivery.DeliveryResult.Failed;
import io.crosswalk.fhir.BundleForm;
import io.crosswalk.message.Delivery;
import io.crosswalk.message.Destination;
import io.crosswalk.message.MessageKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BundleSenderIT {

    private static final String BUNDLE = """
            {"resourceType":"Bundle","type":"transaction","entry":[{"fullUrl":"urn:uuid:h",
             "resource":{"resourceType":"MessageHeader","id":"h"},"request":{"method":"PUT","url":"MessageHeader/h"}}]}""";

    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "";

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private DeliveryResult send(BundleForm form) throws InterruptedException {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir");
        byte[] bundle = BUNDLE.getBytes(StandardCharsets.UTF_8);
        try (BundleSender sender = new BundleSender(new Destination("his", base), Duration.ofSeconds(5), form)) {
            MessageKey key = MessageKey.of("test", "", "", "", "", bundle);
            return sender.deliver(new Delivery(key, "", "his", "", bundle));
        }
    }

    @Test
    void aMessageGoesToTheOperationThatProcessesMessages() throws Exception {
        assertThat(send(BundleForm.MESSAGE)).isEqualTo(new Delivered());

        assertThat(received)
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .startsWith("POST /fhir/$process-message ")
                        .contains("\"type\":\"message\"")
                        .doesNotContain("request"));
    }

    @Test
    void aCollectionIsGivenAsOneBundle() throws Exception {
        status = 201;

        assertThat(send(BundleForm.COLLECTION)).isEqualTo(new Delivered());

        assertThat(received)
                .singleElement()
                .satisfies(request ->
                        assertThat(request).startsWith("POST /fhir/Bundle ").contains("\"type\":\"collection\""));
    }

    @Test
    void aReceiverMayRefuseAMessageInAMessage() throws Exception {
        answer = """
                {"resourceType":"Bundle","type":"message","entry":[{"resource":{"resourceType":"MessageHeader",
                 "response":{"identifier":"1","code":"fatal-error"}}}]}""";

        assertThat(send(BundleForm.MESSAGE))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.fault()).isEqualTo(Fault.MESSAGE));
    }

    @Test
    void aReceiverThatIsBusyIsTriedAgain() throws Exception {
        status = 503;

        assertThat(send(BundleForm.MESSAGE))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.fault()).isEqualTo(Fault.TRANSIENT));
    }
}
