package io.crosswalk.terminology;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Lines of a resource file of this package; its first lines, which start with #, say where the facts come from. */
final class FactFile {

    private static final String THO = "http://terminology.hl7.org/CodeSystem/";

    private FactFile() {}

    static List<String> lines(String name) {
        InputStream stream = FactFile.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException(name + " is missing from the class path beside " + FactFile.class);
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("# ")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key and its values on each line; a key that starts with ~ is a system of HL7 Terminology. */
    static Map<String, Set<String>> sets(String name, char separator) {
        Map<String, Set<String>> sets = new HashMap<>();
        for (String line : lines(name)) {
            int at = line.indexOf(separator);
            String key = line.substring(0, at);
            String values = line.substring(at + 1);
            sets.put(
                    key.startsWith("~") ? THO + key.substring(1) : key,
                    Set.copyOf(List.of(values.split(Pattern.quote(String.valueOf(separator)), -1))));
        }
        return sets;
    }

    /** Key and value on each line; a value that starts with ~ is a system of HL7 Terminology. */
    static Map<String, String> pairs(String name, char separator) {
        Map<String, String> pairs = new HashMap<>();
        for (String line : lines(name)) {
            int at = line.indexOf(separator);
            String value = line.substring(at + 1);
            pairs.put(line.substring(0, at), value.startsWith("~") ? THO + value.substring(1) : value);
        }
        return pairs;
    }
}
