package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosswalk.mapping.ConvertedCorpus.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What other converters make of the same messages, beside what we make of them. An output of a peer is an opinion and not
 * the truth: where many of its values are not in ours, {@code docs/reference/peer-differences.md} says why.
 */
class PeerComparisonIT {

    private static final Path PAGE = Path.of("docs/reference/peer-differences.md");
    private static final Path TABLES = Path.of("target/peer-comparison.txt");
    private static final Pattern ROW = Pattern.compile("^\\| ([^|]+) \\| ((?:`[^`]+`[ ,]*)+) \\| \\S.* \\|$");
    /** The prefix of a sample's file and the converter whose output lies beside it. */
    private static final Map<String, String> PEERS = Map.of("ms", "Microsoft", "rs", "ReportStream", "gcp", "Google");
    /** From how many values on a difference at one element needs a reason. */
    private static final int MANY = 40;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, PeerTally> TALLIES = new TreeMap<>();

    /** A row of the page: where the peers and we differ on purpose. */
    private record Intended(String peer, String elements) {

        boolean covers(String peerName, String path) {
            return (peer.equals("all") || peer.equals(peerName))
                    && pattern().matcher(path).matches();
        }

        private Pattern pattern() {
            return Pattern.compile(Stream.of(elements.split("\\*", -1))
                    .map(Pattern::quote)
                    .reduce((a, b) -> a + ".*" + b)
                    .orElseThrow());
        }
    }

    @BeforeAll
    static void compares() throws IOException {
        for (Sample sample : ConvertedCorpus.read().samples()) {
            String file = sample.file().getFileName().toString();
            Path output = sample.file().resolveSibling(file.replace(".hl7", ".expected.json"));
            String peer = PEERS.get(file.substring(0, Math.max(0, file.indexOf("__"))));
            if (peer != null && Files.exists(output)) {
                TALLIES.computeIfAbsent(peer, name -> new PeerTally())
                        .add(Leaves.of(JSON.readTree(output.toFile())), Leaves.of(sample.bundle()));
            }
        }
        print();
    }

    private static void print() throws IOException {
        StringBuilder tables = new StringBuilder();
        TALLIES.forEach((peer, tally) -> {
            tables.append(String.format("%n%s, %d messages%n", peer, tally.messages()))
                    .append(tally.byType());
            tables.append(String.format("%nvalues of %s that are not in ours, by element%n", peer));
            tally.paths().entrySet().stream()
                    .filter(each -> each.getValue().different() > 0)
                    .sorted((a, b) -> b.getValue().different() - a.getValue().different())
                    .forEach(each -> tables.append(String.format(
                            "%6d (%d otherwise)  %s%n",
                            each.getValue().different(), each.getValue().differs(), each.getKey())));
        });
        Files.createDirectories(TABLES.getParent());
        Files.writeString(TABLES, tables);
        TALLIES.forEach(
                (peer, tally) -> System.out.printf("%n%s, %d messages%n%s", peer, tally.messages(), tally.byType()));
        System.out.println("by element: " + TABLES);
    }

    @Test
    void comparesWithEveryPeerThatLeftOutputs() {
        assertThat(TALLIES.keySet()).containsExactlyInAnyOrderElementsOf(PEERS.values());
    }

    @Test
    void everyLargeDifferenceHasAReason() throws IOException {
        List<Intended> intended = intended();
        List<String> unlisted = new ArrayList<>();
        TALLIES.forEach((peer, tally) -> tally.paths().forEach((path, count) -> {
            if (count.different() >= MANY && intended.stream().noneMatch(row -> row.covers(peer, path))) {
                unlisted.add(peer + " " + path + ": " + count);
            }
        }));
        assertThat(unlisted)
                .as("elements where %d or more values of a peer are not in ours and %s gives no reason", MANY, PAGE)
                .isEmpty();
    }

    @Test
    void everyReasonIsStillNeeded() throws IOException {
        List<Intended> idle = new ArrayList<>(intended());
        TALLIES.forEach((peer, tally) -> tally.paths().forEach((path, count) -> {
            if (count.different() > 0) {
                idle.removeIf(row -> row.covers(peer, path));
            }
        }));
        assertThat(idle).as("rows of %s that explain no difference", PAGE).isEmpty();
    }

    private static List<Intended> intended() throws IOException {
        List<Intended> rows = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                for (String elements : row.group(2).split(",")) {
                    rows.add(new Intended(
                            row.group(1).strip(), elements.replace("`", "").strip()));
                }
            }
        }
        return rows;
    }
}
