package io.crosswalk.operations.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFileTest {

    @TempDir
    Path data;

    @Test
    void theFirstStartMakesOneUserWithThePasswordThatItHandsOver() throws IOException {
        Path folder = data.resolve("login");

        assertThat(UserFile.createFirst(folder)).isTrue();

        String password = Files.readString(UserFile.firstPassword(folder)).strip();
        User admin = UserFile.read(folder).find("admin").orElseThrow();
        assertThat(password).hasSize(24);
        assertThat(admin.password().matches(password)).isTrue();
        assertThat(admin.password().matches(password + "x")).isFalse();
        assertThat(admin.roles()).containsExactly("operator");
    }

    @Test
    void nobodyElseMayReadTheFiles() throws IOException {
        UserFile.createFirst(data);

        assertThat(modes(data)).isEqualTo("rwx------");
        assertThat(modes(data.resolve("users"))).isEqualTo("rw-------");
        assertThat(modes(data.resolve("admin-password"))).isEqualTo("rw-------");
    }

    @Test
    void theUserFileDoesNotHoldThePassword() throws IOException {
        UserFile.createFirst(data);

        String password = Files.readString(data.resolve("admin-password")).strip();
        assertThat(Files.readString(data.resolve("users"))).doesNotContain(password);
    }

    @Test
    void aSecondStartChangesNothing() throws IOException {
        UserFile.createFirst(data);
        String before = Files.readString(data.resolve("users"));

        assertThat(UserFile.createFirst(data)).isFalse();
        assertThat(Files.readString(data.resolve("users"))).isEqualTo(before);
    }

    @Test
    void twoEnginesGetDifferentPasswords() throws IOException {
        UserFile.createFirst(data.resolve("one"));
        UserFile.createFirst(data.resolve("other"));

        assertThat(Files.readString(data.resolve("one/admin-password")))
                .isNotEqualTo(Files.readString(data.resolve("other/admin-password")));
    }

    @Test
    void aFileThatOthersMayReadIsRefusedWithTheCommandThatRepairsIt() throws IOException {
        UserFile.createFirst(data);
        Files.setPosixFilePermissions(data.resolve("users"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> UserFile.read(data))
                .hasMessage(
                        "others may read or change the users of this engine; run: chmod 600 " + data.resolve("users"));
    }

    @Test
    void everyBadLineIsReportedWithItsPlace() throws IOException {
        UserFile.createFirst(data);
        Path file = data.resolve("users");
        Files.writeString(file, "# users\nanna\nb ert:operator:pbkdf2-sha512$1$AAAA$AAAA\ncarl:operator:md5$x\n");

        assertThatThrownBy(() -> UserFile.read(data))
                .hasMessage(file + ":2: a user is one line name:role,role:hash\n" + file
                        + ":3: user 'b ert': a name has letters, digits, '.', '-' and '_' only\n" + file
                        + ":4: a password hash looks like pbkdf2-sha512$iterations$salt$hash");
    }

    private static String modes(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
