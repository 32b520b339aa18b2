package io.crosswalk.sequence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Messages in their order, and what a FHIR server must hold after the last of them. The format of the folder stands in
 * mappings/hl7v2/sequences/README.md.
 *
 * @param name of the folder
 * @param messages the files, in the order of their names
 * @param state what stands in {@code state.json}
 */
record Sequence(String name, List<Path> messages, JsonNode state) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATE = "state.json";

    Sequence {
        messages = List.copyOf(messages);
        if (messages.isEmpty() || state.path("holds").isEmpty()) {
            throw new IllegalArgumentException("sequence '" + name + "' has no messages, or expects nothing");
        }
    }

    /** All sequences of a folder, in the order of their names. */
    static List<Sequence> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> cases = files.filter(file -> file.endsWith(STATE))
                    .map(file -> Objects.requireNonNull(file.getParent()))
                    .sorted()
                    .toList();
            List<Sequence> all = new java.util.ArrayList<>();
            for (Path one : cases) {
                all.add(read(one));
            }
            return all;
        }
    }

    private static Sequence read(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> messages = files.filter(file -> file.toString().endsWith(".hl7"))
                    .sorted()
                    .toList();
            return new Sequence(
                    Objects.requireNonNull(folder.getFileName()).toString(),
                    messages,
                    JSON.readTree(folder.resolve(STATE).toFile()));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
