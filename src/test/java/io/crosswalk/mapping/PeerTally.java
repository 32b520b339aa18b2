package io.crosswalk.mapping;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How what we make of a peer's messages agrees with what the peer makes of them, element by element. */
final class PeerTally {

    /** Counted values: in both, in both places but otherwise, theirs only, ours only. */
    record Count(int same, int differs, int theirs, int ours) {

        static final Count NONE = new Count(0, 0, 0, 0);

        static Count of(Map<String, Integer> theirs, Map<String, Integer> ours) {
            int same = 0;
            for (Map.Entry<String, Integer> each : theirs.entrySet()) {
                same += Math.min(each.getValue(), ours.getOrDefault(each.getKey(), 0));
            }
            int restOfTheirs = sum(theirs) - same;
            int restOfOurs = sum(ours) - same;
            int differs = Math.min(restOfTheirs, restOfOurs);
            return new Count(same, differs, restOfTheirs - differs, restOfOurs - differs);
        }

        Count plus(Count other) {
            return new Count(same + other.same, differs + other.differs, theirs + other.theirs, ours + other.ours);
        }

        /** What the peer says and we do not say, or not so. */
        int different() {
            return differs + theirs;
        }

        private static int sum(Map<String, Integer> counts) {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private final Map<String, Count> paths = new TreeMap<>();
    private final Map<String, Integer> theirResources = new HashMap<>();
    private final Map<String, Integer> ourResources = new HashMap<>();
    private int messages;

    void add(Leaves theirs, Leaves ours) {
        messages++;
        theirs.resources().forEach((type, n) -> theirResources.merge(type, n, Integer::sum));
        ours.resources().forEach((type, n) -> ourResources.merge(type, n, Integer::sum));
        Set<String> all = new HashSet<>(theirs.values().keySet());
        all.addAll(ours.values().keySet());
        for (String path : all) {
            Count count = Count.of(
                    theirs.values().getOrDefault(path, Map.of()), ours.values().getOrDefault(path, Map.of()));
            paths.merge(path, count, Count::plus);
        }
    }

    int messages() {
        return messages;
    }

    /** Element path to what was counted there. */
    Map<String, Count> paths() {
        return paths;
    }

    /** One line for each resource type, those with most values first. */
    String byType() {
        Map<String, Count> types = new TreeMap<>();
        paths.forEach((path, count) -> types.merge(type(path), count, Count::plus));
        StringBuilder table =
                new StringBuilder(line("resource", "theirs", "ours", "same", "differs", "only theirs", "only ours"));
        types.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, Count> each) -> -size(each.getValue()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(each -> table.append(line(
                        each.getKey(),
                        theirResources.getOrDefault(each.getKey(), 0),
                        ourResources.getOrDefault(each.getKey(), 0),
                        each.getValue().same(),
                        each.getValue().differs(),
                        each.getValue().theirs(),
                        each.getValue().ours())));
        return table.toString();
    }

    private static String type(String path) {
        return path.substring(0, path.indexOf('.'));
    }

    private static int size(Count count) {
        return count.same() + count.differs() + count.theirs() + count.ours();
    }

    private static String line(Object... cells) {
        return String.format(Locale.ROOT, "%-24s %7s %7s %8s %8s %12s %10s%n", cells);
    }
}
