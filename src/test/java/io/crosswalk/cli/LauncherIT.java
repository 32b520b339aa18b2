package io.crosswalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code crosswalk} as a shell runs it, on the build that {@code package} has just made. */
class LauncherIT {

    private static final Path LAUNCHER = Path.of("crosswalk").toAbsolutePath();
    private static final String MESSAGE =
            Path.of("src/test/resources/benchmark/adt-a01.hl7").toAbsolutePath().toString();

    /** What a process left behind. */
    private record Result(int exitCode, String out, String err, Duration time) {}

    @TempDir
    Path folder;

    @BeforeEach
    void thereIsABuild() {
        assumeThat(Path.of("target/quarkus-app/quarkus-run.jar")).exists();
    }

    @Test
    void worksFromAnyDirectoryThroughALinkAndWithSpacesInPaths() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("some where"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("cross walk"), LAUNCHER);
        Files.copy(Path.of(MESSAGE), elsewhere.resolve("my message.hl7"));
        Result result = run(elsewhere, List.of(link.toString(), "convert", "my message.hl7", "--out", "my results"));
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(elsewhere.resolve("my results/my message.json")).content().contains("\"Patient\"");
    }

    @Test
    void convertsAFileInLessThanTwoSeconds() throws Exception {
        run(folder, List.of(LAUNCHER.toString(), "convert", MESSAGE));
        Duration best = Duration.ofDays(1);
        for (int i = 0; i < 3; i++) {
            Result result = run(folder, List.of(LAUNCHER.toString(), "convert", MESSAGE));
            assertThat(result.exitCode()).isZero();
            best = result.time().compareTo(best) < 0 ? result.time() : best;
        }
        assertThat(best).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void passesTheExitCodeAndTheErrorStreamOn() throws Exception {
        Result result = run(folder, List.of(LAUNCHER.toString(), "convert", "not there.hl7"));
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo("not there.hl7: there is no such file\n");
    }

    @Test
    void theRoutesAndMappingsOfThisInstallationAreSound() throws Exception {
        Result result = run(folder, List.of(LAUNCHER.toString(), "check"));
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("adt-from-his", "lab-results-from-lis");
    }

    @Test
    void startHasHelpAndRefusesWhatIsNoSetting() throws Exception {
        assertThat(run(folder, List.of(LAUNCHER.toString(), "start", "--help")).out())
                .contains("Usage: crosswalk start");
        assertThat(run(folder, List.of(LAUNCHER.toString(), "start", "--port", "1"))
                        .exitCode())
                .isEqualTo(2);
    }

    private Result run(Path directory, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("CROSSWALK_BUILD", "never");
        long start = System.nanoTime();
        Process process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("the launcher did not end: " + command);
        }
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        return new Result(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8),
                time);
    }
}
