package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.source.SourcePathException;
import io.crosswalk.source.hl7v2.Hl7v2Schema;
import io.crosswalk.terminology.CsvRow;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The page about fields beyond HL7's guide is made of the list of fields and the mappings: a field that no map reads has a
 * reason, and one that a map reads has none. To write it anew: {@code ./mvnw test -Dtest=FieldTableTest
 * -Dcrosswalk.write=true}.
 */
class FieldTableTest {

    private static final Path PAGE = Path.of("docs/reference/hl7v2-fields.md");
    private static final Path LIST = Path.of("src/test/resources/hl7v2-fields.csv");

    /** A field, or with an empty name a whole segment. */
    private record Row(String field, String name, String reason) {

        boolean isSegment() {
            return name.isEmpty();
        }

        String segment() {
            return field.substring(0, 3);
        }

        boolean hasReason() {
            return !reason.isEmpty();
        }
    }

    private final FieldReaders maps = FieldReaders.ofTheMappings();

    private final List<Row> fields =
            rows().stream().filter(row -> !row.isSegment()).toList();
    private final List<Row> segments = rows().stream().filter(Row::isSegment).toList();

    @Test
    void eachFieldIsReadByAMapOrHasAReasonAndNeverBoth() {
        assertThat(fields.stream()
                        .filter(row -> maps.isDecided(row.field()) == row.hasReason())
                        .map(Row::field))
                .isEmpty();
    }

    @Test
    void aSegmentThatIsListedAsAWholeIsReadByNoMapAndHasAReason() {
        Set<String> read = new TreeSet<>();
        maps.readers().keySet().forEach(field -> read.add(field.substring(0, 3)));
        assertThat(segments).isNotEmpty().allMatch(row -> row.hasReason() && !read.contains(row.field()));
    }

    @Test
    void noFieldOfAListedSegmentIsLeftOut() {
        Map<String, Integer> listed = new TreeMap<>();
        fields.forEach(row -> listed.merge(row.segment(), 1, Integer::sum));
        listed.forEach((segment, count) -> {
            assertThat(isField(segment, count)).as(segment + "-" + count).isTrue();
            assertThat(isField(segment, count + 1))
                    .as(segment + "-" + (count + 1))
                    .isFalse();
        });
    }

    private static boolean isField(String segment, int number) {
        try {
            Hl7v2Schema.standard().compile(segment, segment + "-" + number);
            return true;
        } catch (SourcePathException e) {
            return false;
        }
    }

    @Test
    void thePageAboutFieldsIsThatOfTheMappings() throws IOException {
        String page = page();
        if (Boolean.getBoolean("crosswalk.write")) {
            Files.writeString(PAGE, page, StandardCharsets.UTF_8);
        }
        assertThat(PAGE).content(StandardCharsets.UTF_8).isEqualTo(page);
    }

    private String page() {
        StringBuilder page = new StringBuilder("# Fields beyond HL7's guide\n\n")
                .append(
                        "Made from `src/test/resources/hl7v2-fields.csv` and the mappings by a test (`FieldTableTest`); ")
                .append(
                        "do not edit it by hand. HL7's guide has no table, or only a few rows, for these segments; other ")
                .append("converters read some of their fields. Each field of them is listed: ")
                .append(fields.stream().filter(row -> maps.isRead(row.field())).count())
                .append(" of ")
                .append(fields.size())
                .append(" are read, and each of the others has its reason. Whatever is not mapped is reported ")
                .append("(`convert --unmapped`), and kept where a channel is lossless.\n");
        String segment = "";
        for (Row row : fields) {
            if (!row.segment().equals(segment)) {
                segment = row.segment();
                page.append("\n## ")
                        .append(segment)
                        .append("\n\n| field | what | read by, or why not |\n|---|---|---|\n");
            }
            line(page, row.field(), row.name(), answer(row));
        }
        page.append("\n## Segments that no map reads\n\n| segment | why not |\n|---|---|\n");
        segments.forEach(row -> line(page, row.field(), row.reason()));
        return page.toString();
    }

    private String answer(Row row) {
        Set<String> names = maps.readers().getOrDefault(row.field(), Set.of());
        if (!names.isEmpty()) {
            return "`" + String.join("`, `", names) + "`";
        }
        return row.hasReason() ? row.reason() : maps.ignored().getOrDefault(row.field(), "");
    }

    private static void line(StringBuilder page, String... cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static List<Row> rows() {
        try (Reader reader = Files.newBufferedReader(LIST)) {
            List<CsvRow> lines = CsvRow.read(reader);
            return lines.subList(1, lines.size()).stream()
                    .map(line -> new Row(line.value(0), line.value(1), line.value(2)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
