package io.crosswalk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Published sample messages, which lie beside the project and not in it. Tests that read them are skipped with a message
 * where they are absent.
 */
public final class Corpus {

    private Corpus() {}

    /** All messages of the folder {@code corpus/hl7v2} of the reference material, in a fixed order. */
    public static List<Path> hl7v2() throws IOException {
        Path folder = reference("corpus/hl7v2");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".hl7"))
                    .sorted()
                    .toList();
        }
    }

    /** A place in the reference material; the calling test is skipped when it is not there. */
    public static Path reference(String path) {
        Path place = Path.of(System.getProperty("crosswalk.reference", "../shared"), path);
        assumeTrue(
                Files.exists(place), "skipped: " + path + " is not in the reference folder; set -Dcrosswalk.reference");
        return place;
    }
}
