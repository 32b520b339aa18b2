package io.crosswalk.mapping;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Runs the examples beside the mappings: {@code <structure>/<case>/message.hl7} with the expected {@code bundle.json}. */
public final class MappingExamples {

    private MappingExamples() {}

    /** What to do with an expected file that differs. */
    public enum Mode {
        /** Report it. */
        COMPARE,
        /** Write what came out as the new expectation. */
        REWRITE
    }

    /**
     * One example.
     *
     * @param name folder below the root: {@code ADT_A01/admit-with-allergy}
     * @param differences one line for each, by path; empty when it passed
     */
    public record Result(String name, List<String> differences) {

        public Result {
            differences = List.copyOf(differences);
        }

        public boolean passed() {
            return differences.isEmpty();
        }
    }

    public static List<Result> run(MappingLibrary library, Path folder) {
        return run(library, folder, Mode.COMPARE, name -> true);
    }

    /**
     * Runs those examples whose name {@code wanted} accepts; the others are neither converted nor rewritten.
     *
     * @return in the order of their names
     */
    public static List<Result> run(MappingLibrary library, Path folder, Mode mode, Predicate<String> wanted) {
        throw new UnsupportedOperationException("examples do not run yet");
    }
}
