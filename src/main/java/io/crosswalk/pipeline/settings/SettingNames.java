package io.crosswalk.pipeline.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The names of settings without a part of the site's choice: a misspelt one must not be left aside in silence. */
final class SettingNames {

    private static final Set<String> SINGLE = Set.of(
            "crosswalk.data.dir",
            "crosswalk.mappings.dir",
            "crosswalk.routes.dir",
            "crosswalk.mapping.zone",
            "crosswalk.mapping.unmapped-sample",
            "crosswalk.mapping.reload",
            "crosswalk.mllp.insecure-plain",
            "crosswalk.broker.url",
            "crosswalk.broker.user",
            "crosswalk.broker.password",
            "crosswalk.broker.queue-limit",
            "crosswalk.broker.min-disk-free",
            "crosswalk.broker.memory",
            "crosswalk.history.url",
            "crosswalk.history.user",
            "crosswalk.history.password",
            "crosswalk.retry.first",
            "crosswalk.retry.longest",
            "crosswalk.retry.probe",
            "crosswalk.translate.url",
            "crosswalk.translate.concept-maps",
            "crosswalk.translate.timeout");

    /** The first parts of names that are ours to check; other rooms of the house have settings of their own. */
    private static final List<String> OURS = List.of(
            "crosswalk.broker.",
            "crosswalk.history.",
            "crosswalk.retry.",
            "crosswalk.data.",
            "crosswalk.mappings.",
            "crosswalk.mllp.",
            "crosswalk.routes.",
            "crosswalk.translate.");

    private SettingNames() {}

    static void refuseUnknown(SettingValues values) {
        for (String name : values.names()) {
            if (OURS.stream().anyMatch(name::startsWith) && !SINGLE.contains(name)) {
                values.problem(name + " is not a setting; did you mean " + nearest(name) + "?");
            }
        }
    }

    private static String nearest(String key) {
        return new TreeSet<>(SINGLE)
                .stream()
                        .min(Comparator.comparingInt(known -> distance(key, known)))
                        .orElse("");
    }

    /** How many letters must be changed, added, taken away or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, steps, i, j);
            }
        }
        return steps[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int[][] steps, int i, int j) {
        int changed = steps[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(changed, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, steps[i - 2][j - 2] + 1) : best;
    }
}
