package io.crosswalk.mapping;

import io.crosswalk.mapping.coverage.CoverageReport;
import io.crosswalk.mapping.coverage.Exercise;
import io.crosswalk.message.Format;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of HL7's guide the loaded mappings implement, computed from the compiled plan, and how much of that messages have
 * really run.
 *
 * @param maps one entry for each table of the guide, in the order of the files
 * @param messages how many messages were converted to see what runs
 */
public record Coverage(List<MapCoverage> maps, int messages) {

    public Coverage {
        maps = List.copyOf(maps);
    }

    /** What a table of the guide maps. */
    public enum Kind {
        SEGMENTS,
        DATATYPES,
        MESSAGES,
        CODES,
        /** Pages of the guide for clinical documents. */
        DOCUMENTS
    }

    /**
     * One table of the guide.
     *
     * @param map name of the table: {@code PID[Patient]}, {@code ADT_A01}, {@code MaritalStatus}
     * @param total decided rows
     * @param implemented how many of them a rule implements
     * @param corrected how many of these are implemented in the form that an erratum gives them
     * @param missing row ids that nothing implements
     * @param unexercised row ids that are implemented, and that no message has run
     * @param differences row ids that a map differs from on purpose, with its reason
     * @param proposed rows that want an extension which HL7 has proposed and not approved; they are not in the other counts
     */
    public record MapCoverage(
            Kind kind,
            String map,
            int total,
            int implemented,
            int corrected,
            List<MissingRow> missing,
            List<String> unexercised,
            List<Difference> differences,
            Proposed proposed) {

        public MapCoverage {
            missing = List.copyOf(missing);
            unexercised = List.copyOf(unexercised);
            differences = List.copyOf(differences);
        }

        /** How many of the implemented rows a message has run. */
        public int exercised() {
            return implemented - unexercised.size();
        }
    }

    /** Rows that want an extension which is not approved. */
    public record Proposed(int total, int implemented, int exercised) {

        public static final Proposed NONE = new Proposed(0, 0, 0);

        public Proposed plus(Proposed other) {
            return new Proposed(total + other.total, implemented + other.implemented, exercised + other.exercised);
        }
    }

    /** A row that no rule implements, and the nearest reason why not. */
    public record MissingRow(String row, String reason) {}

    /** A row that the mapping decides otherwise, with the reason its map gives. */
    public record Difference(String row, String reason) {}

    /**
     * Compares the plan of {@code library} with the guide's rows.
     *
     * @param guide the guide's rows of segments and data types, or the folder that holds {@code coverage.csv}, {@code
     *     messages.csv} and {@code codesystems.csv}
     * @param messages HL7 v2 messages that are converted, so that it is seen which rules run; what cannot be converted runs none
     */
    public static Coverage of(MappingLibrary library, Path guide, Iterable<byte[]> messages) {
        Exercise exercise = new Exercise();
        Converter converter = new Converter(library);
        messages.forEach(body -> {
            converter.exercise(Format.HL7V2, body, exercise);
            exercise.converted();
        });
        return CoverageReport.of(library.definitions(), guide, exercise);
    }

    /**
     * Compares the maps of clinical documents with the rows of the guide C-CDA on FHIR.
     *
     * @param rows the guide's rows
     * @param documents clinical documents that are converted, so that it is seen which rules run
     */
    public static Coverage ofDocuments(MappingLibrary library, Path rows, Iterable<byte[]> documents) {
        Exercise exercise = new Exercise();
        Converter converter = new Converter(library);
        documents.forEach(body -> {
            converter.exercise(Format.CDA, body, exercise);
            exercise.converted();
        });
        return CoverageReport.ofDocuments(library.documents().definitions(), rows, exercise);
    }

    /** With the tables of another guide. */
    public Coverage and(Coverage other) {
        List<MapCoverage> all = new ArrayList<>(maps);
        all.addAll(other.maps);
        return new Coverage(all, messages + other.messages);
    }

    /** The tables of one kind only. */
    public Coverage of(Kind kind) {
        return new Coverage(maps.stream().filter(map -> map.kind() == kind).toList(), messages);
    }

    public int total() {
        return maps.stream().mapToInt(MapCoverage::total).sum();
    }

    /** How many of the implemented rows are read in another form than they are printed in. */
    public int corrected() {
        return maps.stream().mapToInt(MapCoverage::corrected).sum();
    }

    public int differences() {
        return maps.stream().mapToInt(map -> map.differences().size()).sum();
    }

    public int implemented() {
        return maps.stream().mapToInt(MapCoverage::implemented).sum();
    }

    public int exercised() {
        return maps.stream().mapToInt(MapCoverage::exercised).sum();
    }

    /** Rows that want an extension which is not approved. */
    public Proposed proposed() {
        return maps.stream().map(MapCoverage::proposed).reduce(Proposed.NONE, Proposed::plus);
    }
}
