package io.crosswalk.intake;

import static io.crosswalk.intake.Hl7.FS;
import static io.crosswalk.intake.Hl7.VT;
import static io.crosswalk.intake.Hl7.adt;
import static io.crosswalk.intake.Hl7.bytes;
import static io.crosswalk.intake.Hl7.framed;
import static io.crosswalk.intake.Hl7.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameAssemblerTest {

    private final List<String> oddities = new ArrayList<>();
    private FrameLimits limits = FrameLimits.defaults();

    @Test
    void takesTheMessageOutOfItsFrame() {
        assertThat(read(framed(adt("1")))).containsExactly("frame " + adt("1"));
        assertThat(oddities).isEmpty();
    }

    @Test
    void findsThreeFramesInOneRead() {
        assertThat(read(framed(adt("1")) + framed(adt("2")) + framed(adt("3"))))
                .containsExactly("frame " + adt("1"), "frame " + adt("2"), "frame " + adt("3"));
    }

    @Test
    void findsTheSameWhereverTheStreamIsCut() {
        String stream = "\r\n" + framed(adt("1")) + "\n\0" + framed(adt("2")) + "junk" + VT + "MSH|^~\\&|LOST"
                + framed(adt("3"));
        List<String> whole = read(stream);
        assertThat(whole).hasSize(5);
        for (int cut = 1; cut < stream.length(); cut++) {
            assertThat(read(stream.substring(0, cut), stream.substring(cut)))
                    .as("cut at %d", cut)
                    .isEqualTo(whole);
        }
        assertThat(read(stream.split(""))).as("byte by byte").isEqualTo(whole);
    }

    @Test
    void countsPaddingBetweenFramesAndGoesOn() {
        assertThat(read("\r\n" + framed(adt("1")) + "\n\0\0 " + framed(adt("2"))))
                .containsExactly("frame " + adt("1"), "frame " + adt("2"));
        assertThat(oddities).containsExactly("PADDING 2", "PADDING 4");
    }

    @Test
    void handsOutOtherBytesBetweenFramesAsBroken() {
        assertThat(read("hello" + framed(adt("1")))).containsExactly("OUTSIDE 5 hello", "frame " + adt("1"));
    }

    @Test
    void namesAMessageWithoutStartBlock() {
        assertThat(read(adt("1") + FS + "\r" + framed(adt("2"))))
                .containsExactly("NO_START " + adt("1").length() + " " + adt("1"), "frame " + adt("2"));
    }

    @Test
    void aStartBlockBeforeAnotherHeaderEndsTheFirstMessageUnread() {
        assertThat(read(VT + adt("1") + framed(adt("2"))))
                .containsExactly("NO_END " + adt("1").length() + " " + adt("1"), "frame " + adt("2"));
    }

    @Test
    void aStartBlockBeforeAByteOrderMarkAndAHeaderDoesSoToo() {
        String marked = "\u00EF\u00BB\u00BF" + adt("2");
        assertThat(read(VT + adt("1") + framed(marked)))
                .containsExactly("NO_END " + adt("1").length() + " " + adt("1"), "frame " + marked);
    }

    @Test
    void aVerticalTabInAWordProcessorsTextIsText() {
        String message = adt("1") + "NTE|1||first line" + VT + "second line\r";
        assertThat(read(framed(message))).containsExactly("frame " + message);
        assertThat(oddities).containsExactly("CONTROL_BYTE 1");
    }

    @Test
    void aVerticalTabAtTheVeryEndIsText() {
        assertThat(read(framed(adt("1") + "NTE|1||M" + VT + "MS")))
                .containsExactly("frame " + adt("1") + "NTE|1||M" + VT + "MS");
    }

    @Test
    void aLoneEndBlockInATextIsText() {
        String message = adt("1") + "NTE|1||left" + FS + "right\r";
        assertThat(read(framed(message))).containsExactly("frame " + message);
        assertThat(oddities).containsExactly("CONTROL_BYTE 1");
    }

    @Test
    void anEndBlockWithoutCarriageReturnEndsTheFrameWhenTheNextOneBegins() {
        assertThat(read(VT + adt("1") + FS + framed(adt("2"))))
                .containsExactly("frame " + adt("1"), "frame " + adt("2"));
        assertThat(oddities).containsExactly("NO_CARRIAGE_RETURN 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\0", FS, FS + "\r"})
    void anEndBlockAfterASegmentEndMayBeFollowedByACarelessByte(String careless) {
        assertThat(read(VT + adt("1") + FS + careless + framed(adt("2"))))
                .containsExactly("frame " + adt("1"), "frame " + adt("2"));
        assertThat(oddities).contains("NO_CARRIAGE_RETURN 1");
    }

    @Test
    void whenNothingFollowsTheEndBlockAMessageThatEndsLikeOneIsWhole() {
        FrameAssembler assembler = assembler();
        assertThat(feed(assembler, VT + adt("1") + FS)).isEmpty();
        assertThat(assembler.isEnding()).isTrue();
        assertThat(describe(assembler.endWithoutCarriageReturn())).isEqualTo("frame " + adt("1"));
    }

    @Test
    void whenNothingFollowsTheEndBlockAMessageThatStopsInMidSegmentIsNotWhole() {
        FrameAssembler assembler = assembler();
        assertThat(feed(assembler, VT + adt("1") + "NTE|1||le" + FS)).isEmpty();
        assertThat(assembler.endWithoutCarriageReturn()).isNull();
        assertThat(feed(assembler, "ft\r" + FS + "\r"))
                .containsExactly("frame " + adt("1") + "NTE|1||le" + FS + "ft\r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r", " \r\n"})
    void aFrameWithNothingInItIsBroken(String nothing) {
        assertThat(read(framed(nothing) + framed(adt("2"))))
                .containsExactly("EMPTY " + nothing.length() + " " + nothing, "frame " + adt("2"));
    }

    @Test
    void aRepeatedStartBlockIsPadding() {
        assertThat(read(VT + framed(adt("1")))).containsExactly("frame " + adt("1"));
        assertThat(oddities).containsExactly("PADDING 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n", "POST /fhir HTTP/1.1\r\n", "\u0016\u0003\u0001\u0002\0\u0001"})
    void sameForHttpAndTlsOnThisPort(String greeting) {
        List<String> events = read(greeting);
        assertThat(events).hasSize(1);
        assertThat(events.get(0)).startsWith("NOT_MLLP").contains("(fatal)");
    }

    @Test
    void aFrameOfExactlyTheLimitIsWholeAndOneByteMoreIsTooLong() {
        limits = FrameLimits.defaults().withFrame(adt("1").length());
        assertThat(read(framed(adt("1")))).containsExactly("frame " + adt("1"));
        List<String> events = read(framed(adt("1") + "x"));
        assertThat(events.get(0)).startsWith("TOO_LONG").contains("(fatal)");
    }

    @Test
    void keepsNoMoreOfABrokenFrameThanTheLimitSays() {
        FrameEvent.Broken broken = (FrameEvent.Broken)
                eventsOf(VT + "MSH|" + "x".repeat(200_000) + framed(adt("2"))).get(0);
        assertThat(broken.length()).isEqualTo(200_004);
        assertThat(broken.kept()).hasSize(limits.kept());
    }

    @Test
    void endlessBytesWithoutStartBlockEndTheConnection() {
        FrameEvent.Broken broken =
                (FrameEvent.Broken) eventsOf("x".repeat(70_000)).get(0);
        assertThat(broken.fault()).isEqualTo(FrameFault.OUTSIDE);
        assertThat(broken.isFatal()).isTrue();
        assertThat(broken.kept()).hasSize(limits.kept());
    }

    @Test
    void givesUpWhatIsInTheMaking() {
        FrameAssembler assembler = assembler();
        feed(assembler, VT + "MSH|half");
        assertThat(describe(assembler.abandon(FrameFault.TOO_SLOW, "late"))).isEqualTo("TOO_SLOW 8 MSH|half (fatal)");
        assertThat(assembler.isBusy()).isFalse();
        assertThat(assembler.abandon(FrameFault.TOO_SLOW, "late")).isNull();
    }

    @Test
    void paddingAloneIsNothingInTheMaking() {
        FrameAssembler assembler = assembler();
        feed(assembler, "\r\n\0 ");
        assertThat(assembler.isBusy()).isFalse();
    }

    /** Whatever comes: no exception, no hang, and each byte is in a message, in a broken piece, or counted. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void losesNoByteOfAnyStream(long seed) {
        Random random = new Random(seed);
        limits = FrameLimits.defaults().withFrame(300);
        for (int round = 0; round < 400; round++) {
            String stream = anyStream(random) + VT;
            FrameAssembler assembler = assembler();
            List<FrameEvent> events = new ArrayList<>();
            for (String piece : pieces(stream, random)) {
                events.addAll(eventsOf(assembler, piece));
            }
            FrameEvent rest = assembler.abandon(FrameFault.NO_END, "end");
            if (rest != null) {
                events.add(rest);
            }
            long accounted =
                    events.stream().mapToLong(FrameAssemblerTest::lengthOf).sum();
            long counted = oddities.stream()
                    .mapToLong(oddity -> Long.parseLong(oddity.substring(oddity.indexOf(' ') + 1)))
                    .sum();
            long framing = stream.chars()
                    .filter(c -> c == 0x0B || c == 0x1C || c == '\r')
                    .count();
            assertThat(accounted)
                    .as("seed %d, round %d", seed, round)
                    .isBetween(stream.length() - counted - framing, (long) stream.length());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25})
    void understandsAnyStreamTheSameHoweverItIsCut(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            limits = FrameLimits.defaults().withFrame(random.nextBoolean() ? 100 : 100_000);
            String stream = anyStream(random);
            assertThat(read(pieces(stream, random).toArray(String[]::new)))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(read(stream));
        }
    }

    /** Good frames survive whatever stands between them, as long as it does not open a frame of its own. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void findsEachGoodFrameAmongNoise(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            StringBuilder stream = new StringBuilder();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                for (int noise = random.nextInt(12); noise > 0; noise--) {
                    stream.append("ab\r\n\0 |~\u001C".charAt(random.nextInt(9)));
                }
                stream.append(framed(adt("R" + round + "." + i)));
                expected.add("frame " + adt("R" + round + "." + i));
            }
            String[] pieces = stream.toString().split("(?<=\\G.{" + (1 + random.nextInt(60)) + "})", -1);
            assertThat(read(pieces).stream().filter(event -> event.startsWith("frame")))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(expected);
        }
    }

    private static String anyStream(Random random) {
        String alphabet = VT + VT + FS + FS + "\r\r\n\0 MSHFBx|";
        StringBuilder stream = new StringBuilder();
        for (int i = random.nextInt(600); i > 0; i--) {
            switch (random.nextInt(20)) {
                case 0 -> stream.append(framed(adt("1")));
                case 1 -> stream.append(VT).append("MSH|");
                case 2 -> stream.append(FS).append('\r');
                default -> stream.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
        }
        return stream.toString();
    }

    private static List<String> pieces(String stream, Random random) {
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < stream.length(); ) {
            int end = Math.min(stream.length(), at + 1 + random.nextInt(40));
            pieces.add(stream.substring(at, end));
            at = end;
        }
        return pieces;
    }

    private static long lengthOf(FrameEvent event) {
        if (event instanceof FrameEvent.Broken broken) {
            return broken.length();
        }
        return event instanceof FrameEvent.Frame frame ? frame.message().length : 0;
    }

    private List<String> read(String... pieces) {
        FrameAssembler assembler = assembler();
        List<String> events = new ArrayList<>();
        for (String piece : pieces) {
            events.addAll(feed(assembler, piece));
        }
        return events;
    }

    private List<FrameEvent> eventsOf(String stream) {
        return eventsOf(assembler(), stream);
    }

    private static List<FrameEvent> eventsOf(FrameAssembler assembler, String piece) {
        List<FrameEvent> events = new ArrayList<>();
        Chunk in = new Chunk(bytes(piece));
        while (!in.isEmpty()) {
            FrameEvent event = assembler.next(in);
            if (event != null) {
                events.add(event);
            }
        }
        return events;
    }

    private static List<String> feed(FrameAssembler assembler, String piece) {
        return eventsOf(assembler, piece).stream()
                .map(FrameAssemblerTest::describe)
                .toList();
    }

    private FrameAssembler assembler() {
        oddities.clear();
        return new FrameAssembler(
                limits,
                new AssemblyBudget(limits.assembly()).open(() -> {}),
                (fault, count) -> oddities.add(fault + " " + count));
    }

    private static String describe(@Nullable FrameEvent event) {
        if (event instanceof FrameEvent.Frame frame) {
            return "frame " + text(frame.message());
        }
        if (!(event instanceof FrameEvent.Broken broken)) {
            return "nothing";
        }
        return broken.fault() + " " + broken.length() + " " + text(broken.kept())
                + (broken.isFatal() ? " (fatal)" : "");
    }
}
