package io.crosswalk.pipeline.settings;

import java.time.Duration;
import java.util.Locale;

/** Sizes and times as they are written in settings and in routes. */
public final class Amounts {

    private Amounts() {}

    /**
     * {@code 500}, {@code 64k}, {@code 48m}, {@code 16g}.
     *
     * @throws NumberFormatException or {@link ArithmeticException} when it is no size
     */
    public static long bytes(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int unit = "kmg".indexOf(lower.charAt(lower.length() - 1));
        if (unit < 0) {
            return Long.parseLong(lower);
        }
        return Math.multiplyExact(Long.parseLong(lower.substring(0, lower.length() - 1)), 1L << (10 * (unit + 1)));
    }

    /**
     * {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, or ISO 8601.
     *
     * @throws NumberFormatException or {@link java.time.DateTimeException} when it is no time
     */
    public static Duration duration(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.endsWith("ms")) {
            return Duration.ofMillis(Long.parseLong(lower.substring(0, lower.length() - 2)));
        }
        return Duration.parse(lower.startsWith("p") ? lower : "PT" + lower);
    }
}
