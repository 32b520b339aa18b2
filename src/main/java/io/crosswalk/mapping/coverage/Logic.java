package io.crosswalk.mapping.coverage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Conditions as propositions over source values, so that two of them can be compared by trying all cases. A value is
 * absent, one of the texts that somebody names, or another text.
 */
sealed interface Logic {

    Logic TRUE = new All(List.of());

    /** The empty disjunction holds never. */
    Logic FALSE = new Any(List.of());

    /** All hold. */
    record All(List<Logic> parts) implements Logic {}

    /** Any holds. */
    record Any(List<Logic> parts) implements Logic {}

    /** Does not hold. */
    record None(Logic part) implements Logic {}

    /** The value at a path is one of these. */
    record OneOf(String path, Set<String> values) implements Logic {}

    /** There is a value at a path. */
    record Valued(String path) implements Logic {}

    /** Something else that holds or does not: a count, a length. */
    record Opaque(String text) implements Logic {}

    /** More cases than these are not tried. */
    int MOST_CASES = 300_000;

    String ABSENT = "";
    String OTHER = "\u0000other";

    /** Whether the second holds in every case in which the first does and the given paths are valued. */
    static boolean implies(Logic first, Logic second, Set<String> valued) {
        Map<String, List<String>> domains = new LinkedHashMap<>();
        collect(first, domains);
        collect(second, domains);
        for (String path : valued) {
            List<String> domain = domains.get(path);
            if (domain != null) {
                domain.remove(ABSENT);
            }
        }
        long cases = 1;
        for (List<String> domain : domains.values()) {
            cases *= domain.size();
        }
        return cases <= MOST_CASES
                ? tryAll(first, second, new ArrayList<>(domains.entrySet()), 0, new HashMap<>())
                : first.equals(second);
    }

    private static boolean tryAll(
            Logic first,
            Logic second,
            List<Map.Entry<String, List<String>>> domains,
            int index,
            Map<String, String> values) {
        if (index == domains.size()) {
            return !holds(first, values) || holds(second, values);
        }
        for (String value : domains.get(index).getValue()) {
            values.put(domains.get(index).getKey(), value);
            if (!tryAll(first, second, domains, index + 1, values)) {
                return false;
            }
        }
        return true;
    }

    private static void collect(Logic logic, Map<String, List<String>> domains) {
        if (logic instanceof All all) {
            all.parts().forEach(part -> collect(part, domains));
        } else if (logic instanceof Any any) {
            any.parts().forEach(part -> collect(part, domains));
        } else if (logic instanceof None none) {
            collect(none.part(), domains);
        } else if (logic instanceof OneOf one) {
            add(domains, one.path(), one.values());
        } else if (logic instanceof Valued valued) {
            add(domains, valued.path(), Set.of());
        } else if (logic instanceof Opaque opaque) {
            domains.putIfAbsent(opaque.text(), new ArrayList<>(List.of(ABSENT, OTHER)));
        }
    }

    private static void add(Map<String, List<String>> domains, String path, Set<String> values) {
        List<String> domain = domains.computeIfAbsent(path, p -> new ArrayList<>(List.of(ABSENT, OTHER)));
        Set<String> all = new LinkedHashSet<>(domain);
        all.addAll(values);
        domain.clear();
        domain.addAll(all);
    }

    private static boolean holds(Logic logic, Map<String, String> values) {
        if (logic instanceof All all) {
            return all.parts().stream().allMatch(part -> holds(part, values));
        }
        if (logic instanceof Any any) {
            return any.parts().stream().anyMatch(part -> holds(part, values));
        }
        if (logic instanceof None none) {
            return !holds(none.part(), values);
        }
        if (logic instanceof OneOf one) {
            return one.values().contains(value(values, one.path()));
        }
        if (logic instanceof Valued valued) {
            return !value(values, valued.path()).equals(ABSENT);
        }
        return logic instanceof Opaque opaque && !value(values, opaque.text()).equals(ABSENT);
    }

    private static String value(Map<String, String> values, String path) {
        return values.getOrDefault(path, ABSENT);
    }
}
