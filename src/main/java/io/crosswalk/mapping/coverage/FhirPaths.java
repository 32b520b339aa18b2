package io.crosswalk.mapping.coverage;

import io.crosswalk.fhir.FhirTypes;
import java.util.Locale;

/** Compares the guide's FHIR paths with those of rules; the guide's tables have a few letters wrong. */
final class FhirPaths {

    private FhirPaths() {}

    /** Whether a path leads to something inside the element of another path. */
    static boolean below(String path, String parent) {
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

    static boolean same(String path, String other) {
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

    /** valueSampedData, occurneceTiming: one slip in a long name; occurred for occurredDateTime. */
    private static boolean sameStep(String one, String two) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = two.toLowerCase(Locale.ROOT);
        return a.equals(b)
                || a.length() > 9 && Math.abs(a.length() - b.length()) < 2 && oneSlip(a, b)
                || isChoice(one, two)
                || isChoice(two, one);
    }

    /** Whether one is the name of a choice element and the other the same with the type that was chosen. */
    private static boolean isChoice(String base, String typed) {
        if (base.isEmpty() || base.equals("value") || typed.length() <= base.length() || !typed.startsWith(base)) {
            return false;
        }
        String type = typed.substring(base.length());
        boolean primitive = FhirTypes.r4().find(Character.toLowerCase(type.charAt(0)) + type.substring(1)) != null;
        return Character.isUpperCase(type.charAt(0))
                && (primitive || FhirTypes.r4().find(type) != null);
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
}
