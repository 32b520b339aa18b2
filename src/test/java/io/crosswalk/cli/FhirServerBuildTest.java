package io.crosswalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a wrapper that only notes that it was called, in the place of Maven's. */
@DisabledOnOs(OS.WINDOWS)
class FhirServerBuildTest {

    @TempDir
    private Path home;

    private FhirServerBuild build;

    @BeforeEach
    void layOutAProject() throws IOException {
        build = FhirServerBuild.in(home);
        Files.createDirectories(build.project().resolve("src/main/java"));
        Files.writeString(build.project().resolve("pom.xml"), "<project/>");
        Files.writeString(build.project().resolve("src/main/java/Main.java"), "class Main {}");
        wrapper("echo $@ >> ../../calls; touch target/fhir-server.jar");
    }

    @Test
    void buildsWhatIsMissingOnce() throws Exception {
        build.makeCurrent();
        build.makeCurrent();

        assertThat(Files.readAllLines(home.resolve("calls")))
                .singleElement()
                .satisfies(call -> assertThat(call)
                        .contains(build.project().resolve("pom.xml").toString())
                        .endsWith("verify"));
    }

    @Test
    void buildsAgainWhenASourceIsYounger() throws Exception {
        build.makeCurrent();
        Files.setLastModifiedTime(
                build.project().resolve("src/main/java/Main.java"),
                FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(build.isCurrent()).isFalse();
        build.makeCurrent();

        assertThat(Files.readAllLines(home.resolve("calls"))).hasSize(2);
    }

    @Test
    void saysWhereToLookWhenTheBuildFails() throws Exception {
        wrapper("exit 1");

        assertThatIOException()
                .isThrownBy(build::makeCurrent)
                .withMessage("the build of the FHIR server failed with code 1; see "
                        + build.project().resolve("target/build.log"));
        assertThat(build.isCurrent()).isFalse();
    }

    private void wrapper(String script) throws IOException {
        Files.writeString(build.wrapper(), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(build.wrapper(), PosixFilePermissions.fromString("rwx------"));
    }
}
