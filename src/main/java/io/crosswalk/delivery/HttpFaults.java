package io.crosswalk.delivery;

import io.crosswalk.delivery.DeliveryResult.Failed;
import io.crosswalk.delivery.FhirConnections.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** What kind of fault an answer, or none, is. */
final class HttpFaults {

    private HttpFaults() {}

    static Failed of(Answer answer) {
        Optional<Duration> wait = answer.retryAfter().flatMap(text -> RetryAfter.read(text, Instant.now()));
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        return new Failed(
                HttpStatus.fault(answer.status()),
                "the destination answered with status " + answer.status(),
                wait,
                body.contains("OperationOutcome") ? body : "");
    }

    static Failed of(IOException e) {
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
}
