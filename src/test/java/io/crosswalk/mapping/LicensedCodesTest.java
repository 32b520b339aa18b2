package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codes that need a licence stand apart, and a site without it leaves them out. */
class LicensedCodesTest {

    private static final String SNOMED = "http://snomed.info/sct";
    private static final Path SHIPPED = Path.of("mappings");

    @TempDir
    Path folder;

    @Test
    void snomedCodesStandInTheFilesOfTheirFolderOnly() throws IOException {
        List<String> strays = new ArrayList<>();
        for (Path file : files(SHIPPED.resolve("hl7v2/codes"))) {
            boolean apart = isApart(file);
            String text = Files.readString(file, StandardCharsets.UTF_8);
            if (!apart && file.toString().endsWith(".csv") && text.contains(SNOMED)) {
                strays.add(file.toString());
            }
        }
        assertThat(strays).isEmpty();
        assertThat(SHIPPED.resolve("hl7v2/codes/snomed/NOTICE.md")).exists();
        assertThat(Path.of("NOTICE"))
                .content()
                .contains("SNOMED International", "LOINC", "Regenstrief", "Health Level Seven");
    }

    @Test
    void theEngineWorksWithoutTheFolderOfSnomedCodes() throws IOException {
        Path copy = folder.resolve("mappings");
        for (Path file : files(SHIPPED)) {
            Path to = copy.resolve(SHIPPED.relativize(file).toString());
            if (!isApart(file)) {
                Files.createDirectories(Objects.requireNonNull(to.getParent()));
                Files.copy(file, to);
            }
        }
        MappingLibrary without = MappingLibrary.load(List.of(copy));
        MappingLibrary with = MappingLibrary.load(List.of(SHIPPED));
        assertThat(with.definitions().targetSystems("AdministrationMethod")).contains(SNOMED);
        assertThat(without.definitions().targetSystems("AdministrationMethod")).doesNotContain(SNOMED);
        assertThat(with.definitions().targetSystems("SurgeonFunction")).containsExactly(SNOMED);
        assertThat(without.definitions().targetSystems("SurgeonFunction")).isEmpty();
        assertThat(MappingExamples.run(without, copy.resolve("hl7v2/examples")))
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.differences())
                        .as(result.name())
                        .noneMatch(difference -> difference.startsWith("not converted")));
    }

    private static boolean isApart(Path file) {
        return file.toString().replace('\\', '/').contains("/codes/snomed/");
    }

    private static List<Path> files(Path root) {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
