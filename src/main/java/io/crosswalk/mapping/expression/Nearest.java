package io.crosswalk.mapping.expression;

import java.util.Locale;

/** Finds what somebody may have meant. */
public final class Nearest {

    private Nearest() {}

    /** The candidate nearest to a word; empty when none comes near. Equal distances go to the first by alphabet. */
    public static String of(String word, Iterable<String> candidates) {
        String best = "";
        int bestDistance = Math.max(1, word.length() / 3) + 1;
        for (String candidate : candidates) {
            int distance = distance(word, candidate, bestDistance + 1);
            if (distance > 0 && distance < bestDistance
                    || distance > 0 && distance == bestDistance && !best.isEmpty() && candidate.compareTo(best) < 0) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** Levenshtein with transpositions; a difference in case alone counts as one in all. */
    private static int distance(String from, String to, int limit) {
        if (from.equalsIgnoreCase(to)) {
            return from.equals(to) ? 0 : 1;
        }
        if (Math.abs(from.length() - to.length()) >= limit) {
            return limit;
        }
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1), cost[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, cost[i - 2][j - 2] + 1);
                }
                cost[i][j] = least;
            }
        }
        return cost[a.length()][b.length()];
    }
}
