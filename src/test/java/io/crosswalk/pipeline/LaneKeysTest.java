package io.crosswalk.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneKeysTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void givesAPatientTheSameLaneAfterEachStart() throws IOException {
        String lane = LaneKeys.in(folder).lane("NORTH|4711");

        assertThat(LaneKeys.in(folder).lane("NORTH|4711")).isEqualTo(lane);
        assertThat(LaneKeys.in(folder).lane("NORTH|4712")).isNotEqualTo(lane);
        assertThat(LaneKeys.in(folder.resolve("other")).lane("NORTH|4711")).isNotEqualTo(lane);
    }

    @Test
    void showsNothingOfThePatient() throws IOException {
        assertThat(LaneKeys.in(folder).lane("NORTH|4711")).matches("[0-9a-f]{32}");
    }

    @Test
    void keepsItsSecretToItself() throws IOException {
        LaneKeys.in(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("instance.secret"))))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesASecretThatIsDamagedInsteadOfMakingAnotherOne() throws IOException {
        Files.writeString(folder.resolve("instance.secret"), "abc");

        assertThatThrownBy(() -> LaneKeys.in(folder)).hasMessageContaining("64 hexadecimal digits");
    }
}
