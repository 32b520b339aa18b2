package io.crosswalk.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files that a user means by the paths typed: a file stands for itself, a folder for all files below it.
 *
 * @param files in the order typed; those of a folder sorted by name
 */
record Inputs(List<Input> files) {

    /** Stands for the standard input. */
    static final Path STANDARD_INPUT = Path.of("-");

    Inputs {
        files = List.copyOf(files);
    }

    /**
     * One file.
     *
     * @param file where it is
     * @param output name of its result below the output folder, without the ending: {@code lab/oru-1}
     * @param named whether the user named it, rather than the folder it is in
     */
    record Input(Path file, String output, boolean named) {}

    /** Folders are read here; a path that does not exist stays in the list, and fails when it is read. */
    static Inputs of(List<Path> paths) throws IOException {
        List<Input> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                addFolder(path, files);
            } else {
                files.add(new Input(path, path.getFileName().toString(), true));
            }
        }
        return new Inputs(withShortNames(files));
    }

    private static void addFolder(Path folder, List<Input> files) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            found.filter(Files::isRegularFile).sorted().forEach(file -> {
                String name = folder.relativize(file).toString().replace('\\', '/');
                files.add(new Input(file, name, false));
            });
        }
    }

    /** {@code a.hl7} gives {@code a.json}; where {@code a.txt} stands beside it, both keep their ending. */
    private static List<Input> withShortNames(List<Input> files) {
        Map<String, Integer> uses = new HashMap<>();
        files.forEach(input -> uses.merge(withoutEnding(input.output()), 1, Integer::sum));
        Map<String, Path> taken = new HashMap<>();
        List<Input> result = new ArrayList<>();
        for (Input input : files) {
            String shortName = withoutEnding(input.output());
            String name = uses.getOrDefault(shortName, 0) > 1 ? input.output() : shortName;
            Path other = taken.putIfAbsent(name, input.file());
            if (other != null) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        other + " and " + input.file() + " would both become " + name
                                + ".json; name the folder they have in common instead");
            }
            result.add(new Input(input.file(), name, input.named()));
        }
        return result;
    }

    private static String withoutEnding(String name) {
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
    }
}
