package io.crosswalk.mapping.coverage;

import io.crosswalk.mapping.plan.Definitions;
import io.crosswalk.mapping.plan.MapDefinition;
import io.crosswalk.mapping.plan.MapDefinition.CandidateDefinition;
import io.crosswalk.mapping.plan.MapDefinition.RuleDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules that implement a row of the guide for clinical documents. Its rows are prose in part, so a map says under
 * {@code rows:} which of its rules implement which row; what it says is held against the element that the row names.
 */
final class DocumentAnalysis {

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");
    private static final Set<String> NO_ELEMENTS = Set.of("Narrative", "uri", "dateTime");
    /** Two rules for one row are told by a row at most in four ways each. */
    private static final int MOST_WAYS = 256;

    private final Map<String, List<Declared>> declared = new HashMap<>();

    private record Declared(MapDefinition map, List<RuleDefinition> rules) {}

    DocumentAnalysis(Definitions definitions) {
        for (MapDefinition map : definitions.maps().values()) {
            map.rows()
                    .forEach((row, targets) -> declared.computeIfAbsent(row.value(), r -> new ArrayList<>())
                            .add(new Declared(map, rules(definitions, map, targets))));
        }
    }

    private static List<RuleDefinition> rules(Definitions definitions, MapDefinition map, String targets) {
        List<RuleDefinition> rules = new ArrayList<>();
        for (String target : targets.strip().split("\\s+")) {
            RuleDefinition rule = rule(definitions, map, target, new HashSet<>());
            if (rule != null) {
                rules.add(rule);
            }
        }
        return rules;
    }

    /** The rule of a map for a target: its own, else that of a map it uses. */
    private static @Nullable RuleDefinition rule(
            Definitions definitions, MapDefinition map, String target, Set<MapDefinition> seen) {
        for (RuleDefinition rule : map.rules()) {
            if (rule.targetText().value().equals(target)) {
                return rule;
            }
        }
        for (var name : map.use()) {
            MapDefinition used = definitions.maps().get(name.value());
            if (used != null && seen.add(used)) {
                RuleDefinition rule = rule(definitions, used, target, seen);
                if (rule != null) {
                    return rule;
                }
            }
        }
        return null;
    }

    Verdict judge(Map<String, String> cells) {
        List<Declared> all = declared.getOrDefault(cells.getOrDefault("row_id", ""), List.of());
        if (all.isEmpty()) {
            return Verdict.missing("no map names it under 'rows:'");
        }
        List<Set<String>> ran = new ArrayList<>();
        String reason = "";
        for (Declared one : all) {
            // What becomes of the tags of a narrative is told in elements of XHTML, which are no elements of FHIR; of a
            // primitive, the row tells an example of its text; what stands in parentheses is a remark.
            String path = cells.getOrDefault("fhir_path", "");
            boolean named = !NO_ELEMENTS.contains(cells.getOrDefault("fhir_resource", "")) && !path.startsWith("(");
            String other = disagreement(one, named ? path : "");
            if (other.isEmpty()) {
                ran.addAll(ways(one.rules()));
            } else {
                reason = other;
            }
        }
        return ran.isEmpty() ? Verdict.missing(reason) : Verdict.implementedBy(ran);
    }

    /** What the rules are for, when that is nothing the row names; empty when they agree. */
    private static String disagreement(Declared declared, String path) {
        Set<String> wanted = words(path);
        if (declared.rules().isEmpty()) {
            return "map '" + declared.map().name().value() + "' has no such rule";
        }
        if (wanted.isEmpty()) {
            return "";
        }
        for (RuleDefinition rule : declared.rules()) {
            if (names(rule).stream().anyMatch(name -> isAmong(name, wanted))) {
                return "";
            }
        }
        return "the rule at " + declared.rules().get(0).place() + " is for '"
                + declared.rules().get(0).targetText().value() + "', and the row for " + path;
    }

    private static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        words.removeIf(word -> Character.isUpperCase(word.charAt(0)));
        return words;
    }

    /** The names of the elements on the way of a rule, from the last. */
    private static Set<String> names(RuleDefinition rule) {
        return words(
                rule.targetText().value().replaceAll("\\[(?!x])[^\\]]*]", "").replace("$value", "value"));
    }

    /** {@code effective[x]} is what a row calls effectiveDateTime. */
    private static boolean isAmong(String name, Set<String> wanted) {
        return wanted.contains(name) || wanted.stream().anyMatch(word -> word.startsWith(name) && name.length() > 3);
    }

    /** Each way in which all of the rules may have run. */
    private static List<Set<String>> ways(List<RuleDefinition> rules) {
        List<Set<String>> ways = List.of(Set.of());
        for (RuleDefinition rule : rules) {
            List<Set<String>> more = new ArrayList<>();
            for (Set<String> before : ways) {
                for (String candidate : candidates(rule)) {
                    Set<String> way = new HashSet<>(before);
                    way.add(candidate);
                    more.add(way);
                }
            }
            ways = more.size() > MOST_WAYS ? more.subList(0, MOST_WAYS) : more;
        }
        return ways;
    }

    private static List<String> candidates(RuleDefinition rule) {
        List<String> candidates = new ArrayList<>(
                rule.candidates().stream().map(CandidateDefinition::place).toList());
        if (rule.orAbsent()) {
            candidates.add(MapDefinition.absence(rule.place()));
        }
        return candidates;
    }
}
