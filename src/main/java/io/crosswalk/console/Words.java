package io.crosswalk.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Figures and times as a person reads them. */
final class Words {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private Words() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** "1 message", "12,400 messages". */
    static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    static String rate(double perSecond) {
        if (perSecond == 0) {
            return "0";
        }
        return String.format(Locale.ROOT, perSecond < 10 ? "%.1f" : "%,.0f", perSecond);
    }

    static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min";
        }
        if (seconds < 86_400) {
            return seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
        }
        return seconds / 86_400 + " d " + seconds % 86_400 / 3_600 + " h";
    }

    static String age(Optional<Long> seconds) {
        return seconds.map(value -> age(Duration.ofSeconds(value))).orElse("");
    }

    static String ago(Optional<Instant> instant, Instant now) {
        return instant.map(then -> Duration.between(then, now))
                .map(age -> age.toSeconds() < 2 ? "now" : age(age) + " ago")
                .orElse("");
    }

    /** Today without the day. */
    static String time(Instant instant, Instant now) {
        ZonedDateTime local = instant.atZone(ZoneId.systemDefault());
        boolean today =
                local.toLocalDate().equals(now.atZone(ZoneId.systemDefault()).toLocalDate());
        return local.format(today ? TIME : DAY_AND_TIME);
    }

    static String exact(Instant instant) {
        return instant.atZone(ZoneId.systemDefault()).format(EXACT);
    }

    static String micros(long micros) {
        if (micros < 1_000) {
            return micros + " µs";
        }
        if (micros < 1_000_000) {
            return String.format(Locale.ROOT, micros < 10_000 ? "%.1f ms" : "%.0f ms", micros / 1e3);
        }
        return String.format(Locale.ROOT, "%.1f s", micros / 1e6);
    }

    static String bytes(long bytes) {
        if (bytes < 1_024) {
            return bytes + " bytes";
        }
        return bytes < 1_048_576
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1_024d)
                : String.format(Locale.ROOT, "%.1f MiB", bytes / 1_048_576d);
    }

    /** The points of an SVG polyline, 100 wide and 20 high. */
    static String line(List<Integer> values) {
        int most = Math.max(1, values.stream().mapToInt(Integer::intValue).max().orElse(1));
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            double x = 100d * i / Math.max(1, values.size() - 1);
            double y = 19 - 18d * values.get(i) / most;
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        }
        return points.toString().strip();
    }
}
