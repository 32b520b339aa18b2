package io.crosswalk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a FHIR server and lets requests through, or not: with {@link #say} it answers in the server's place, and
 * between {@link #shut} and {@link #open} nobody listens at its port.
 */
final class FrontDoor implements AutoCloseable {

    private static final int LET_THROUGH = 0;
    private static final Set<String> PASSED_ON =
            Set.of("content-type", "accept", "prefer", "if-match", "if-none-match");

    private final URI server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger knocks = new AtomicInteger();
    private final int port;
    private volatile int status = LET_THROUGH;
    private HttpServer listener;

    FrontDoor(URI server) throws IOException {
        this.server = server;
        this.listener = listen(0);
        this.port = listener.getAddress().getPort();
    }

    private HttpServer listen(int wanted) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 50);
        http.createContext("/", this::answer);
        http.setExecutor(threads);
        http.start();
        return http;
    }

    /** The address to use in the place of the server's. */
    URI address() {
        return URI.create("http://127.0.0.1:" + port + server.getPath());
    }

    /** Answers every request with this status from now on. */
    void say(int code) {
        status = code;
    }

    /** Lets requests through again. */
    void letThrough() {
        status = LET_THROUGH;
    }

    /** Closes the port: a connection is refused. */
    void shut() {
        listener.stop(0);
    }

    /** Opens the same port again. */
    void open() throws IOException {
        listener = listen(port);
    }

    /** How many requests came so far. */
    int knocks() {
        return knocks.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        knocks.incrementAndGet();
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (status != LET_THROUGH) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            HttpResponse<byte[]> response = client.send(forwarded(exchange, body), BodyHandlers.ofByteArray());
            response.headers()
                    .firstValue("content-type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            byte[] answer = response.body();
            exchange.sendResponseHeaders(response.statusCode(), answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest forwarded(HttpExchange exchange, byte[] body) {
        URI asked = exchange.getRequestURI();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + server.getAuthority() + asked))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    @Override
    public void close() {
        listener.stop(0);
        threads.shutdownNow();
    }
}
