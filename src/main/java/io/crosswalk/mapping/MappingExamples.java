package io.crosswalk.mapping;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Format;
import io.crosswalk.message.Issue;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Runs the examples beside the mappings: {@code <structure>/<case>/message.hl7} or {@code
 * <family>/<case>/message.xml} with the expected {@code bundle.json}. */
public final class MappingExamples {

    private static final String MESSAGE = "message.hl7";
    private static final String DOCUMENT = "message.xml";
    private static final String BUNDLE = "bundle.json";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

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
     * @param rewritten whether what came out is the new expectation
     */
    public record Result(String name, List<String> differences, boolean rewritten) {

        public Result {
            differences = List.copyOf(differences);
        }

        private static Result differs(String name, List<String> differences) {
            return new Result(name, differences, false);
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
        return run(new Runner(library, "", mode), folder, wanted);
    }

    /**
     * Runs the examples of a site. An example whose message is not the site's differs.
     *
     * @return named {@code <site>/<example>}
     */
    public static List<Result> runSite(
            MappingLibrary library, String site, Path folder, Mode mode, Predicate<String> wanted) {
        return run(new Runner(library, site, mode), folder, wanted);
    }

    private static List<Result> run(Runner runner, Path folder, Predicate<String> wanted) {
        List<Result> results = new ArrayList<>();
        for (Path example : examples(folder)) {
            String name =
                    runner.prefix() + folder.relativize(example).toString().replace('\\', '/');
            if (wanted.test(name)) {
                results.add(runner.run(name, example));
            }
        }
        return results;
    }

    private static List<Path> examples(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> file.endsWith(MESSAGE) || file.endsWith(DOCUMENT))
                    .map(file -> Objects.requireNonNull(file.getParent()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one example after the other. */
    private static final class Runner {

        private final MappingLibrary library;
        private final Converter converter;
        private final String site;
        private final String channel;
        private final Mode mode;

        Runner(MappingLibrary library, String site, Mode mode) {
            this.library = library;
            this.converter = new Converter(library);
            this.site = site;
            String known = library.channelOf(site);
            this.channel = known.isEmpty() ? "example" : known;
            this.mode = mode;
        }

        String prefix() {
            return site.isEmpty() ? "" : site + "/";
        }

        Result run(String name, Path example) {
            try {
                boolean document = Files.exists(example.resolve(DOCUMENT));
                byte[] body = Files.readAllBytes(example.resolve(document ? DOCUMENT : MESSAGE));
                ReceivedMessage message = message(document ? Format.CDA : Format.HL7V2, body, channel);
                String found = library.siteOf(message);
                if (!found.equals(site)) {
                    String whose = found.isEmpty() ? "of no site" : "of site '" + found + "'";
                    String why = site.isEmpty() ? "" : ": no line of its 'for:' holds";
                    return Result.differs(name, List.of("the message is " + whose + why));
                }
                Conversion conversion = converter.convert(message);
                if (conversion.failed()) {
                    return Result.differs(
                            name,
                            conversion.issues().stream()
                                    .filter(Issue::isFatal)
                                    .map(issue -> "not converted: " + issue.reason())
                                    .toList());
                }
                return compare(name, example.resolve(BUNDLE), JSON.readTree(conversion.bundle()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Result compare(String name, Path expected, JsonNode bundle) throws IOException {
            List<String> differences = Files.exists(expected)
                    ? JsonDifference.between(JSON.readTree(expected.toFile()), bundle)
                    : List.of(BUNDLE + " is missing; write it with the rewriting mode and read it with care");
            boolean rewrites = mode == Mode.REWRITE && !differences.isEmpty();
            if (rewrites) {
                Files.writeString(
                        expected, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(bundle) + "\n");
            }
            return new Result(name, differences, rewrites);
        }
    }

    /** The key depends on the bytes alone, so that an example gives the same ids on every machine. */
    private static ReceivedMessage message(Format format, byte[] body, String channel) {
        MessageKey key = MessageKey.of("example", "", "", "", "", body);
        return new ReceivedMessage(key, "", channel, "", format, "", "", Instant.EPOCH, body);
    }
}
