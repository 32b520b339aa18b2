package io.crosswalk.source.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.message.BatchId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batch FHS BHS: split on FHS, BHS, MSH and MLLP bytes. */
class BatchTest {

    private static final String A = "MSH|^~\\&|A\rPID|1\r";
    private static final String B = "MSH|^~\\&|B\rPID|2\r";

    private static List<String> split(String text) {
        return Batch.split(text.getBytes(StandardCharsets.ISO_8859_1)).stream()
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .toList();
    }

    @Test
    void leavesASingleMessageAsItIs() {
        byte[] message = A.getBytes(StandardCharsets.US_ASCII);
        assertThat(Batch.split(message)).singleElement().isSameAs(message);
    }

    @Test
    void splitsABatchAndLeavesItsFrameOut() {
        assertThat(split("FHS|^~\\&|F\rBHS|^~\\&|X\r" + A + B + "BTS|2\rFTS|1\r"))
                .containsExactly(A, B);
    }

    @Test
    void splitsSeveralBatchesInOneFile() {
        assertThat(split("FHS|^~\\&\rBHS|^~\\&\r" + A + "BTS|1\rBHS|^~\\&\r" + B + "BTS|1\rFTS|2\r"))
                .containsExactly(A, B);
    }

    @Test
    void splitsMessagesThatFollowEachOther() {
        assertThat(split(A + B)).containsExactly(A, B);
        assertThat(split(A.replace('\r', '\n') + "\n\n" + B.replace('\r', '\n')))
                .hasSize(2);
    }

    @Test
    void splitsAtMllpBytes() {
        assertThat(split("\u000b" + A + "\u001c\r\u000b" + B + "\u001c\r"))
                .hasSize(2)
                .allMatch(m -> m.contains("PID"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "MSH", "MSHX|", "PID|1\r", "FHS|^~\\&\r"})
    void givesBackWhatIsNoBatch(String text) {
        assertThat(split(text)).containsExactly(text);
    }

    @Test
    void keepsTextBeforeTheFirstMessageSoThatItsReaderCanReportIt() {
        assertThat(split("hello\r" + A)).containsExactly("hello\r" + A);
    }

    @Test
    void splitsMessagesOfDifferentCharacterSets() {
        List<byte[]> parts = Batch.split((A + "NTE|1||\u00fc\r" + B).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(parts).hasSize(2);
        assertThat(parts.get(0)).contains((byte) 0xfc);
    }

    @Test
    void keepsTheHeadersWithTheirMessages() {
        Batch batch = Batch.read(("FHS|^~\\&|F\rBHS|^~\\&|X\r" + A + "BTS|1\rBHS|^~\\&|Y\rBTS|0\rFTS|2\r")
                .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(batch.fileHeader()).asString(StandardCharsets.US_ASCII).isEqualTo("FHS|^~\\&|F");
        assertThat(batch.groups())
                .extracting(group -> new String(group.header(), StandardCharsets.US_ASCII))
                .containsExactly("BHS|^~\\&|X", "BHS|^~\\&|Y");
        assertThat(batch.groups()).extracting(group -> group.messages().size()).containsExactly(1, 0);
        assertThat(batch.issues()).isEmpty();
    }

    @Test
    void tellsOfEachMessageTheBatchAndTheFileThatItCameIn() {
        Batch batch = Batch.read(("FHS|^~\\&|F||||||||FILE\rBHS|^~\\&|X||||||||ONE\r" + A
                        + "BTS|1\rBHS#^~\\&#Y########TWO#\r" + B + "BTS#1\r" + A)
                .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(batch.members())
                .extracting(Batch.Member::in)
                .containsExactly(new BatchId("FILE", "ONE"), new BatchId("FILE", "TWO"), new BatchId("FILE", ""));
    }

    @Test
    void comparesTheCountsOfTheTrailers() {
        Batch batch = Batch.read(
                ("FHS|^~\\&|F\rBHS|^~\\&|X\r" + A + "BTS|2|note\rFTS|3\r").getBytes(StandardCharsets.US_ASCII));

        assertThat(batch.issues())
                .extracting(issue -> issue.code() + " " + issue.place())
                .containsExactly("batch-count BTS-1", "batch-count FTS-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTS", "BTS|", "BTS|many", "BTS||note"})
    void asksNoTrailerForACountThatItDoesNotGive(String trailer) {
        Batch batch = Batch.read(("BHS|^~\\&|X\r" + A + trailer).getBytes(StandardCharsets.US_ASCII));

        assertThat(batch.issues()).isEmpty();
        assertThat(batch.messages()).containsExactly(A.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void takesAMessageThatNobodyCanReadForOneMessage() {
        assertThat(split("BHS|^~\\&|X\r" + A + "MSH|broken\r\u0001\r" + B + "BTS|3\r"))
                .containsExactly(A, "MSH|broken\r\u0001\r", B);
    }
}
