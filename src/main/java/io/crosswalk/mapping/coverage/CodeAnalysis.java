package io.crosswalk.mapping.coverage;

import io.crosswalk.mapping.plan.Definitions;
import io.crosswalk.terminology.CodeMap;
import io.crosswalk.terminology.CodingSystems;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides for each row of the guide's vocabulary tables whether the loaded code map of its name translates so. */
final class CodeAnalysis {

    private final Definitions definitions;

    CodeAnalysis(Definitions definitions) {
        this.definitions = definitions;
    }

    /** Table, code and line: {@code MaritalStatus/M#7}. A row without a code of v2 is known by what it becomes. */
    static String id(Map<String, String> row) {
        String code = text(row, "v2_code");
        return text(row, "map") + '/' + (code.isEmpty() ? text(row, "fhir_code") : code) + '#' + text(row, "line");
    }

    Verdict judge(Map<String, String> row) {
        String name = text(row, "map");
        CodeMap map = definitions.codeMap(name);
        if (map == null) {
            return Verdict.missing("there is no code map '" + name + "'");
        }
        String code = text(row, "v2_code");
        if (code.isEmpty()) {
            return Verdict.missing("the row has no code of v2");
        }
        List<CodeMap.Row> ofSystem = map.rows(code).stream()
                .filter(candidate -> isOf(candidate, text(row, "v2_system")))
                .toList();
        if (ofSystem.isEmpty()) {
            return Verdict.missing("code map '" + name + "' has no code '" + code + "'");
        }
        List<CodeMap.Row> translated =
                ofSystem.stream().filter(candidate -> becomes(candidate, row)).toList();
        return translated.isEmpty()
                ? Verdict.missing("code map '" + name + "' translates '" + code + "' into something else")
                : Verdict.implementedBy(translated.stream()
                        .map(candidate -> Set.of(Exercise.row(candidate)))
                        .toList());
    }

    /** A row for any system is one for this system too; a name that nobody knows says nothing. */
    private static boolean isOf(CodeMap.Row row, String system) {
        String uri = CodingSystems.system(system);
        return uri == null || row.sourceSystem().isEmpty() || uri.equals(row.sourceSystem());
    }

    private static boolean becomes(CodeMap.Row row, Map<String, String> guide) {
        return row.targets().stream()
                .anyMatch(target -> target.code().equals(text(guide, "fhir_code"))
                        && trimmed(target.system()).equals(trimmed(text(guide, "fhir_system"))));
    }

    /** The tables write some systems with a slash or a dot at the end. */
    private static String trimmed(String system) {
        return system.endsWith("/") || system.endsWith(".") ? system.substring(0, system.length() - 1) : system;
    }

    private static String text(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }
}
