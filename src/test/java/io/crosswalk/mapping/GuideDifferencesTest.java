package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.Corpus;
import io.crosswalk.mapping.plan.Erratum;
import io.crosswalk.terminology.CsvRow;
import java.io.IOException;
import java.io.Reader;
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

    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+\\[[^`]+]/[^`]+#\\d+)` \\|", Pattern.MULTILINE);

    private static MappingLibrary library;
    private static String page;

    @BeforeAll
    static void read() throws IOException {
        library = MappingLibrary.load(List.of(Path.of("mappings")));
        page = Files.readString(Path.of("docs/reference/guide-differences.md"));
    }

    @Test
    void namesEachRowThatAMapDecidesOtherwiseAndEachErratum() {
        Set<String> declared = new TreeSet<>();
        library.definitions()
                .maps()
                .values()
                .forEach(map -> map.guide().keySet().forEach(row -> declared.add(row.value())));
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
        Map<String, Map<String, String>> rows = rows(Corpus.reference("v2-to-fhir/coverage.csv"));
        List<String> wrong = new ArrayList<>();
        for (Erratum erratum : library.definitions().errata()) {
            String text = rows.getOrDefault(erratum.row(), Map.of()).get(erratum.column());
            if (text == null || !text.strip().equals(erratum.reads().strip())) {
                wrong.add(erratum.row() + " " + erratum.column());
            }
        }
        assertThat(wrong).as("errata of rows that the guide writes otherwise").isEmpty();
    }

    private static Map<String, Map<String, String>> rows(Path csv) throws IOException {
        Map<String, Map<String, String>> rows = new HashMap<>();
        try (Reader reader = Files.newBufferedReader(csv)) {
            List<CsvRow> lines = CsvRow.read(reader);
            List<String> header = lines.get(0).values();
            for (CsvRow line : lines.subList(1, lines.size())) {
                Map<String, String> cells = new HashMap<>();
                for (int i = 0; i < header.size(); i++) {
                    cells.put(header.get(i), line.value(i));
                }
                rows.put(line.value(0), cells);
            }
        }
        return rows;
    }
}
