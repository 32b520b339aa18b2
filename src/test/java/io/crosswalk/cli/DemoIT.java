package io.crosswalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer does first, as a newcomer does it: {@code ./crosswalk demo}, a look around, Ctrl-C. */
@DisabledOnOs(OS.WINDOWS)
class DemoIT {

    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void sendsTheDayShowsWhatToLookAtAndStopsBothAtCtrlC() throws Exception {
        FhirServerBuild.in(HOME).makeCurrent();
        List<String> command = new ArrayList<>(List.of(HOME.resolve("crosswalk").toString(), "demo"));
        for (String option : List.of("--adt-port", "--lab-port", "--console-port", "--fhir-port")) {
            command.addAll(List.of(option, String.valueOf(freePort())));
        }
        List<ProcessHandle> children;
        try (ChildProcess demo = ChildProcess.start(
                "the demo", command, folder, Map.of("CROSSWALK_BUILD", "never"), folder.resolve("demo.log"))) {
            demo.await(Pattern.compile("Both run until Ctrl-C"), Duration.ofMinutes(3));
            children = demo.handle().descendants().toList();
            assertThat(children).hasSize(2);

            String said = demo.written();
            assertThat(said.lines().filter(line -> line.contains("  AA  "))).hasSize(26);
            assertThat(get(address(said, "Nora Vance, admitted"))).contains("\"Vance\"", "3 Orchard Row");
            assertThat(get(address(said, "all about her"))).contains("\"AllergyIntolerance\"", "9861002");
            assertThat(get(address(said, "her laboratory report"))).contains("\"DiagnosticReport\"");
        }

        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    private static URI address(String said, String what) {
        var line = Pattern.compile("(?m)^ +" + Pattern.quote(what) + " +(http\\S+)$")
                .matcher(said);
        assertThat(line.find()).as("a line that says: " + what).isTrue();
        return URI.create(line.group(1));
    }

    private static String get(URI address) throws Exception {
        var answer = HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(address.toString()).isEqualTo(200);
        return answer.body();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
