package io.crosswalk.crash;

import io.crosswalk.cli.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The packaged engine in a JVM of its own, to be killed and started again on the same data. */
final class EngineUnderTest implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final Path home = Path.of("").toAbsolutePath();
    private final Path data;
    private final URI destination;
    private final int port;
    private final List<String> options;
    private int starts;
    private @Nullable ChildProcess process;

    EngineUnderTest(Path data, URI destination, String... options) throws IOException {
        this.data = data;
        this.destination = destination;
        this.port = freePort();
        this.options = List.of(options);
    }

    /** Where it listens for MLLP, the same after each start. */
    int port() {
        return port;
    }

    /** Starts it and returns when it takes connections. */
    void start() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ChildProcess.java());
        command.add("@" + home.resolve("src/main/jvm/engine.options"));
        command.addAll(options);
        command.add("-Dcrosswalk.data.dir=" + data.resolve("data"));
        command.add("-Dcrosswalk.destination.fhir.url=" + destination);
        command.add("-Dcrosswalk.broker.min-disk-free=1m");
        command.add("-Dcrosswalk.retry.first=100ms");
        command.add("-Dcrosswalk.channel.adt-from-his.port=" + port);
        command.add("-Dcrosswalk.channel.lab-results-from-lis.port=" + freePort());
        command.add("-Dcrosswalk.login.admin-password=a-password-for-tests");
        command.add("-Dquarkus.http.port=" + freePort());
        command.add("-jar");
        command.add(home.resolve("target/quarkus-app/quarkus-run.jar").toString());
        ChildProcess started =
                ChildProcess.start("the engine", command, home, Map.of(), data.resolve("engine-" + ++starts + ".log"));
        process = started;
        awaitListening(started);
    }

    private void awaitListening(ChildProcess started) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (started.handle().isAlive() && System.nanoTime() < end) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                // It does not listen yet; that is what is waited for.
                Thread.sleep(50);
            }
        }
        throw new IOException("the engine does not listen; it said:\n" + started.written());
    }

    /** kill -9: nothing is saved, nobody is told. */
    void kill() throws InterruptedException {
        ChildProcess current = process;
        if (current != null) {
            current.kill();
        }
    }

    /** SIGTERM: what is in hand is ended. Returns when the process has. */
    void stop() {
        ChildProcess current = process;
        if (current != null) {
            current.close();
        }
    }

    String log() throws IOException {
        ChildProcess current = process;
        return current == null ? "" : current.written();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
