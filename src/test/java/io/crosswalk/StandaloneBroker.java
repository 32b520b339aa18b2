package io.crosswalk;

import io.crosswalk.cli.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;

/**
 * An Artemis in a JVM of its own, as a hospital may have one already: a journal on disk, one TCP port on loopback, a user
 * with a password, and Artemis' own address settings. Of ours, only {@link StandaloneBrokerMain} runs there.
 */
final class StandaloneBroker implements AutoCloseable {

    static final String USER = "crosswalk";
    static final String PASSWORD = "a-password-for-tests";

    private static final Pattern READY = Pattern.compile("broker ready at (tcp://\\S+)");

    private final ChildProcess process;
    private final String url;

    private StandaloneBroker(ChildProcess process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts one with its data in {@code folder}; the libraries are those that the packaged engine has. */
    static StandaloneBroker start(Path folder) throws IOException, InterruptedException {
        String libraries = Path.of("target", "quarkus-app", "lib", "main").toAbsolutePath() + "/*";
        String classes = Path.of("target", "test-classes").toAbsolutePath().toString();
        List<String> command = List.of(
                ChildProcess.java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                classes + System.getProperty("path.separator") + libraries,
                StandaloneBrokerMain.class.getName(),
                folder.toAbsolutePath().toString(),
                USER,
                PASSWORD);
        ChildProcess process =
                ChildProcess.start("the broker", command, folder, Map.of(), folder.resolve("broker.log"));
        try {
            return new StandaloneBroker(
                    process, process.await(READY, Duration.ofMinutes(2)).group(1));
        } catch (IOException | InterruptedException e) {
            process.close();
            throw e;
        }
    }

    String url() {
        return url;
    }

    /** How many messages wait in a queue of this broker. */
    long waiting(String queue) throws Exception {
        try (var locator = ActiveMQClient.createServerLocator(url);
                var factory = locator.createSessionFactory();
                var session = factory.createSession(USER, PASSWORD, false, true, true, false, 1)) {
            return session.queueQuery(SimpleString.of(queue)).getMessageCount();
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
