package io.crosswalk.pipeline;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A FHIR server that says what it is told to say, and remembers everything that it was asked. */
final class ScriptedServer implements AutoCloseable {

    /** One answer. */
    record Answer(int status, String body, Map<String, String> headers) {
        static Answer of(int status) {
            return new Answer(status, outcome("told to answer " + status), Map.of());
        }

        Answer header(String name, String value) {
            return new Answer(status, body, Map.of(name, value));
        }

        static String outcome(String text) {
            return "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"processing\","
                    + "\"diagnostics\":\"" + text + "\"}]}";
        }
    }

    /** What came with a success: patient and control id, in the order of coming. */
    record Taken(String patient, String controlId) {}

    static final Answer YES = new Answer(
            200,
            "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\",\"entry\":[{\"response\":{\"status\":\"200 OK\"}}]}",
            Map.of());

    private static final Pattern PATIENT = Pattern.compile("\"identifier\":\\[\\{\"value\":\"([^\"]*)\"");
    private static final Pattern CONTROL_ID = Pattern.compile("\"text\":\"([^\"]*)\"");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Taken> taken = new ArrayList<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private volatile Function<Taken, Answer> script = any -> YES;
    private volatile Answer metadata = new Answer(200, "{\"resourceType\":\"CapabilityStatement\"}", Map.of());

    ScriptedServer(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port() + "/fhir");
    }

    int port() {
        return server.getAddress().getPort();
    }

    void answers(Function<Taken, Answer> next) {
        script = next;
    }

    void isWell(boolean well) {
        metadata = well ? new Answer(200, "{}", Map.of()) : Answer.of(503);
    }

    synchronized List<Taken> taken() {
        return List.copyOf(taken);
    }

    synchronized List<String> controlIds() {
        return taken.stream().map(Taken::controlId).toList();
    }

    /** How often it was asked to take the message with this control id. */
    int asked(String controlId) {
        return asked.getOrDefault(controlId, 0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Answer answer = exchange.getRequestMethod().equals("GET") ? metadata : post(body);
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer post(String body) {
        Taken message = new Taken(first(PATIENT, body), first(CONTROL_ID, body));
        asked.merge(message.controlId(), 1, Integer::sum);
        Answer answer = script.apply(message);
        if (answer.status() < 300) {
            synchronized (this) {
                taken.add(message);
            }
        }
        return answer;
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
