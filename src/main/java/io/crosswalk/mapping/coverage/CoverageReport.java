package io.crosswalk.mapping.coverage;

import io.crosswalk.mapping.Coverage;
import io.crosswalk.mapping.Coverage.Difference;
import io.crosswalk.mapping.Coverage.Kind;
import io.crosswalk.mapping.Coverage.MapCoverage;
import io.crosswalk.mapping.Coverage.MissingRow;
import io.crosswalk.mapping.Coverage.Proposed;
import io.crosswalk.mapping.plan.Definitions;
import io.crosswalk.mapping.plan.Erratum;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the guide's rows and counts. */
public final class CoverageReport {

    private final Definitions definitions;
    private final Exercise exercise;
    private final Errata errata;
    private final Map<String, String> differences;

    private CoverageReport(Definitions definitions, Exercise exercise) {
        this.definitions = definitions;
        this.exercise = exercise;
        this.errata = new Errata(definitions.errata());
        this.differences = definitions.differences();
    }

    /**
     * @param guide the rows of segments and data types, or the folder with the files of all rows
     * @param exercise what has run
     */
    public static Coverage of(Definitions definitions, Path guide, Exercise exercise) {
        CoverageReport report = new CoverageReport(definitions, exercise);
        List<MapCoverage> maps = new ArrayList<>();
        if (Files.isDirectory(guide)) {
            report.elements(guide.resolve("coverage.csv"), maps);
            report.messages(guide.resolve("messages.csv"), maps);
            report.codes(guide.resolve("codesystems.csv"), maps);
        } else {
            report.elements(guide, maps);
        }
        return new Coverage(maps, exercise.messages());
    }

    /** The rows of the guide for clinical documents, by its pages. */
    public static Coverage ofDocuments(Definitions definitions, Path rows, Exercise exercise) {
        List<MapCoverage> maps = new ArrayList<>();
        new CoverageReport(definitions, exercise).documents(rows, maps);
        return new Coverage(maps, exercise.messages());
    }

    private void documents(Path csv, List<MapCoverage> maps) {
        DocumentAnalysis analysis = new DocumentAnalysis(definitions);
        Map<String, Count> counts = new LinkedHashMap<>();
        for (Map<String, String> cells : GuideTable.rows(csv)) {
            // The guide says of a few elements that FHIR has no place for them.
            if (!cells.getOrDefault("mapped", "").equals("not-supported")) {
                boolean corrected = !cells.getOrDefault("erratum", "").isEmpty();
                counts.computeIfAbsent(cells.getOrDefault("page", ""), page -> new Count(Kind.DOCUMENTS, page))
                        .decided(cells.getOrDefault("row_id", ""), "", corrected, analysis.judge(cells));
            }
        }
        counts.values().forEach(count -> maps.add(count.result()));
    }

    // ---- segments and data types

    private void elements(Path csv, List<MapCoverage> maps) {
        Map<String, List<GuideRow>> byMap = new LinkedHashMap<>();
        for (Map<String, String> cells : GuideTable.rows(csv)) {
            GuideRow row = GuideRow.of(cells, errata.of(cells.getOrDefault("row_id", ""), cells));
            if (row.isDecided() || row.isProposed()) {
                byMap.computeIfAbsent(row.map(), m -> new ArrayList<>()).add(row);
            }
        }
        CoverageAnalysis analysis = new CoverageAnalysis(definitions);
        byMap.forEach((map, rows) -> {
            Count count = new Count(kind(rows.get(0)), map);
            List<Verdict> verdicts = analysis.judge(map, rows);
            for (int i = 0; i < rows.size(); i++) {
                GuideRow row = rows.get(i);
                if (row.isProposed()) {
                    count.proposed(verdicts.get(i));
                } else {
                    count.decided(row.id(), "", row.corrected(), verdicts.get(i));
                }
            }
            maps.add(count.result());
        });
    }

    private static Kind kind(GuideRow row) {
        return row.kind().equals("segment") ? Kind.SEGMENTS : Kind.DATATYPES;
    }

    // ---- messages

    private void messages(Path csv, List<MapCoverage> maps) {
        Map<String, List<MessageRow>> byMessage = new LinkedHashMap<>();
        Map<String, String> shared = new LinkedHashMap<>();
        for (Map<String, String> cells : GuideTable.rows(csv)) {
            if (!cells.getOrDefault("mapped", "").equals("yes")) {
                continue;
            }
            String id = cells.getOrDefault("row_id", "");
            List<Erratum> meant = new ArrayList<>(errata.of(MessageRow.sharedId(cells), cells));
            meant.addAll(errata.of(id, cells));
            MessageRow row = MessageRow.of(cells, meant);
            shared.put(id, MessageRow.sharedId(cells));
            byMessage.computeIfAbsent(row.structure(), m -> new ArrayList<>()).add(row);
        }
        MessageAnalysis analysis = new MessageAnalysis(definitions);
        byMessage.forEach((message, rows) -> {
            Count count = new Count(Kind.MESSAGES, message);
            rows.forEach(row -> count.decided(
                    row.id(), shared.getOrDefault(row.id(), ""), row.corrected(), analysis.judge(row, rows)));
            maps.add(count.result());
        });
    }

    // ---- codes

    private void codes(Path csv, List<MapCoverage> maps) {
        CodeAnalysis analysis = new CodeAnalysis(definitions);
        Map<String, Count> counts = new LinkedHashMap<>();
        for (Map<String, String> cells : GuideTable.rows(csv)) {
            if (cells.getOrDefault("class", "").equals("mapped")) {
                String id = CodeAnalysis.id(cells);
                List<Erratum> meant = errata.of(id, cells);
                counts.computeIfAbsent(cells.getOrDefault("map", ""), map -> new Count(Kind.CODES, map))
                        .decided(id, "", !meant.isEmpty(), analysis.judge(Errata.corrected(cells, meant)));
            }
        }
        counts.values().forEach(count -> maps.add(count.result()));
    }

    /** What one table comes to. */
    private final class Count {

        private final Kind kind;
        private final String map;
        private final List<MissingRow> missing = new ArrayList<>();
        private final List<String> unexercised = new ArrayList<>();
        private final List<Difference> different = new ArrayList<>();
        private int total;
        private int implemented;
        private int corrected;
        private Proposed proposed = Proposed.NONE;

        Count(Kind kind, String map) {
            this.kind = kind;
            this.map = map;
        }

        /** @param sharedId another key that a difference may be declared under; empty for none */
        void decided(String id, String sharedId, boolean isCorrected, Verdict verdict) {
            total++;
            String reason = differences.containsKey(id) ? differences.get(id) : differences.get(sharedId);
            if (reason != null) {
                different.add(new Difference(id, reason));
            } else if (verdict.isImplemented()) {
                implemented++;
                corrected += isCorrected ? 1 : 0;
                if (!exercise.covers(verdict)) {
                    unexercised.add(id);
                }
            } else {
                missing.add(new MissingRow(id, verdict.reason()));
            }
        }

        void proposed(Verdict verdict) {
            int done = verdict.isImplemented() ? 1 : 0;
            proposed = proposed.plus(new Proposed(1, done, exercise.covers(verdict) ? 1 : 0));
        }

        MapCoverage result() {
            return new MapCoverage(kind, map, total, implemented, corrected, missing, unexercised, different, proposed);
        }
    }
}
