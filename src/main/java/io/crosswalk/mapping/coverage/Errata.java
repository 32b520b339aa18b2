package io.crosswalk.mapping.coverage;

import io.crosswalk.mapping.plan.Erratum;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows of the guide that are read in another form than they are printed in. */
final class Errata {

    private final Map<String, List<Erratum>> byRow;

    Errata(List<Erratum> errata) {
        this.byRow = errata.stream().collect(Collectors.groupingBy(Erratum::row));
    }

    /** Those of one row that hold for what it reads. */
    List<Erratum> of(String row, Map<String, String> printed) {
        return byRow.getOrDefault(row, List.of()).stream()
                .filter(erratum -> printed.getOrDefault(erratum.column(), "")
                        .equals(erratum.reads().strip()))
                .toList();
    }

    /** A row in the form that it is meant in. */
    static Map<String, String> corrected(Map<String, String> printed, List<Erratum> errata) {
        Map<String, String> cells = new HashMap<>(printed);
        errata.forEach(erratum -> cells.put(erratum.column(), erratum.means()));
        return cells;
    }
}
