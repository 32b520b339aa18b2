package io.crosswalk.delivery;

import io.crosswalk.delivery.DeliveryResult.Failed;
import io.crosswalk.message.Delivery;
import io.crosswalk.message.Destination;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Posts each Bundle as a transaction to the base of a FHIR server. */
public final class HttpDeliverer implements Deliverer {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final String FHIR_JSON = "application/fhir+json";

    private final URI base;
    private final URI metadata;
    private final Duration timeout;
    private final HttpClient client;
    private final CreateOnly createOnly = new CreateOnly();

    public HttpDeliverer(Destination destination, Duration timeout) {
        String address = destination.endpoint().toString();
        this.base = URI.create(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
        this.metadata = URI.create(base + "/metadata");
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    @Override
    public DeliveryResult deliver(Delivery delivery) throws InterruptedException {
        try {
            byte[] bundle = createOnly.prune(delivery.bundle(), this::holds);
            HttpResponse<byte[]> response = client.send(transaction(delivery, bundle), info -> new BoundedBody());
            return HttpStatus.success(response.statusCode())
                    ? TransactionResponse.judge(response.body())
                    : failed(response);
        } catch (CreateOnly.AskFailed e) {
            return e.answer();
        } catch (IOException e) {
            return failed(e);
        }
    }

    private HttpRequest transaction(Delivery delivery, byte[] bundle) {
        return HttpRequest.newBuilder(base)
                .timeout(timeout)
                .header("Content-Type", FHIR_JSON)
                .header("Accept", FHIR_JSON)
                // The answer's statuses are all we read.
                .header("Prefer", "return=minimal")
                // Lets both sides speak of the same message; it holds no patient data.
                .header("X-Request-Id", delivery.key().value())
                .POST(BodyPublishers.ofByteArray(bundle))
                .build();
    }

    private boolean holds(String typeAndId) throws IOException, InterruptedException, CreateOnly.AskFailed {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/" + typeAndId + "?_elements=id"))
                .timeout(timeout)
                .header("Accept", FHIR_JSON)
                .GET()
                .build();
        HttpResponse<byte[]> response = client.send(request, info -> new BoundedBody());
        // 410: it was deleted; writing it makes it anew.
        if (response.statusCode() == 404 || response.statusCode() == 410) {
            return false;
        }
        if (HttpStatus.success(response.statusCode())) {
            return true;
        }
        throw new CreateOnly.AskFailed(failed(response));
    }

    private static Failed failed(HttpResponse<byte[]> response) {
        Optional<Duration> wait =
                response.headers().firstValue("Retry-After").flatMap(text -> RetryAfter.read(text, Instant.now()));
        String body = new String(response.body(), StandardCharsets.UTF_8);
        return new Failed(
                HttpStatus.fault(response.statusCode()),
                "the destination answered with status " + response.statusCode(),
                wait,
                body.contains("OperationOutcome") ? body : "");
    }

    private static Failed failed(IOException e) {
        if (e instanceof SSLException) {
            return Failed.of(Fault.CONFIGURATION, "TLS with the destination failed: " + kind(e));
        }
        if (e instanceof HttpTimeoutException) {
            return Failed.of(Fault.TRANSIENT, "the destination did not answer in time");
        }
        if (e instanceof ConnectException) {
            return Failed.of(Fault.TRANSIENT, "the destination cannot be reached");
        }
        return Failed.of(Fault.TRANSIENT, "the connection to the destination broke: " + kind(e));
    }

    private static String kind(IOException e) {
        return e.getClass().getSimpleName();
    }

    @Override
    public boolean healthy() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(metadata)
                .timeout(timeout)
                .header("Accept", FHIR_JSON)
                .GET()
                .build();
        try {
            return HttpStatus.success(
                    client.send(request, info -> new BoundedBody()).statusCode());
        } catch (IOException e) {
            return false;
        }
    }

    /** Java 17's client ends with its last reference; there is nothing to close. */
    @Override
    public void close() {}
}
