package io.crosswalk.terminology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which codes of FHIR stand for which codes of a source. Immutable. */
public final class CodeMap {

    /**
     * One code that comes out.
     *
     * @param system URI of its code system
     * @param display empty when the table has none
     */
    public record Target(String system, String code, String display) {}

    /**
     * What one source code becomes.
     *
     * @param sourceSystem URI of the system the code must be in; empty when it may be in any
     * @param targets one or more: all of them become codings of a CodeableConcept, the first becomes the code
     * @param file the file it stands in, as it was given to the loader
     * @param line the line of its first target
     */
    public record Row(String sourceSystem, String sourceCode, List<Target> targets, String file, int line) {

        public Row {
            targets = List.copyOf(targets);
            if (targets.isEmpty()) {
                throw new IllegalArgumentException("a row of a code map needs a target");
            }
        }
    }

    private final String name;
    private final Map<String, List<Row>> rows;

    private CodeMap(String name, Map<String, List<Row>> rows) {
        this.name = name;
        this.rows = Map.copyOf(rows);
    }

    /** A map of the rows; two rows must not have the same system and code. */
    public static CodeMap of(String name, List<Row> rows) {
        Map<String, List<Row>> byCode = new LinkedHashMap<>();
        for (Row row : rows) {
            byCode.computeIfAbsent(row.sourceCode(), code -> new ArrayList<>(1)).add(row);
        }
        byCode.replaceAll((code, all) -> List.copyOf(all));
        return new CodeMap(name, byCode);
    }

    public String name() {
        return name;
    }

    /** Whether it has no rows: the guide names it and leaves it empty. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** This map with the rows of another one added. */
    public CodeMap with(CodeMap more) {
        List<Row> all = new ArrayList<>();
        rows.values().forEach(all::addAll);
        more.rows.values().forEach(all::addAll);
        return of(name, all);
    }

    /** The source codes that it knows. */
    public Set<String> codes() {
        return rows.keySet();
    }

    /** The systems of all codes that come out. */
    public Set<String> targetSystems() {
        Set<String> systems = new TreeSet<>();
        rows.values().forEach(all -> all.forEach(row -> row.targets().forEach(target -> systems.add(target.system()))));
        return systems;
    }

    /**
     * What the code becomes: the row of its own system, else a row for any system, else the first row with that code.
     *
     * @param system URI, or a name that {@link CodingSystems#system} knows; empty when the source does not say
     */
    public @Nullable Row lookup(String system, String code) {
        List<Row> candidates = rows.get(code);
        if (candidates == null) {
            return null;
        }
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        Row any = null;
        for (Row row : candidates) {
            if (!system.isEmpty() && row.sourceSystem().equals(system)) {
                return row;
            }
            any = any == null && row.sourceSystem().isEmpty() ? row : any;
        }
        return any == null ? candidates.get(0) : any;
    }

    @Override
    public String toString() {
        return "CodeMap[" + name + ", " + rows.size() + " codes]";
    }
}
