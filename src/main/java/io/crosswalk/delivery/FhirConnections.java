package io.crosswalk.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Kept-alive HTTP/1.1 connections to one FHIR server, one exchange at a time on the thread that asks. Nothing is repeated,
 * redirected or decompressed behind the caller's back. Thread safe.
 */
final class FhirConnections implements AutoCloseable {

    private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(5);

    /** A connection that rested longer is looked at before it is used: the server may have closed it meanwhile. */
    private static final TimeValue LOOK_AFTER = TimeValue.ofSeconds(1);

    private static final TimeValue LONGEST_REST = TimeValue.ofSeconds(30);

    /** Consumers of a destination, and room for questions of health. */
    private static final int CONNECTIONS = 128;

    private static final ContentType FHIR_JSON = ContentType.create("application/fhir+json");

    /** A server is not trusted to be short. */
    private static final int LONGEST_ANSWER = 16 << 20;

    private final Duration timeout;
    private final CloseableHttpClient client;

    /** @param timeout until the whole answer must be there */
    FhirConnections(Duration timeout) {
        this.timeout = timeout;
        Timeout silence = Timeout.of(timeout);
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls()))
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setMaxConnTotal(CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT_TIMEOUT)
                                .setSocketTimeout(silence)
                                .setValidateAfterInactivity(LOOK_AFTER)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(silence)
                        .setResponseTimeout(silence)
                        .build())
                .setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()))
                .evictIdleConnections(LONGEST_REST)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /** What {@code javax.net.ssl.trustStore} and its like say. */
    private static SSLContext tls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the TLS settings of this Java (javax.net.ssl.*) cannot be used", e);
        }
    }

    /** What the server said. */
    record Answer(int status, Optional<String> retryAfter, byte[] body) {}

    Answer get(URI address) throws IOException {
        return exchange(new HttpGet(address));
    }

    /** Whether the server is there and says yes. */
    boolean answers(URI address) {
        try {
            return HttpStatus.success(get(address).status());
        } catch (IOException e) {
            return false;
        }
    }

    /** @param requestId lets both sides speak of the same message; it holds no patient data */
    Answer post(URI address, String requestId, byte[] resource) throws IOException {
        // The answer's statuses are all we read.
        return post(address, requestId, "Prefer", "return=minimal", resource);
    }

    /** As {@link #post}, for a Bundle whose answer is read: the whole of it, and nothing from a cache (RFC 9111). */
    Answer ask(URI address, String requestId, byte[] bundle) throws IOException {
        return post(address, requestId, "Cache-Control", "no-cache", bundle);
    }

    private Answer post(URI address, String requestId, String header, String value, byte[] resource)
            throws IOException {
        HttpPost request = new HttpPost(address);
        request.setHeader(header, value);
        request.setHeader("X-Request-Id", requestId);
        request.setEntity(new ByteArrayEntity(resource, FHIR_JSON));
        return exchange(request);
    }

    private Answer exchange(HttpUriRequestBase request) throws IOException {
        long until = System.nanoTime() + timeout.toNanos();
        request.setHeader("Accept", FHIR_JSON.getMimeType());
        return client.execute(
                request,
                response -> new Answer(response.getCode(), retryAfter(response), body(request, response, until)));
    }

    private static Optional<String> retryAfter(ClassicHttpResponse response) {
        return Optional.ofNullable(response.getFirstHeader("Retry-After")).map(Header::getValue);
    }

    private static byte[] body(HttpUriRequestBase request, ClassicHttpResponse response, long until)
            throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        ByteArrayOutputStream collected = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        try (InputStream in = entity.getContent()) {
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                collected.write(part, 0, count);
                Optional<IOException> enough = enough(collected.size(), until);
                if (enough.isPresent()) {
                    // Closing the answer reads it to its end; so the connection ends first.
                    request.abort();
                    throw enough.get();
                }
            }
        }
        return collected.toByteArray();
    }

    private static Optional<IOException> enough(int length, long until) {
        if (length > LONGEST_ANSWER) {
            return Optional.of(new IOException("the answer is longer than " + LONGEST_ANSWER + " bytes"));
        }
        return System.nanoTime() - until > 0
                ? Optional.of(new SocketTimeoutException("the answer did not end in time"))
                : Optional.empty();
    }

    @Override
    public void close() {
        client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }
}
