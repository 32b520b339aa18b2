package io.crosswalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ChildProcessTest {

    @TempDir
    private Path folder;

    @Test
    void waitsForTheLineThatSaysReady() throws Exception {
        try (var child = start("echo starting; sleep 0.2; echo ready at 4711; sleep 60")) {
            var ready = child.await(Pattern.compile("ready at (\\d+)"), Duration.ofSeconds(20));

            assertThat(ready.group(1)).isEqualTo("4711");
        }
    }

    @Test
    void showsTheEndOfTheLogWhenTheProgramEndsTooEarly() throws Exception {
        try (var child = start("echo the port is taken; exit 3")) {
            assertThatIOException()
                    .isThrownBy(() -> child.await(Pattern.compile("ready"), Duration.ofSeconds(20)))
                    .withMessage("the child ended with code 3; its log %s ends with\n  the port is taken"
                            .formatted(folder.resolve("child.log")));
        }
    }

    @Test
    void givesUpWaitingAfterAWhile() throws Exception {
        try (var child = start("sleep 60")) {
            assertThatIOException()
                    .isThrownBy(() -> child.await(Pattern.compile("ready"), Duration.ofMillis(100)))
                    .withMessage("the child was not ready after 0 s; its log %s is empty"
                            .formatted(folder.resolve("child.log")));
        }
    }

    @Test
    void asksTheProgramToStopBeforeItMakesIt() throws Exception {
        var child = start("trap 'echo good bye; exit 0' TERM; echo ready; while :; do sleep 0.05; done");
        child.await(Pattern.compile("ready"), Duration.ofSeconds(20));

        child.close();

        assertThat(child.handle().isAlive()).isFalse();
        assertThat(child.written()).contains("good bye");
    }

    @Test
    void addsToTheEnvironment() throws Exception {
        try (var child = start("echo word=$CROSSWALK_TEST_WORD; sleep 60")) {
            var line = child.await(Pattern.compile("word=(\\w+)"), Duration.ofSeconds(20));

            assertThat(line.group(1)).isEqualTo("given");
        }
    }

    private ChildProcess start(String script) throws Exception {
        return ChildProcess.start(
                "the child",
                List.of("sh", "-c", script),
                folder,
                Map.of("CROSSWALK_TEST_WORD", "given"),
                folder.resolve("child.log"));
    }
}
