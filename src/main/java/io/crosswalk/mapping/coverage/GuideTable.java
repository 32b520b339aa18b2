package io.crosswalk.mapping.coverage;

import io.crosswalk.terminology.CsvRow;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A CSV file of the guide's rows. */
final class GuideTable {

    private GuideTable() {}

    /** Its rows by the names of their columns; none when there is no such file. */
    static List<Map<String, String>> rows(Path csv) {
        if (!Files.exists(csv)) {
            return List.of();
        }
        try (Reader reader = Files.newBufferedReader(csv, StandardCharsets.UTF_8)) {
            List<CsvRow> lines = CsvRow.read(reader);
            List<String> header = lines.get(0).values();
            List<Map<String, String>> rows = new ArrayList<>();
            for (CsvRow line : lines.subList(1, lines.size())) {
                Map<String, String> cells = new HashMap<>();
                for (int i = 0; i < header.size(); i++) {
                    cells.put(header.get(i), line.value(i).strip());
                }
                rows.add(cells);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
