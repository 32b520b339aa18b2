package io.crosswalk.mapping.coverage;

import io.crosswalk.mapping.expression.Condition;
import io.crosswalk.mapping.expression.ExpressionException;
import io.crosswalk.mapping.expression.Parser;
import io.crosswalk.mapping.plan.Erratum;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of the guide's tables.
 *
 * @param path the FHIR path, through references, without labels: {@code performer.practitioner}
 * @param condition null when it has none
 * @param fhirType the type of the element, where the table names one
 * @param constant the constant that it assigns; empty when it assigns none
 * @param instruction whether the table says in words how the value is made
 * @param corrected whether an erratum of the table was applied
 */
record GuideRow(
        String id,
        String kind,
        String map,
        String key,
        boolean sourced,
        String path,
        String rowClass,
        @Nullable Condition condition,
        String dataTypeMap,
        String codeMap,
        String fhirType,
        String constant,
        boolean instruction,
        boolean corrected) {

    /**
     * @param printed the row by the names of its columns
     * @param errata what is known to be meant otherwise in this row
     */
    static GuideRow of(Map<String, String> printed, List<Erratum> errata) {
        Map<String, String> cells = new HashMap<>(printed);
        errata.forEach(erratum -> correct(cells, erratum));
        return new GuideRow(
                text(cells, "row_id"),
                text(cells, "kind"),
                text(cells, "map"),
                text(cells, "key"),
                !text(cells, "source").equals("constant"),
                path(text(cells, "target_path"), text(cells, "ref_path"), text(cells, "target_type")),
                text(cells, "class"),
                condition(text(cells, "condition")),
                text(cells, "datatype_map"),
                text(cells, "vocab_map"),
                text(cells, "fhir_type"),
                text(cells, "assignment_kind").equals("constant") ? unquoted(text(cells, "assignment")) : "",
                text(cells, "assignment_kind").equals("instruction"),
                !errata.isEmpty());
    }

    private static void correct(Map<String, String> cells, Erratum erratum) {
        switch (erratum.column()) {
            // what the table says in words only is said here in the canonical form
            case "condition_narrative" -> cells.put("condition", erratum.means());
            case "assignment" -> {
                cells.put("assignment", erratum.means());
                cells.put("assignment_kind", erratum.means().startsWith("\"") ? "constant" : "");
            }
            default -> cells.put(erratum.column(), erratum.means());
        }
    }

    /** The same row of a map that makes a primitive: the guide writes $this there for $value. */
    GuideRow ofPrimitive() {
        return path.isEmpty()
                ? new GuideRow(
                        id,
                        kind,
                        map,
                        key,
                        sourced,
                        "$value",
                        rowClass,
                        condition,
                        dataTypeMap,
                        codeMap,
                        fhirType,
                        constant,
                        instruction,
                        corrected)
                : this;
    }

    /** Whether the guide has decided it: what is left to the realm and proposed extensions are counted apart. */
    boolean isDecided() {
        return !rowClass.equals("local") && !rowClass.equals("proposed-extension");
    }

    /** Whether it wants an extension that HL7 has proposed and not approved. */
    boolean isProposed() {
        return rowClass.equals("proposed-extension");
    }

    private static String text(Map<String, String> cells, String name) {
        return cells.getOrDefault(name, "").strip();
    }

    private static String unquoted(String text) {
        return text.replace("\"", "").strip();
    }

    /** {@code name[1].given}, {@code practitioner(Practitioner.name)}: instance numbers and types go. */
    private static String path(String target, String behind, String type) {
        String own = target.startsWith(type + ".") ? target.substring(type.length() + 1) : target;
        String whole = behind.isEmpty() ? own : own + "." + behind;
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < whole.length(); i++) {
            char c = whole.charAt(i);
            if (c == '[') {
                int close = whole.indexOf(']', i);
                i = close < 0 ? whole.length() : close;
            } else if (c == '(') {
                int end = i + 1;
                while (end < whole.length() && Character.isLetterOrDigit(whole.charAt(end))) {
                    end++;
                }
                i = end - 1;
            } else if (c != ')' && c != ' ') {
                path.append(c);
            }
        }
        String clean = path.toString().replace("$this", "");
        return clean.startsWith(".") ? clean.substring(1) : clean;
    }

    /** The canonical form; {@code -> error} asks to stop, which never writes a value. */
    private static @Nullable Condition condition(String text) {
        int arrow = text.indexOf("->");
        String canonical = arrow < 0 ? text : text.substring(0, arrow).strip();
        if (canonical.isEmpty()) {
            return null;
        }
        try {
            return Parser.condition(canonical);
        } catch (ExpressionException e) {
            throw new IllegalArgumentException("a condition of the guide's table is not canonical: " + e.reason(), e);
        }
    }
}
