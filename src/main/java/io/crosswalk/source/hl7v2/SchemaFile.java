package io.crosswalk.source.hl7v2;

import io.crosswalk.source.hl7v2.SegmentDefinition.FieldDefinition;
import io.crosswalk.source.hl7v2.TypeDefinition.ComponentDefinition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code schema.txt}; its first lines say what it holds and where that comes from. */
final class SchemaFile {

    private final Map<String, TypeDefinition> types = new LinkedHashMap<>();
    private final Map<String, SegmentDefinition> segments = new LinkedHashMap<>();

    private SchemaFile() {}

    static Hl7v2Schema read() {
        SchemaFile file = new SchemaFile();
        List<String[]> lines = lines();
        for (String[] line : lines) {
            if (line[0].startsWith("T ")) {
                file.types.put(line[0].substring(2), new TypeDefinition(line[0].substring(2)));
            }
        }
        lines.forEach(file::define);
        return new Hl7v2Schema(file.segments, file.types);
    }

    private void define(String[] line) {
        String name = line[0].substring(2);
        if (line[0].startsWith("S ")) {
            segments.put(name, new SegmentDefinition(name, fields(line)));
            return;
        }
        TypeDefinition type = types.get(name);
        for (int i = 1; type != null && i < line.length; i++) {
            type.add(new ComponentDefinition(nameOf(line[i]), typeOf(line[i])));
        }
    }

    private List<FieldDefinition> fields(String[] line) {
        List<FieldDefinition> fields = new ArrayList<>(line.length);
        for (int i = 1; i < line.length; i++) {
            fields.add(new FieldDefinition(
                    nameOf(line[i]), typeOf(line[i]), word(line[i]).endsWith("+")));
        }
        return fields;
    }

    private @Nullable TypeDefinition typeOf(String part) {
        String word = word(part);
        return types.get(word.endsWith("+") ? word.substring(0, word.length() - 1) : word);
    }

    private static String word(String part) {
        int blank = part.indexOf(' ');
        return blank < 0 ? part : part.substring(0, blank);
    }

    private static String nameOf(String part) {
        int blank = part.indexOf(' ');
        return blank < 0 ? "" : part.substring(blank + 1);
    }

    private static List<String[]> lines() {
        InputStream stream = SchemaFile.class.getResourceAsStream("schema.txt");
        if (stream == null) {
            throw new IllegalStateException("schema.txt is missing from the class path beside " + SchemaFile.class);
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            List<String[]> lines = new ArrayList<>(300);
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    lines.add(line.split(";"));
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
