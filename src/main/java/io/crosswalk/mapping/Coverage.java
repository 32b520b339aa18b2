package io.crosswalk.mapping;

import io.crosswalk.mapping.coverage.CoverageReport;
import java.nio.file.Path;
import java.util.List;

/**
 * How much of HL7's guide the loaded mappings implement, computed from the compiled plan.
 *
 * @param maps one entry for each table of the guide, in the order of the file
 */
public record Coverage(List<MapCoverage> maps) {

    public Coverage {
        maps = List.copyOf(maps);
    }

    /**
     * One table of the guide.
     *
     * @param kind what the table maps, in the guide's words: {@code segment} or {@code datatype}
     * @param map name of the table: {@code PID[Patient]}
     * @param total decided rows
     * @param implemented how many of them a rule implements
     * @param corrected how many of these are implemented in the form that an erratum gives them
     * @param missing row ids that nothing implements
     * @param differences row ids that a map differs from on purpose, with its reason
     */
    public record MapCoverage(
            String kind,
            String map,
            int total,
            int implemented,
            int corrected,
            List<MissingRow> missing,
            List<Difference> differences) {

        public MapCoverage {
            missing = List.copyOf(missing);
            differences = List.copyOf(differences);
        }
    }

    /** A row that no rule implements, and the nearest reason why not. */
    public record MissingRow(String row, String reason) {}

    /** A row that the mapping decides otherwise, with the reason its map gives. */
    public record Difference(String row, String reason) {}

    /** Compares the plan of {@code library} with the guide's rows in {@code coverageCsv}. */
    public static Coverage of(MappingLibrary library, Path coverageCsv) {
        return CoverageReport.of(library.definitions(), coverageCsv);
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
}
