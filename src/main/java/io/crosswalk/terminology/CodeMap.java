package io.crosswalk.terminology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

        /** {@code file:line}; without a line where it stands in no file. */
        public String place() {
            return line == 0 ? file : file + ":" + line;
        }
    }

    private final String name;
    private final Map<String, List<Row>> rows;
    private final List<CodePattern> patterns;
    private final String sourceSystem;

    private CodeMap(String name, Map<String, List<Row>> rows) {
        this.name = name;
        this.rows = Map.copyOf(rows);
        this.patterns = rows.values().stream()
                .flatMap(List::stream)
                .map(CodePattern::of)
                .filter(Objects::nonNull)
                .toList();
        List<String> systems = rows.values().stream()
                .flatMap(List::stream)
                .map(Row::sourceSystem)
                .distinct()
                .toList();
        this.sourceSystem = systems.size() == 1 ? systems.get(0) : "";
    }

    /** A map of the rows; what rows of one system and code become is one-to-many. */
    public static CodeMap of(String name, List<Row> rows) {
        Map<String, List<Row>> byCode = new LinkedHashMap<>();
        for (Row row : rows) {
            add(byCode.computeIfAbsent(row.sourceCode(), code -> new ArrayList<>(1)), row);
        }
        byCode.replaceAll((code, all) -> List.copyOf(all));
        return new CodeMap(name, byCode);
    }

    private static void add(List<Row> ofCode, Row row) {
        for (int i = 0; i < ofCode.size(); i++) {
            Row before = ofCode.get(i);
            if (before.sourceSystem().equals(row.sourceSystem())) {
                Set<Target> targets = new LinkedHashSet<>(before.targets());
                targets.addAll(row.targets());
                ofCode.set(
                        i,
                        new Row(
                                before.sourceSystem(),
                                before.sourceCode(),
                                List.copyOf(targets),
                                before.file(),
                                before.line()));
                return;
            }
        }
        ofCode.add(row);
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

    /** This map with rows that stand instead of its own for the same system and code. */
    public CodeMap changedBy(CodeMap other) {
        List<Row> all = new ArrayList<>();
        for (Row row : rows()) {
            boolean replaced = other.rows(row.sourceCode()).stream()
                    .anyMatch(instead -> instead.sourceSystem().equals(row.sourceSystem()));
            if (!replaced) {
                all.add(row);
            }
        }
        all.addAll(other.rows());
        return of(name, all);
    }

    /** All rows. */
    public List<Row> rows() {
        return rows.values().stream().flatMap(List::stream).toList();
    }

    /** All rows with a source code, whatever system it is of. */
    public List<Row> rows(String code) {
        return rows.getOrDefault(code, List.of());
    }

    /** The source codes that it knows. */
    public Set<String> codes() {
        return rows.keySet();
    }

    /** The system of all its codes; empty when there are several, or none is named. */
    public String sourceSystem() {
        return sourceSystem;
    }

    /** The systems of all codes that come out. */
    public Set<String> targetSystems() {
        Set<String> systems = new TreeSet<>();
        rows.values().forEach(all -> all.forEach(row -> row.targets().forEach(target -> systems.add(target.system()))));
        return systems;
    }

    /**
     * What the code becomes: the row of its own system, else a row for any system, else the first row with that code; else
     * that of a row whose code stands for many, as {@code Q<integer>H}.
     *
     * @param system URI, or a name that {@link CodingSystems#system} knows; empty when the source does not say
     */
    public @Nullable Row lookup(String system, String code) {
        List<Row> candidates = rows.get(code);
        if (candidates == null) {
            return ofPattern(code);
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

    private @Nullable Row ofPattern(String code) {
        for (CodePattern pattern : patterns) {
            Row row = pattern.row(code);
            if (row != null) {
                return row;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return "CodeMap[" + name + ", " + rows.size() + " codes]";
    }
}
