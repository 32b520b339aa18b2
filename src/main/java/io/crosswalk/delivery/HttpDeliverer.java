package io.crosswalk.delivery;

import io.crosswalk.delivery.DeliveryResult.Failed;
import io.crosswalk.delivery.FhirConnections.Answer;
import io.crosswalk.message.Delivery;
import io.crosswalk.message.Destination;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** Posts each Bundle as a transaction to the base of a FHIR server. */
public final class HttpDeliverer implements Deliverer {

    private final URI base;
    private final URI metadata;
    private final FhirConnections server;
    private final CreateOnly createOnly = new CreateOnly();

    /** @param timeout until the whole answer of the server must be there */
    public HttpDeliverer(Destination destination, Duration timeout) {
        String address = destination.endpoint().toString();
        this.base = URI.create(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
        this.metadata = URI.create(base + "/metadata");
        this.server = new FhirConnections(timeout);
    }

    @Override
    public DeliveryResult deliver(Delivery delivery) {
        try {
            byte[] bundle = createOnly.prune(delivery.bundle(), this::holds);
            Answer answer = server.post(base, delivery.key().value(), bundle);
            return HttpStatus.success(answer.status()) ? TransactionResponse.judge(answer.body()) : failed(answer);
        } catch (CreateOnly.AskFailed e) {
            return e.answer();
        } catch (IOException e) {
            return failed(e);
        }
    }

    private boolean holds(String typeAndId) throws IOException, CreateOnly.AskFailed {
        Answer answer = server.get(URI.create(base + "/" + typeAndId + "?_elements=id"));
        // 410: it was deleted; writing it makes it anew.
        if (answer.status() == 404 || answer.status() == 410) {
            return false;
        }
        if (HttpStatus.success(answer.status())) {
            return true;
        }
        throw new CreateOnly.AskFailed(failed(answer));
    }

    private static Failed failed(Answer answer) {
        Optional<Duration> wait = answer.retryAfter().flatMap(text -> RetryAfter.read(text, Instant.now()));
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        return new Failed(
                HttpStatus.fault(answer.status()),
                "the destination answered with status " + answer.status(),
                wait,
                body.contains("OperationOutcome") ? body : "");
    }

    private static Failed failed(IOException e) {
        if (e instanceof SSLException) {
            return Failed.of(Fault.CONFIGURATION, "TLS with the destination failed: " + kind(e));
        }
        if (e instanceof ConnectException
                || e instanceof ConnectTimeoutException
                || e instanceof NoRouteToHostException
                || e instanceof UnknownHostException) {
            return Failed.of(Fault.TRANSIENT, "the destination cannot be reached");
        }
        if (e instanceof SocketTimeoutException) {
            return Failed.of(Fault.TRANSIENT, "the destination did not answer in time");
        }
        return Failed.of(Fault.TRANSIENT, "the connection to the destination broke: " + kind(e));
    }

    private static String kind(IOException e) {
        return e.getClass().getSimpleName();
    }

    @Override
    public boolean healthy() {
        try {
            return HttpStatus.success(server.get(metadata).status());
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
