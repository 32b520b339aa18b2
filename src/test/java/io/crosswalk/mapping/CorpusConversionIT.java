package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ca.uhn.fhir.validation.SingleValidationMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosswalk.message.Conversion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What real senders send, through the mappings as they are shipped: every published message of a structure that
 * the mappings know becomes a Bundle of valid FHIR R4. What HAPI's validator may still say stands, with its reason, in
 * {@code docs/reference/guide-differences.md} and nowhere else.
 */
class CorpusConversionIT {

    private static final Path LISTED = Path.of("docs/reference/guide-differences.md");
    private static final String HEADING = "## What HAPI's R4 validator still says";
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\| `([^`]+)` \\| \\S.* \\|$");
    private static final Set<String> ENVELOPE = Set.of("resourceType", "id", "meta", "language");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, byte[]> MESSAGES = new LinkedHashMap<>();
    private static final Map<String, Conversion> CONVERSIONS = new LinkedHashMap<>();

    private static ConvertedCorpus corpus;

    @BeforeAll
    static void convertsThem() throws IOException {
        corpus = ConvertedCorpus.read();
        corpus.samples().forEach(sample -> {
            MESSAGES.put(sample.name(), sample.message());
            CONVERSIONS.put(sample.name(), sample.conversion());
        });
    }

    @Test
    void readsAllThatIsThere() {
        assertThat(MESSAGES).hasSizeGreaterThan(470);
    }

    @Test
    void convertsEveryMessage() {
        Map<String, Object> failed = new TreeMap<>();
        CONVERSIONS.forEach((name, conversion) -> {
            if (conversion.failed()) {
                failed.put(name, conversion.issues());
            }
        });
        assertThat(failed).isEmpty();
    }

    @Test
    void givesTheSameBytesTwice() {
        MESSAGES.forEach((name, body) -> assertArrayEquals(
                corpus.convert(body).bundle(), corpus.convert(body).bundle(), name));
    }

    @Test
    void leavesNoReferenceDangling() throws IOException {
        List<String> dangling = new ArrayList<>();
        for (Map.Entry<String, Conversion> each : CONVERSIONS.entrySet()) {
            JsonNode bundle = JSON.readTree(each.getValue().bundle());
            Set<String> there = new HashSet<>();
            for (JsonNode entry : bundle.path("entry")) {
                there.add(entry.path("fullUrl").asText());
                there.add(entry.path("request").path("url").asText());
            }
            for (String target : bundle.findValuesAsText("reference")) {
                if (!there.contains(target)) {
                    dangling.add(each.getKey() + ": " + target);
                }
            }
        }
        assertThat(dangling).isEmpty();
    }

    @Test
    void makesNoResourceThatSaysNothing() throws IOException {
        List<String> empty = new ArrayList<>();
        for (Map.Entry<String, Conversion> each : CONVERSIONS.entrySet()) {
            for (JsonNode entry : JSON.readTree(each.getValue().bundle()).path("entry")) {
                Set<String> elements = new HashSet<>();
                entry.path("resource").fieldNames().forEachRemaining(elements::add);
                elements.removeAll(ENVELOPE);
                if (elements.isEmpty()) {
                    empty.add(each.getKey() + ": " + entry.path("request").path("url"));
                }
            }
        }
        assertThat(empty).isEmpty();
    }

    @Test
    void givesValidR4ButForWhatIsListed() throws IOException, InterruptedException, ExecutionException {
        Map<Finding, List<String>> findings = findings();
        Set<Finding> listed = listed();
        Map<Finding, List<String>> unlisted = new TreeMap<>(findings);
        unlisted.keySet().removeAll(listed);
        assertThat(unlisted)
                .as("errors of HAPI's validator that %s does not list, and where they are", LISTED)
                .isEmpty();
        Set<Finding> gone = new TreeSet<>(listed);
        gone.removeAll(findings.keySet());
        assertThat(gone)
                .as("errors that do not occur any more; take them off the list in %s", LISTED)
                .isEmpty();
    }

    /** What the validator says of all Bundles, each cause with the messages that have it. */
    private static Map<Finding, List<String>> findings() throws InterruptedException, ExecutionException {
        R4Judge judge = new R4Judge();
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Map<String, Future<List<SingleValidationMessage>>> running = new LinkedHashMap<>();
            CONVERSIONS.forEach((name, conversion) -> {
                if (!conversion.failed()) {
                    running.put(name, two.submit(() -> judge.errors(conversion.bundle())));
                }
            });
            Map<Finding, List<String>> findings = new TreeMap<>();
            for (Map.Entry<String, Future<List<SingleValidationMessage>>> each : running.entrySet()) {
                for (SingleValidationMessage error : each.getValue().get()) {
                    findings.computeIfAbsent(Finding.of(error), finding -> new ArrayList<>())
                            .add(each.getKey() + " " + error.getLocationString());
                }
            }
            return findings;
        } finally {
            two.shutdownNow();
        }
    }

    /** The rows of the documented table: element, broken rule, reason. */
    private static Set<Finding> listed() throws IOException {
        Set<Finding> listed = new TreeSet<>();
        boolean inside = false;
        for (String line : Files.readAllLines(LISTED)) {
            inside = line.startsWith("#") ? line.equals(HEADING) : inside;
            Matcher row = ROW.matcher(line);
            if (inside && row.matches()) {
                listed.add(new Finding(row.group(1), row.group(2)));
            }
        }
        return listed;
    }
}
