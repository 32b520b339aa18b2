package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.source.SourcePathException;
import io.crosswalk.source.hl7v2.Hl7v2Schema;
import io.crosswalk.terminology.CsvRow;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whoever comes from Microsoft's converter misses nothing: each field that its templates read is read here, or has a reason
 * why writing it would harm.
 */
class PeerFieldsTest {

    private static final Path LIST = Path.of("src/test/resources/hl7v2-peer-fields.csv");

    /** A field that a template reads; with a reason it is left out here. */
    private record Row(String field, String reason) {

        String segment() {
            return field.substring(0, 3);
        }
    }

    private final FieldReaders fields = FieldReaders.ofTheMappings();
    private final List<Row> rows = rows();

    @Test
    void eachFieldOfTheListIsReadOrHasAReasonAndNeverBoth() {
        assertThat(rows.stream()
                        .filter(row ->
                                fields.isRead(row.field()) != row.reason().isEmpty())
                        .map(Row::field))
                .isEmpty();
    }

    @Test
    void theListHasFieldsOfTheStandardEachOnce() {
        assertThat(rows).map(Row::field).doesNotHaveDuplicates().allMatch(PeerFieldsTest::isField);
    }

    @Test
    void theListHasAllSegmentsThatTheTemplatesRead() {
        assertThat(rows.stream().map(Row::segment).distinct()).hasSizeGreaterThanOrEqualTo(54);
    }

    private static boolean isField(String field) {
        try {
            Hl7v2Schema.standard().compile(field.substring(0, 3), field);
            return true;
        } catch (SourcePathException e) {
            return false;
        }
    }

    private static List<Row> rows() {
        try (Reader reader = Files.newBufferedReader(LIST)) {
            List<CsvRow> lines = CsvRow.read(reader);
            return lines.subList(1, lines.size()).stream()
                    .map(line -> new Row(line.value(0), line.value(1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
