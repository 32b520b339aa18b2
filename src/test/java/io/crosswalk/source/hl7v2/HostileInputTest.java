package io.crosswalk.source.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.crosswalk.source.GroupTable;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are: nothing is thrown, nothing hangs, and what is beyond the limits is said so by name. */
class HostileInputTest {

    private static final Duration QUICK = Duration.ofSeconds(30);
    private static final int MUTATIONS = 4_000;

    private static final Structure STRUCTURE = Structure.of(new GroupTable(
            "ORU_R01",
            List.of(
                    new GroupTable.Segment("MSH", false, false),
                    new GroupTable.Group(
                            "PATIENT_RESULT",
                            false,
                            true,
                            List.of(
                                    new GroupTable.Segment("PID", true, false),
                                    new GroupTable.Group(
                                            "ORDER",
                                            false,
                                            true,
                                            List.of(
                                                    new GroupTable.Segment("OBR", false, false),
                                                    new GroupTable.Group(
                                                            "OBSERVATION",
                                                            true,
                                                            true,
                                                            List.of(
                                                                    new GroupTable.Segment("OBX", false, false),
                                                                    new GroupTable.Segment("NTE", true, true))))))))));

    private static final String SEED = Trees.MSH
            + "PID|1|\"\"|7701^^^STMARY&1.2.3&ISO^MR~9^^^^SS||Doe^Ann\\T\\B^^\"\"||19800101|F|||Main St 1^^Town\r"
            + "OBR|1|A^B|C|24331-1^Lipid\\.br\\panel^LN|||20261122083000+0100\r"
            + "OBX|1|NM|2093-3^Chol^LN||\\X31\\80~5|mg/dL|||||F\rNTE|1||a\\E\\b\nnext \\H\\line\\N\\\rZZZ|1^2&3~4\r";

    /** Reads everything there is to read, as a conversion and its report would. */
    private static int readAll(byte[] bytes) {
        int characters = 0;
        for (byte[] part : Batch.split(bytes)) {
            Hl7v2Message message = Hl7v2Reader.read(part, ZoneId.of("UTC"));
            assertThat(message.toString()).doesNotContain("Doe");
            SourceTree tree = message.group(STRUCTURE);
            characters += read(tree.root());
            for (SourceNode node : tree.unread()) {
                characters += node.place().length() + node.text().length();
            }
            characters += tree.issues().size();
        }
        return characters;
    }

    private static int read(SourceNode node) {
        int characters =
                node.text().length() + node.name().length() + (node.valued() ? 1 : 0) + (node.time() == null ? 0 : 1);
        for (SourceNode child : node.children()) {
            characters += read(child);
        }
        return characters;
    }

    private static <T> T quickly(Supplier<T> work) {
        return Assertions.assertTimeoutPreemptively(QUICK, work::get);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void survivesRandomBytes(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < MUTATIONS / 4; i++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            if (i % 2 == 0 && bytes.length > 10) {
                System.arraycopy("MSH|^~\\&|".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 9);
            }
            assertThatCode(() -> readAll(bytes)).as("seed %d, case %d", seed, i).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void survivesMutationsOfARealMessage(long seed) {
        Random random = new Random(seed);
        byte[] original = SEED.getBytes(StandardCharsets.UTF_8);
        byte[] special = "|^~\\&\r\n\"\0\u000b\u001c\u001bMSHX.0".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < MUTATIONS / 4; i++) {
            byte[] bytes = mutate(original, special, random);
            assertThatCode(() -> readAll(bytes)).as("seed %d, case %d", seed, i).doesNotThrowAnyException();
        }
    }

    private static byte[] mutate(byte[] original, byte[] special, Random random) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(12);
        for (int c = 0; c < changes; c++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = special[random.nextInt(special.length)];
                case 2 -> {
                    int length = random.nextInt(bytes.length - at);
                    System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - length), length);
                }
                default -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
            }
        }
        return bytes;
    }

    @Test
    void survivesEveryTruncation() {
        byte[] original = SEED.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length <= original.length; length++) {
            byte[] bytes = Arrays.copyOf(original, length);
            assertThatCode(() -> readAll(bytes)).as("length %d", length).doesNotThrowAnyException();
        }
    }

    @Test
    void readsTwiceTheSame() {
        byte[] bytes = SEED.getBytes(StandardCharsets.UTF_8);
        assertThat(readAll(bytes)).isEqualTo(readAll(bytes)).isGreaterThan(100);
    }

    private static List<String> issuesOf(String text) {
        return quickly(() -> {
            SourceTree tree = Trees.read(text).group(STRUCTURE);
            read(tree.root());
            tree.unread();
            return Trees.codes(tree.issues()).stream().distinct().toList();
        });
    }

    @Test
    void refusesAMillionSegments() {
        assertThat(issuesOf(Trees.MSH + "NTE|1\r".repeat(1_000_000))).containsExactly("too-many-segments");
    }

    @Test
    void readsAsManySegmentsAsAreAllowed() {
        assertThat(issuesOf(Trees.MSH + "OBR|1\r" + "OBX|1|NM|X||1\r".repeat(Limits.SEGMENTS - 10)))
                .isEmpty();
        assertThat(issuesOf(Trees.MSH + "NTE|1||x\r".repeat(Limits.SEGMENTS - 10)))
                .containsExactly("group-without-start");
    }

    @Test
    void readsAsManyDifferentSegmentsAsAreAllowed() {
        StringBuilder text = new StringBuilder(Trees.MSH);
        for (int i = 0; i < Limits.SEGMENTS - 10; i++) {
            text.append((char) ('A' + i / 1296))
                    .append(digit(i / 36 % 36))
                    .append(digit(i % 36))
                    .append("|1\r");
        }
        assertThat(issuesOf(text.toString())).contains("segment-not-in-structure", "too-many-issues");
    }

    private static char digit(int value) {
        return Character.toUpperCase(Character.forDigit(value, 36));
    }

    @Test
    void boundsRepetitions() {
        assertThat(issuesOf(Trees.MSH + "PID|1||" + "1~".repeat(100_000))).containsExactly("too-many-repetitions");
    }

    @Test
    void boundsComponents() {
        assertThat(issuesOf(Trees.MSH + "PID|1||" + "1^".repeat(10_000))).containsExactly("too-many-components");
        assertThat(issuesOf(Trees.MSH + "ZZZ|1||" + "1&".repeat(10_000))).containsExactly("too-many-components");
    }

    @Test
    void leavesOutAFieldThatIsTooLongAndNamesIt() {
        Hl7v2Message message = Trees.read(Trees.MSH + "PID|1||" + "1".repeat(Limits.FIELD_CHARACTERS + 1) + "|x");
        assertThat(Trees.text(message, "PID-3")).isEqualTo("absent");
        assertThat(Trees.text(message, "PID-4")).isEqualTo("x");
        assertThat(message.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo("field-too-long");
            assertThat(issue.place()).isEqualTo("PID-3");
        });
    }

    @Test
    void readsManyFieldsInOneSegment() {
        assertThat(issuesOf(Trees.MSH + "PID" + "|x".repeat(500_000))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\",
                "\\X",
                "\\.sp9\\",
                "\\X41\\",
                "&",
                "\"\"",
                " ",
                "\n",
                "\n ",
                "\\H\\",
                "a\\b",
                "^&",
                "\"",
                "\t\n"
            })
    void readsManyOfAnythingInLinearTime(String unit) {
        String body = unit.repeat(300_000 / unit.length());
        assertThat(issuesOf(Trees.MSH + "NTE|1||x" + body + "y\rZZZ|x" + body + "y"))
                .isNotNull();
    }

    @Test
    void readsALongNestOfEscapesOnce() {
        Hl7v2Message message = Trees.withSegments("NTE|1||" + "\\E".repeat(1_000));
        assertThat(Trees.text(message, "NTE-3")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MSH",
                "MSH|",
                "MSH|\r",
                "MSH||||",
                "MSH|^",
                "MSH|^~\\&",
                "MSH|^~\\&\r",
                "MSH|||||||||\rPID",
                "MSH|^~\\&|\rPID|",
                "MSH|\\\\\\\\|x\rPID|\\"
            })
    void survivesAStump(String text) {
        assertThatCode(() -> readAll(text.getBytes(StandardCharsets.US_ASCII))).doesNotThrowAnyException();
    }
}
