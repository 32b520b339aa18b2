package io.crosswalk.operations;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The whole engine with its real broker, history and routes, on free ports and in a folder of its own, and a destination
 * that answers as the test wants.
 */
public class RunningEngine implements QuarkusTestResourceLifecycleManager {

    /** A value that must be seen by nobody who is not logged in, and in no log. */
    public static final String CANARY = "KANARIENVOGEL";

    private static final AtomicInteger ANSWER = new AtomicInteger(200);
    private static int port;
    private static @Nullable Path data;
    private @Nullable HttpServer destination;

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory("crosswalk-test");
            data = folder;
            port = freePort();
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (InputStream body = exchange.getRequestBody()) {
                    body.readAllBytes();
                }
                byte[] answer = "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\"}"
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
                exchange.sendResponseHeaders(ANSWER.get(), answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.setExecutor(Executors.newCachedThreadPool());
            server.start();
            destination = server;
            return Map.of(
                    "crosswalk.data.dir", folder.toString(),
                    "crosswalk.channel.adt-from-his.port", String.valueOf(port),
                    "crosswalk.channel.lab-results-from-lis.port", String.valueOf(freePort()),
                    "crosswalk.destination.fhir-server.url",
                            "http://127.0.0.1:" + server.getAddress().getPort() + "/fhir",
                    "quarkus.log.file.enabled", "true",
                    "quarkus.log.file.path", folder.resolve("engine.log").toString(),
                    "quarkus.log.category.\"io.crosswalk\".level", "DEBUG");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (destination != null) {
            destination.stop(0);
        }
    }

    /** Everything that the engine has written to its log. */
    static String log() throws IOException {
        Path folder = data;
        if (folder == null) {
            throw new IllegalStateException("the engine was not started");
        }
        return Files.readString(folder.resolve("engine.log"));
    }

    /** From now on the destination answers with this status. */
    static void destinationAnswers(int status) {
        ANSWER.set(status);
    }

    /** Sends an admission of the canary patient and returns MSA-1 of the acknowledgement. */
    static String admit(String controlId) throws IOException {
        return send(
                "MSH|^~\\&|HIS|NORTH|CROSSWALK|SOUTH|20260101120000+0000||ADT^A01^ADT_A01|" + controlId + "|P|2.5.1\r"
                        + "EVN|A01|20260101120000+0000\r"
                        + "PID|1||4711" + controlId + "^^^NORTH^MR||" + CANARY + "^Piepmatz||19700101|F|||" + CANARY
                        + "strasse 7^^Berlin\r"
                        + "PV1|1|I|WARD^1^2|||||||||||||||||V" + controlId + "^^^NORTH^VN\r");
    }

    static String send(String message) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(("\u000b" + message + "\u001c\r").getBytes(StandardCharsets.UTF_8));
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("\u001c\r") < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    throw new IOException("closed without an acknowledgement");
                }
                answer.append((char) next);
            }
            int msa = answer.indexOf("\rMSA|");
            return answer.substring(msa + 5, msa + 7);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
