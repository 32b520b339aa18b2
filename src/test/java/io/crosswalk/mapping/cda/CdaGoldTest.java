package io.crosswalk.mapping.cda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosswalk.Corpus;
import io.crosswalk.message.Conversion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What HL7's C-CDA on FHIR guide asks for against what comes out, leaf by leaf: on the pairs that were written by hand from
 * its rows, and on those that it prints itself, where they are at hand. What is missing is printed, page by page.
 */
class CdaGoldTest {

    /** In percent. What has been reached does not fall again. */
    private static final double OWN_FLOOR = 99.5;

    private static final double GUIDE_FLOOR = 97;

    private static final Pattern CITED = Pattern.compile("\\b(?:datatype\\.[A-Za-z_@ .]+?|[a-z]+)\\.\\d+[ab]?\\b");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final StringBuilder REPORT = new StringBuilder();

    private static GoldScore own = new GoldScore();

    @TempDir
    Path scratch;

    @BeforeAll
    static void convertsOurPairs() throws IOException {
        own = score("pairs from the guide's rows", GoldPair.own());
    }

    @AfterAll
    static void prints() {
        System.out.print(REPORT);
    }

    @Test
    void hasAPairForEveryPageOfTheGuide() throws IOException {
        Set<String> pages = new TreeSet<>();
        GoldPair.own().forEach(pair -> pages.add(pair.page()));
        assertThat(pages)
                .contains(
                        "allergies",
                        "datatypes",
                        "encounters",
                        "immunizations",
                        "medications",
                        "notes",
                        "participations",
                        "patient",
                        "problems",
                        "procedures",
                        "results",
                        "social",
                        "vitals");
        assertThat(GoldPair.own()).hasSizeGreaterThanOrEqualTo(32);
    }

    @Test
    void givesWhatTheRowsOfTheGuideAskFor() {
        assertThat(own.total().recall())
                .as(() -> String.join("\n", own.missing()))
                .isGreaterThanOrEqualTo(OWN_FLOOR);
    }

    @Test
    void tellsNoDateMorePreciselyThanItIsKnown() {
        assertThat(own.moreSaidThanKnown()).isEmpty();
    }

    @Test
    void leavesNoReferenceDangling() {
        assertThat(own.dangling()).isEmpty();
    }

    @Test
    void givesWhatThePagesOfTheGuidePrint() throws IOException, InterruptedException {
        GoldScore guide = score("pairs that the guide prints", GoldPair.ofTheGuide(scratch));
        assertThat(guide.moreSaidThanKnown()).isEmpty();
        assertThat(guide.dangling()).isEmpty();
        assertThat(guide.total().recall())
                .as(() -> String.join("\n", guide.missing()))
                .isGreaterThanOrEqualTo(GUIDE_FLOOR);
    }

    @Test
    void citesOnlyRowsThatTheGuideHas() throws IOException {
        Set<String> rows = new HashSet<>();
        for (Map<String, String> row : Corpus.rows("ccda-on-fhir/coverage.csv")) {
            rows.add(row.get("row_id"));
        }
        Map<String, Set<String>> unknown = new TreeMap<>();
        for (Path folder : GoldPair.folders()) {
            Set<String> cited = cited(folder.resolve("notes.md"));
            assertThat(cited).as(folder.toString()).isNotEmpty();
            cited.removeAll(rows);
            if (!cited.isEmpty()) {
                unknown.put(String.valueOf(folder.getFileName()), cited);
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static Set<String> cited(Path notes) throws IOException {
        Set<String> cited = new TreeSet<>();
        for (String line : Files.readAllLines(notes)) {
            Matcher row = CITED.matcher(line);
            while (line.startsWith("Rows of the guide:") && row.find()) {
                cited.add(row.group());
            }
        }
        return cited;
    }

    /** With {@code -Dcrosswalk.gold=FOLDER} each document and what came of it can be looked at beside what is expected. */
    private static void show(GoldPair pair, Conversion conversion) throws IOException {
        String folder = System.getProperty("crosswalk.gold");
        if (folder != null) {
            Path shown = Files.createDirectories(Path.of(folder));
            Files.write(shown.resolve(pair.name() + ".xml"), pair.document());
            Files.write(shown.resolve(pair.name() + ".json"), conversion.bundle());
            Files.writeString(
                    shown.resolve(pair.name() + ".expected.json"),
                    pair.expected().toPrettyString());
        }
    }

    private static GoldScore score(String what, List<GoldPair> pairs) throws IOException {
        GoldScore all = new GoldScore();
        Map<String, GoldScore> pages = new TreeMap<>();
        StringBuilder lines = new StringBuilder();
        for (GoldPair pair : pairs) {
            Conversion conversion = CdaCorpus.convert(pair.document());
            show(pair, conversion);
            GoldDocument actual = new GoldDocument(JSON.readTree(conversion.bundle()));
            GoldScore score = GoldScore.of(new GoldDocument(pair.expected()), actual, pair.setAside());
            all.add(pair.name(), score);
            pages.computeIfAbsent(pair.page(), any -> new GoldScore()).add(pair.name(), score);
            lines.append(String.format("  %-42s %s%n", pair.name(), score));
        }
        REPORT.append(String.format("%s: %s%n", what, all)).append(lines);
        pages.forEach((page, score) -> REPORT.append(String.format("  page %-37s %s%n", page, score)));
        all.types().forEach((type, leaves) -> {
            GoldScore.Count resources = all.resources().get(type);
            REPORT.append(String.format(
                    Locale.ROOT,
                    "  type %-37s %5.1f %%  %d of %d leaves, %d of %d resources%n",
                    type,
                    leaves.recall(),
                    leaves.found(),
                    leaves.expected() - leaves.setAside(),
                    resources.found(),
                    resources.expected()));
        });
        all.missing().forEach(leaf -> REPORT.append("  missing ").append(leaf).append(System.lineSeparator()));
        return all;
    }
}
