package io.crosswalk.mapping.coverage;

import io.crosswalk.mapping.expression.Literal;
import io.crosswalk.mapping.plan.MapDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Decides for each row of the guide whether a rule implements it, and why not. */
final class CoverageAnalysis {

    private final Map<String, MapDefinition> maps;
    private final Facts facts;

    CoverageAnalysis(Map<String, MapDefinition> maps, Function<String, String> systems) {
        this.maps = maps;
        this.facts = new Facts(maps, systems);
    }

    /** For each row of one table: empty when it is implemented, else the nearest reason why not. */
    List<String> judge(String map, List<GuideRow> rows) {
        MapDefinition definition = maps.get(map);
        List<String> verdicts = new ArrayList<>();
        if (definition == null) {
            rows.forEach(row -> verdicts.add("there is no map '" + map + "'"));
            return verdicts;
        }
        List<Fact> all = facts.of(definition);
        LogicReader reader = new LogicReader(new LogicReader.View(definition.source(), definition.source()), Map.of());
        for (GuideRow row : rows) {
            verdicts.add(judge(row, all, reader, definition.source(), anyOf(row, rows, reader)));
        }
        return verdicts;
    }

    private static String judge(GuideRow row, List<Fact> all, LogicReader reader, String own, Logic allowed) {
        List<Fact> atPath = all.stream().filter(fact -> writes(fact, row)).toList();
        if (atPath.isEmpty()) {
            return "no rule writes " + (row.path().isEmpty() ? "$this" : row.path());
        }
        List<Fact> fromKey =
                atPath.stream().filter(fact -> reads(fact, row, all, own)).toList();
        if (fromKey.isEmpty()) {
            return row.constant().isEmpty()
                    ? "no rule writes " + row.path() + " from " + row.key()
                    : "the constant of " + row.path() + " does not belong to " + row.key();
        }
        List<Fact> ofType = row.dataTypeMap().isEmpty()
                ? fromKey
                : fromKey.stream()
                        .filter(fact -> has(fact.maps(), row.dataTypeMap()))
                        .toList();
        if (ofType.isEmpty()) {
            return "the rule for " + row.path() + " does not use " + row.dataTypeMap();
        }
        List<Fact> translated = row.codeMap().isEmpty()
                ? ofType
                : ofType.stream()
                        .filter(fact -> has(fact.codeMaps(), row.codeMap()))
                        .toList();
        if (translated.isEmpty()) {
            return "the rule for " + row.path() + " does not translate with " + row.codeMap();
        }
        return agrees(row, translated, reader, allowed);
    }

    private static boolean has(Set<String> names, String wanted) {
        return names.stream().anyMatch(name -> name.equalsIgnoreCase(wanted));
    }

    private static String agrees(GuideRow row, List<Fact> matching, LogicReader reader, Logic allowed) {
        Logic wanted = reader.logic(row.condition());
        Set<String> valued = row.sourced() ? Set.of(row.key()) : Set.of();
        Logic given = new Logic.Any(matching.stream().map(Fact::when).toList());
        if (!Logic.implies(wanted, given, valued)) {
            return row.condition() == null
                    ? "the rule for " + row.path() + " holds under a condition that the guide does not have"
                    : "the rule for " + row.path() + " does not hold wherever the guide's condition does";
        }
        Logic inOrder = new Logic.Any(matching.stream().map(Fact::whenInOrder).toList());
        Logic both = new Logic.All(List.of(given, inOrder));
        return Logic.implies(both, allowed, valued)
                ? ""
                : "the rule for " + row.path() + " also holds where the guide's condition does not";
    }

    /** When the guide writes the element at all: several rows of one element share its cases. */
    private static Logic anyOf(GuideRow row, List<GuideRow> rows, LogicReader reader) {
        List<Logic> conditions = new ArrayList<>();
        for (GuideRow other : rows) {
            if (same(other.path(), row.path())) {
                conditions.add(reader.logic(other.condition()));
            }
        }
        return new Logic.Any(conditions);
    }

    // ---- paths

    private static boolean writes(Fact fact, GuideRow row) {
        if (row.path().endsWith("extension.url") || row.path().endsWith("extension.uri")) {
            return fact.urls().stream()
                    .anyMatch(url ->
                            same(url.path(), row.path().substring(0, row.path().length() - 4))
                                    && (row.constant().isEmpty() || sameName(url.url(), row.constant())));
        }
        if (!row.constant().isEmpty()) {
            return constant(fact, row);
        }
        if (same(fact.path(), row.path())) {
            return true;
        }
        return fact.composite() && fact.constant() == null && below(row.path(), fact.path());
    }

    /** A constant row: the value itself, or a part of a code that is written as one. */
    private static boolean constant(Fact fact, GuideRow row) {
        Literal literal = fact.constant();
        if (literal == null) {
            return false;
        }
        String last = row.path().substring(row.path().lastIndexOf('.') + 1);
        if (same(fact.path(), row.path())) {
            return sameText(literal.value(), row.constant());
        }
        if (!below(row.path(), fact.path())) {
            return false;
        }
        return switch (last) {
            case "system" -> sameText(literal.system(), row.constant());
            case "display", "text" -> !literal.display().isEmpty();
            default -> sameText(literal.value(), row.constant());
        };
    }

    private static boolean below(String path, String parent) {
        String[] steps = path.split("\\.");
        String[] upper = parent.isEmpty() ? new String[0] : parent.split("\\.");
        if (upper.length == 0 || upper.length >= steps.length) {
            return false;
        }
        for (int i = 0; i < upper.length; i++) {
            if (!sameStep(steps[i], upper[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(String path, String other) {
        String[] one = path.split("\\.");
        String[] two = other.split("\\.");
        if (one.length != two.length) {
            return false;
        }
        for (int i = 0; i < one.length; i++) {
            if (!sameStep(one[i], two[i])) {
                return false;
            }
        }
        return true;
    }

    /** The guide's tables have a few letters wrong: valueSampedData, occurneceTiming. */
    private static boolean sameStep(String one, String two) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = two.toLowerCase(Locale.ROOT);
        return a.equals(b) || a.length() > 9 && Math.abs(a.length() - b.length()) < 2 && oneSlip(a, b);
    }

    private static boolean oneSlip(String a, String b) {
        int start = 0;
        while (start < a.length() && start < b.length() && a.charAt(start) == b.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < a.length() - start
                && end < b.length() - start
                && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
            end++;
        }
        return Math.max(a.length(), b.length()) - start - end <= 2;
    }

    private static boolean sameText(String one, String two) {
        return trimmed(one).equalsIgnoreCase(trimmed(two));
    }

    private static String trimmed(String text) {
        String clean = text.strip();
        return clean.endsWith(".") || clean.endsWith("/") ? clean.substring(0, clean.length() - 1) : clean;
    }

    /** Extension URLs of the guide vary in host and ending; the name at the end tells. */
    private static boolean sameName(String one, String two) {
        String a = name(one);
        String b = name(two);
        return a.endsWith(b) || b.endsWith(a);
    }

    private static String name(String url) {
        String last = url.strip().substring(url.strip().lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        StringBuilder letters = new StringBuilder();
        for (char c : last.replace(".html", "").replace("extension-", "").toCharArray()) {
            if (Character.isLetterOrDigit(c)) {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    // ---- sources

    private static boolean reads(Fact fact, GuideRow row, List<Fact> all, String own) {
        if (!row.sourced() || readsKey(fact, row.key(), own)) {
            return true;
        }
        if (fact.constant() == null && row.constant().isEmpty()) {
            return false;
        }
        String group = group(fact.labelled());
        boolean alone = true;
        for (Fact other : all) {
            if (other != fact
                    && other.constant() == null
                    && group(other.labelled()).equals(group)) {
                alone = false;
                if (readsKey(other, row.key(), own)) {
                    return true;
                }
            }
        }
        return alone;
    }

    /** The first labelled element of the way, or the first element: what a constant completes. */
    private static String group(String labelled) {
        int dot = labelled.indexOf('.', 1);
        return dot < 0 ? labelled : labelled.substring(0, dot);
    }

    private static boolean readsKey(Fact fact, String key, String own) {
        for (String read : fact.reads()) {
            if (read.equals(key) || read.startsWith(key + ".") || read.equals(own) && own.length() < 4) {
                return true;
            }
        }
        return mentions(fact.when(), key);
    }

    private static boolean mentions(Logic logic, String key) {
        if (logic instanceof Logic.All all) {
            return all.parts().stream().anyMatch(part -> mentions(part, key));
        }
        if (logic instanceof Logic.Any any) {
            return any.parts().stream().anyMatch(part -> mentions(part, key));
        }
        if (logic instanceof Logic.None none) {
            return mentions(none.part(), key);
        }
        if (logic instanceof Logic.OneOf one) {
            return one.path().equals(key);
        }
        return logic instanceof Logic.Valued valued && valued.path().equals(key);
    }
}
