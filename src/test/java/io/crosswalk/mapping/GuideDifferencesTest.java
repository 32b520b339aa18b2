package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.Corpus;
import io.crosswalk.mapping.plan.Erratum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page about differences from HL7's guide names each of them, and nothing else. */
class GuideDifferencesTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `([^`]+/[^`]+#\\d+|messages/[^`]+)` \\|", Pattern.MULTILINE);

    private static MappingLibrary library;
    private static String page;

    @BeforeAll
    static void read() throws IOException {
        library = MappingLibrary.load(List.of(Path.of("mappings")));
        page = Files.readString(Path.of("docs/reference/guide-differences.md"));
    }

    @Test
    void namesEachRowThatAMapDecidesOtherwiseAndEachErratum() {
        Set<String> declared = new TreeSet<>(library.definitions().differences().keySet());
        library.definitions().errata().forEach(erratum -> declared.add(erratum.row()));
        Set<String> named = new TreeSet<>();
        for (Matcher matcher = ROW.matcher(page); matcher.find(); ) {
            named.add(matcher.group(1));
        }
        assertThat(named).isEqualTo(declared);
    }

    @Test
    void givesTheReasonOfEachErratum() {
        List<String> silent = library.definitions().errata().stream()
                .filter(erratum -> !page.contains(erratum.reason()))
                .map(Erratum::row)
                .toList();
        assertThat(silent).isEmpty();
    }

    @Test
    void readsTheGuideAsItStandsInEachErratum() throws IOException {
        Map<String, List<Map<String, String>>> rows = new HashMap<>();
        for (Map<String, String> row : Corpus.rows("v2-to-fhir/coverage.csv")) {
            add(rows, cell(row, "row_id"), row);
        }
        for (Map<String, String> row : Corpus.rows("v2-to-fhir/messages.csv")) {
            add(rows, cell(row, "row_id"), row);
            add(
                    rows,
                    "messages/"
                            + (cell(row, "segment_map").isEmpty() ? cell(row, "identifier") : cell(row, "segment_map")),
                    row);
        }
        for (Map<String, String> row : Corpus.rows("v2-to-fhir/codesystems.csv")) {
            String code = cell(row, "v2_code").isEmpty() ? cell(row, "fhir_code") : cell(row, "v2_code");
            add(rows, cell(row, "map") + "/" + code + "#" + cell(row, "line"), row);
        }
        List<String> wrong = new ArrayList<>();
        for (Erratum erratum : library.definitions().errata()) {
            boolean reads = rows.getOrDefault(erratum.row(), List.of()).stream()
                    .map(row -> row.get(erratum.column()))
                    .anyMatch(text ->
                            text != null && text.strip().equals(erratum.reads().strip()));
            if (!reads) {
                wrong.add(erratum.row() + " " + erratum.column());
            }
        }
        assertThat(wrong).as("errata of rows that the guide writes otherwise").isEmpty();
        assertThat(library.definitions().differences().keySet()).isSubsetOf(rows.keySet());
    }

    private static String cell(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }

    private static void add(Map<String, List<Map<String, String>>> rows, String id, Map<String, String> row) {
        rows.computeIfAbsent(id, i -> new ArrayList<>()).add(row);
    }
}
