package io.crosswalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {

    @TempDir
    Path folder;

    @Test
    void aFolderStandsForAllFilesBelowItInOrder() throws IOException {
        make("b.hl7");
        make("a.hl7");
        make("lab/a.hl7");
        assertThat(outputs(folder)).containsExactly("a", "b", "lab/a");
    }

    @Test
    void twoFilesThatDifferInTheirEndingOnlyKeepIt() throws IOException {
        make("a.hl7");
        make("a.txt");
        make("b.v1.hl7");
        assertThat(outputs(folder)).containsExactly("a.hl7", "a.txt", "b.v1");
    }

    @Test
    void aFileWithoutEndingKeepsItsName() throws IOException {
        make(".hidden");
        make("plain");
        assertThat(outputs(folder)).containsExactly(".hidden", "plain");
    }

    @Test
    void twoFilesThatWouldWriteTheSameResultAreRefused() throws IOException {
        Path one = make("x/a.hl7");
        Path two = make("y/a.hl7");
        assertThatThrownBy(() -> Inputs.of(List.of(one, two)))
                .isInstanceOf(CommandFailure.class)
                .hasMessage(one + " and " + two
                        + " would both become a.hl7.json; name the folder they have in common instead");
    }

    private Path make(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }

    private static List<String> outputs(Path... paths) throws IOException {
        return Inputs.of(List.of(paths)).files().stream()
                .map(Inputs.Input::output)
                .toList();
    }
}
