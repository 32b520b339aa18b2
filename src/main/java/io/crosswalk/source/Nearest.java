package io.crosswalk.source;

import java.util.Arrays;
import java.util.Collection;

/** The known name that comes nearest to an unknown one, for the text of a fault. */
public final class Nearest {

    private static final int FARTHEST = 1;

    private Nearest() {}

    /** {@code ; did you mean 'PID'?}, or nothing when no name is near. */
    public static String suggestion(String wrong, Collection<String> known) {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String name : known) {
            int distance = distance(wrong, name);
            int order = distance * 2 + (sameLetters(wrong, name) ? 0 : 1);
            if (distance <= FARTHEST && (order < least || (order == least && name.compareTo(best) < 0))) {
                best = name;
                least = order;
            }
        }
        return best.isEmpty() ? "" : "; did you mean '" + best + "'?";
    }

    /** Letters in the wrong order are the commonest slip. */
    private static boolean sameLetters(String a, String b) {
        return Arrays.equals(a.chars().sorted().toArray(), b.chars().sorted().toArray());
    }

    /** Letters to insert, drop, replace or swap with their neighbour. */
    public static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
