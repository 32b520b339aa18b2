package io.crosswalk;

import io.crosswalk.cli.EngineProcess;
import io.crosswalk.cli.MllpClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The packaged engine in a JVM of its own, told by environment variables alone where everything is, with ports that are
 * free at this moment.
 */
public final class RunningEngine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final Map<String, String> environment;
    private final int adtPort;
    private final int labPort;
    private final int httpPort;
    private EngineProcess process;

    /**
     * Starts an engine.
     *
     * @param folder for its data and its log
     * @param environment added to what every test needs: ports, the data folder and a password
     */
    public static RunningEngine start(Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        return new RunningEngine(folder, environment);
    }

    private RunningEngine(Path folder, Map<String, String> environment) throws IOException, InterruptedException {
        this.folder = folder.toAbsolutePath();
        this.adtPort = freePort();
        this.labPort = freePort();
        this.httpPort = freePort();
        this.environment = new HashMap<>(Map.of(
                "CROSSWALK_DATA_DIR", this.folder.resolve("data").toString(),
                "CROSSWALK_CHANNEL_ADT_FROM_HIS_PORT", String.valueOf(adtPort),
                "CROSSWALK_CHANNEL_LAB_RESULTS_FROM_LIS_PORT", String.valueOf(labPort),
                "CROSSWALK_LOGIN_ADMIN_PASSWORD", "a-password-for-tests"));
        this.environment.putAll(environment);
        this.process = launch();
    }

    private EngineProcess launch() throws IOException, InterruptedException {
        Path home = Path.of("").toAbsolutePath();
        return EngineProcess.start(home, httpPort, environment, folder.resolve("engine.log"));
    }

    /** Starts it again with the same data and ports, after it was stopped or killed. */
    public void restart() throws IOException, InterruptedException {
        process = launch();
    }

    public EngineProcess process() {
        return process;
    }

    /** A new connection to the feed of admissions. */
    public MllpClient adt() throws IOException {
        return connect(adtPort);
    }

    /** A new connection to the feed of laboratory results. */
    public MllpClient lab() throws IOException {
        return connect(labPort);
    }

    public int adtPort() {
        return adtPort;
    }

    public int labPort() {
        return labPort;
    }

    private static MllpClient connect(int port) throws IOException {
        return MllpClient.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
