package io.crosswalk.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged engine in a JVM of its own, as {@code ./crosswalk start} runs it. */
public final class EngineProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final ChildProcess process;
    private final URI address;

    private EngineProcess(ChildProcess process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts the engine and returns when it is ready for messages.
     *
     * @param home folder of the installation; the engine's relative paths are relative to it
     * @param httpPort for the console, health and metrics, on loopback
     * @param environment settings as environment variables, for example CROSSWALK_DATA_DIR
     * @param log gets what the engine has to say
     * @param options more options for Java
     */
    public static EngineProcess start(
            Path home, int httpPort, Map<String, String> environment, Path log, String... options)
            throws IOException, InterruptedException {
        Path runner = home.resolve("target").resolve("quarkus-app").resolve("quarkus-run.jar");
        if (!Files.exists(runner)) {
            throw new IOException("the engine is not built: there is no " + runner + "; run ./mvnw package");
        }
        List<String> command = new ArrayList<>(List.of(ChildProcess.java()));
        command.add("@" + home.resolve("src").resolve("main").resolve("jvm").resolve("engine.options"));
        command.addAll(List.of(options));
        command.add("-Dquarkus.http.port=" + httpPort);
        command.addAll(List.of("-jar", runner.toString()));
        ChildProcess process = ChildProcess.start("the engine", command, home, environment, log);
        EngineProcess engine = new EngineProcess(process, URI.create("http://127.0.0.1:" + httpPort));
        try {
            process.await(engine::isReady, PATIENCE);
            return engine;
        } catch (IOException | InterruptedException e) {
            process.close();
            throw e;
        }
    }

    /** Whether the engine says that it can take messages. */
    public boolean isReady() throws IOException, InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(address.resolve("/q/health/ready"))
                .timeout(ANSWER)
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(question, BodyHandlers.discarding())
                            .statusCode()
                    == OK;
        } catch (ConnectException e) {
            return false; // nobody listens yet
        }
    }

    /** Where the console is. */
    public URI address() {
        return address;
    }

    public ChildProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
