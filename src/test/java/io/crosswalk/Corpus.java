package io.crosswalk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crosswalk.terminology.CsvRow;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** All documents of the folder {@code corpus/cda}, whole ones and fragments, in a fixed order. */
    public static List<Path> cda() throws IOException {
        Path folder = reference("corpus/cda");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(xml|ccda?)"))
                    .filter(Files::isRegularFile)
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

    /** The rows of a table of the reference material, each cell by the name of its column. */
    public static List<Map<String, String>> rows(String path) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(reference(path))) {
            List<CsvRow> lines = CsvRow.read(reader);
            List<String> header = lines.get(0).values();
            for (CsvRow line : lines.subList(1, lines.size())) {
                Map<String, String> cells = new HashMap<>();
                for (int i = 0; i < header.size(); i++) {
                    cells.put(header.get(i), line.value(i));
                }
                rows.add(cells);
            }
        }
        return rows;
    }
}
