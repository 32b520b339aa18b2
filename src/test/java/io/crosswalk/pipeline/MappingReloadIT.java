package io.crosswalk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosswalk.history.HistoryQuery.Filter;
import io.crosswalk.history.MessageSummary;
import io.crosswalk.message.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mappings that are changed while the engine runs: right ones are used from the next message on, wrong ones change nothing. */
class MappingReloadIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path data = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private TestEngine engine;

    private int sent;

    @BeforeEach
    void start() throws Exception {
        overlay("first");
        Map<String, String> settings = TestEngine.settings(data);
        settings.put("crosswalk.mappings.dir", "mappings," + data.resolve("site"));
        settings.put("crosswalk.mapping.reload", "100ms");
        engine = TestEngine.startWithMappings(settings, Path.of("routes/adt-from-his.camel.yaml"));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private void overlay(String language) throws IOException {
        write("""
                overlay: st-mary
                for:
                  - MSH-4.1 = "STMARY"
                change:
                  PID[Patient]:
                    add:
                      extension(https://st-mary.example/fhir/round).valueString: const "%s"
                """.formatted(language));
    }

    private void write(String text) throws IOException {
        Path file = data.resolve("site/local/st-mary/overlay.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Sends an admission; what it has become, once it is delivered. */
    private String bundle() throws Exception {
        String controlId = "R" + ++sent;
        try (Sender sender = new Sender(engine.port)) {
            String message = "MSH|^~\\&|HIS|STMARY|||20260308225900+0100||ADT^A01^ADT_A01|" + controlId
                    + "|P|2.5.1\rEVN|A01|20260308225900+0100\rPID|1||88001" + sent
                    + "^^^STMARY^MR||Quill^Ada||19790214|F\rPV1|1|I\r";
            assertThat(sender.send(message.getBytes(StandardCharsets.UTF_8))).contains("MSA|AA|");
        }
        MessageSummary found = await().atMost(SOON)
                .until(
                        () -> engine.engine.query().list(Filter.newest(10).controlId(controlId)),
                        list -> list.size() == 1 && list.get(0).status() == Status.SENT)
                .get(0);
        return new String(engine.engine.query().byId(found.id()).orElseThrow().bundle(), StandardCharsets.UTF_8);
    }

    private MappingStanding standing() {
        Optional<MappingStanding> standing = engine.engine.mappings();
        assertThat(standing).isPresent();
        return standing.orElseThrow();
    }

    @Test
    void aChangeThatIsRightIsUsedFromTheNextMessageOn() throws Exception {
        String before = standing().version();
        assertThat(bundle()).contains("\"first\"");

        overlay("second");
        await().atMost(SOON).until(() -> !standing().version().equals(before));

        assertThat(bundle()).contains("\"second\"").doesNotContain("\"first\"");
    }

    @Test
    void aChangeThatIsWrongChangesNothingAndIsToldUntilItIsMended() throws Exception {
        String before = standing().version();

        write(
                "overlay: st-mary\nfor:\n  - MSH-4.1 = \"STMARY\"\nchange:\n  PIDD[Patient]:\n    drop:\n      - birthDate\n");
        await().atMost(SOON).until(() -> !standing().isCurrent());

        assertThat(standing().version()).isEqualTo(before);
        assertThat(standing().firstFault()).contains("overlay.yaml:5:").contains("PID[Patient]");
        assertThat(bundle()).contains("\"first\"");

        overlay("mended");
        await().atMost(SOON).until(() -> standing().isCurrent());

        assertThat(bundle()).contains("\"mended\"");
    }
}
