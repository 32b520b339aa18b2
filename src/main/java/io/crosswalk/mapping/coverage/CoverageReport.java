package io.crosswalk.mapping.coverage;

import io.crosswalk.mapping.Coverage;
import io.crosswalk.mapping.Coverage.Difference;
import io.crosswalk.mapping.Coverage.MapCoverage;
import io.crosswalk.mapping.Coverage.MissingRow;
import io.crosswalk.mapping.plan.Definitions;
import io.crosswalk.mapping.plan.Erratum;
import io.crosswalk.mapping.plan.MapDefinition;
import io.crosswalk.terminology.CsvRow;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the guide's rows and counts. */
public final class CoverageReport {

    private CoverageReport() {}

    public static Coverage of(Definitions definitions, Path csv) {
        Map<String, String> differences = new HashMap<>();
        for (MapDefinition map : definitions.maps().values()) {
            map.guide().forEach((row, reason) -> differences.put(row.value(), reason));
        }
        Map<String, List<Erratum>> errata = definitions.errata().stream().collect(Collectors.groupingBy(Erratum::row));
        CoverageAnalysis analysis = new CoverageAnalysis(definitions);
        List<MapCoverage> maps = new ArrayList<>();
        rowsByMap(csv, errata)
                .forEach((map, rows) -> maps.add(count(map, rows, analysis.judge(map, rows), differences)));
        return new Coverage(maps);
    }

    private static MapCoverage count(
            String map, List<GuideRow> rows, List<String> verdicts, Map<String, String> differences) {
        List<MissingRow> missing = new ArrayList<>();
        List<Difference> different = new ArrayList<>();
        int implemented = 0;
        int corrected = 0;
        for (int i = 0; i < rows.size(); i++) {
            String id = rows.get(i).id();
            String reason = differences.get(id);
            if (reason != null) {
                different.add(new Difference(id, reason));
            } else if (verdicts.get(i).isEmpty()) {
                implemented++;
                corrected += rows.get(i).corrected() ? 1 : 0;
            } else {
                missing.add(new MissingRow(id, verdicts.get(i)));
            }
        }
        return new MapCoverage(rows.get(0).kind(), map, rows.size(), implemented, corrected, missing, different);
    }

    private static Map<String, List<GuideRow>> rowsByMap(Path csv, Map<String, List<Erratum>> errata) {
        Map<String, List<GuideRow>> rows = new LinkedHashMap<>();
        try (Reader reader = Files.newBufferedReader(csv, StandardCharsets.UTF_8)) {
            List<CsvRow> lines = CsvRow.read(reader);
            List<String> header = lines.get(0).values();
            for (CsvRow line : lines.subList(1, lines.size())) {
                Map<String, String> cells = new HashMap<>();
                for (int i = 0; i < header.size(); i++) {
                    cells.put(header.get(i), line.value(i));
                }
                GuideRow row = GuideRow.of(cells, errata.getOrDefault(cells.get("row_id"), List.of()));
                if (row.isDecided()) {
                    rows.computeIfAbsent(row.map(), m -> new ArrayList<>()).add(row);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
