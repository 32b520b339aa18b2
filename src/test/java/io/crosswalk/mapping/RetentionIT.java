package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosswalk.Corpus;
import io.crosswalk.mapping.ConvertedCorpus.Sample;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much of what the published messages say survives in the Bundles, measured by a tool that knows neither converter
 * ({@code tools/retention.py} of the reference material, which needs Python 3), beside the same figure for the outputs
 * that other converters left for the same messages; and how large the Bundles are.
 *
 * <p>The tool looks for the letters of a value: a code that is translated ({@code ENG} to {@code en}) and a text inside of an
 * attachment, which is base64, count as lost.
 */
class RetentionIT {

    private static final Map<String, String> PEERS = Map.of("ms", "Microsoft", "rs", "ReportStream", "gcp", "Google");
    private static final Pattern FIGURE = Pattern.compile("retention ([0-9.]+)%");
    /** What has been reached, in percent: it does not fall again. */
    private static final double REACHED = 95.0;

    private static List<Sample> samples = List.of();
    private static final StringBuilder REPORT = new StringBuilder();

    @TempDir
    Path folder;

    @BeforeAll
    static void converts() throws IOException {
        samples = ConvertedCorpus.read().samples();
    }

    @AfterAll
    static void prints() {
        System.out.print(REPORT);
    }

    @Test
    void keepsWhatTheMessagesSay() throws IOException, InterruptedException {
        for (Sample sample : samples) {
            write(folder, sample, sample.conversion().bundle());
        }
        assertThat(retention("all messages, ours", folder)).isGreaterThanOrEqualTo(REACHED);
    }

    @Test
    void keepsMoreThanEachPeerOfTheSameMessages() throws IOException, InterruptedException {
        for (Map.Entry<String, String> peer : PEERS.entrySet()) {
            Path theirs = Files.createDirectory(folder.resolve(peer.getKey() + "-theirs"));
            Path ours = Files.createDirectory(folder.resolve(peer.getKey() + "-ours"));
            for (Sample sample : samples) {
                String file = sample.file().getFileName().toString();
                Path output = sample.file().resolveSibling(file.replace(".hl7", ".expected.json"));
                if (file.startsWith(peer.getKey() + "__") && Files.exists(output)) {
                    write(theirs, sample, Files.readAllBytes(output));
                    write(ours, sample, sample.conversion().bundle());
                }
            }
            double figureOfTheirs = retention(peer.getValue() + "'s messages, theirs", theirs);
            double figureOfOurs = retention(peer.getValue() + "'s messages, ours", ours);
            assertThat(figureOfOurs).as(peer.getValue()).isGreaterThan(figureOfTheirs);
        }
    }

    @Test
    void namesEachPlaceAndEachPersonOnce() throws IOException {
        int entries = 0;
        int locations = 0;
        for (Sample sample : samples) {
            for (JsonNode entry : sample.bundle().path("entry")) {
                entries++;
                locations += entry.at("/resource/resourceType").asText().equals("Location") ? 1 : 0;
            }
        }
        double messages = samples.size();
        REPORT.append(String.format(
                Locale.ROOT,
                "size: %.1f entries and %.1f Locations in a Bundle, over %d messages%n",
                entries / messages,
                locations / messages,
                samples.size()));
        // Microsoft's outputs: 57.8 entries and 17.9 Locations for each of its messages.
        assertThat(locations / messages).isLessThan(17.9);
        assertThat(entries / messages).isLessThan(57.8);
    }

    /** A message and a Bundle under one name, as the tool wants them. */
    private static void write(Path folder, Sample sample, byte[] bundle) throws IOException {
        String name = sample.name().replace(File.separatorChar, '_').replace('#', '_');
        Files.write(folder.resolve(name + ".hl7"), sample.message());
        Files.write(folder.resolve(name + ".json"), bundle);
    }

    private static double retention(String what, Path pairs) throws IOException, InterruptedException {
        Path tool = Corpus.reference("tools/retention.py");
        Process process = start(tool, pairs);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        REPORT.append(String.format("%-32s %s", what, said));
        Matcher figure = FIGURE.matcher(said);
        assertThat(figure.find()).as(said).isTrue();
        return Double.parseDouble(figure.group(1));
    }

    private static Process start(Path tool, Path pairs) {
        try {
            return new ProcessBuilder("python3", tool.toString(), pairs.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "skipped: the tool needs Python 3, which cannot be started here");
            throw new IllegalStateException(e);
        }
    }
}
