package io.crosswalk.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crosswalk.intake.Cda;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the packaged engine again and again while it works on a folder, and compares what was put there with what came out. */
class DocumentCrashIT {

    private static final int KILLS = 4;
    private static final int DOCUMENTS = 2_000;
    private static final Duration RECOVERY = Duration.ofSeconds(120);

    @TempDir
    Path data = Path.of("");

    private Path inbox() {
        return data.resolve("data/in/documents-from-emr");
    }

    @Test
    void whatWasPutIntoTheFolderArrivesHoweverOftenTheEngineIsKilled() throws Exception {
        long seed = System.nanoTime();
        Random chance = new Random(seed);
        Files.createDirectories(inbox());
        for (int i = 0; i < DOCUMENTS; i++) {
            Files.write(inbox().resolve("f" + i + ".xml"), Cda.document("D" + i));
        }
        Path out = data.resolve("out");
        try (EngineUnderTest engine = new EngineUnderTest(data, out.toUri())) {
            engine.start();
            for (int kill = 1; kill <= KILLS; kill++) {
                int until = kill * DOCUMENTS / (KILLS + 1) + chance.nextInt(100);
                await().atMost(RECOVERY)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> files(inbox().resolve("done")).size() >= until);
                engine.kill();
                assertThat(files(inbox()).stream()
                                .filter(file -> !file.getFileName().toString().startsWith(".")))
                        .as("seed %d: each file is in one place", seed)
                        .hasSize(DOCUMENTS);
                engine.start();
            }
            await().atMost(RECOVERY)
                    .untilAsserted(() -> assertThat(files(inbox().resolve("done")))
                            .as("seed %d", seed)
                            .hasSize(DOCUMENTS));
            await().atMost(RECOVERY)
                    .untilAsserted(
                            () -> assertThat(files(out)).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(DOCUMENTS));

            assertThat(files(inbox().resolve("failed"))).isEmpty();
            assertThat(documentsIn(out))
                    .as("seed %d: one Bundle of each document", seed)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, DOCUMENTS).mapToObj(i -> "D" + i).toList());
            assertThat(engine.log()).doesNotContain("Inventedname", "f1.xml");
        }
    }

    private static List<String> documentsIn(Path out) throws IOException {
        return files(out).stream().map(DocumentCrashIT::documentOf).toList();
    }

    /** The extension of the document's id, which stands in its Composition. */
    private static String documentOf(Path bundle) {
        try {
            String json = Files.readString(bundle, StandardCharsets.UTF_8).replaceAll("\\s", "");
            String before = "\"system\":\"urn:oid:1.2.3.4\",\"value\":\"";
            int at = json.indexOf(before);
            return at < 0 ? "?" : json.substring(at + before.length(), json.indexOf('"', at + before.length()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            // A file was moved while it was listed; the next look tells.
            return List.of();
        }
    }
}
