package io.crosswalk.pipeline.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The texts of settings, read as what they are meant to be; what cannot be read is noted, and the default taken. */
final class SettingValues {

    private final Map<String, String> values;
    private final List<String> problems = new ArrayList<>();

    SettingValues(Map<String, String> values) {
        this.values = new TreeMap<>(values);
    }

    /** Sorted. */
    Set<String> names() {
        return values.keySet();
    }

    /** Settings whose names begin with {@code prefix}, by the rest of their names. */
    Map<String, String> below(String prefix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }

    void problem(String text) {
        problems.add(text);
    }

    List<String> problems() {
        return problems;
    }

    String text(String name, String otherwise) {
        String value = values.getOrDefault(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }

    List<String> list(String name, String otherwise) {
        return List.of(text(name, otherwise).split(",", -1)).stream()
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    long number(String name, long otherwise, Function<String, Long> parser, String example) {
        return read(name, otherwise, parser, example);
    }

    /** {@code 500}, {@code 64k}, {@code 48m}, {@code 16g}. */
    long bytes(String name, long otherwise) {
        return read(name, otherwise, Amounts::bytes, "48m");
    }

    /** {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, or ISO 8601. */
    Duration duration(String name, Duration otherwise) {
        return read(name, otherwise, Amounts::duration, "30s");
    }

    <T> T read(String name, T otherwise, Function<String, T> parser, String example) {
        String value = text(name, "");
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            return parser.apply(value);
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            problem(name + " is '" + value + "', which cannot be read; write it as in " + example);
            return otherwise;
        }
    }
}
