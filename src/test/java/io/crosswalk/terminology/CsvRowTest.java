package io.crosswalk.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRowTest {

    private static List<CsvRow> read(String text) {
        return CsvRow.read(new StringReader(text));
    }

    @Test
    void readsPlainAndQuotedValues() {
        assertThat(read("a,\"b, c\",\"d \"\"e\"\"\"\n"))
                .containsExactly(new CsvRow(1, List.of("a", "b, c", "d \"e\"")));
    }

    @Test
    void countsLinesOverQuotedLineEndsAndEmptyLines() {
        assertThat(read("\ufeffa,\"1\n2\"\r\n\r\nb,\n\nc"))
                .containsExactly(
                        new CsvRow(1, List.of("a", "1\n2")),
                        new CsvRow(4, List.of("b", "")),
                        new CsvRow(6, List.of("c")));
    }

    @Test
    void keepsEmptyValues() {
        assertThat(read(",a,,\n")).containsExactly(new CsvRow(1, List.of("", "a", "", "")));
    }

    @Test
    void givesAnEmptyValueBeyondTheEndOfARow() {
        assertThat(read("a").get(0).value(3)).isEmpty();
    }

    @Test
    void readsAnEmptyFile() {
        assertThat(read("")).isEmpty();
    }
}
