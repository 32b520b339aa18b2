package io.crosswalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.message.Format;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputFileTest {

    private static final String ONE = "MSH|^~\\&|A|B|||20260101||ADT^A01|1|P|2.5\rPID|1";
    private static final String TWO = "MSH|^~\\&|A|B|||20260101||ADT^A08|2|P|2.5\rPID|1";

    @Test
    void aPlainMessageIsOneMessageWithoutItsTrailingLineEnds() {
        assertThat(messages(ONE + "\r\r\n")).containsExactly(ONE);
    }

    @Test
    void segmentsMayEndInLineFeedsAsEditorsWriteThem() {
        assertThat(messages(ONE.replace('\r', '\n') + "\n" + TWO.replace('\r', '\n') + "\n"))
                .containsExactly(ONE.replace('\r', '\n'), TWO.replace('\r', '\n'));
    }

    @Test
    void mllpBytesAreNoPartOfAMessage() {
        assertThat(messages("\u000b" + ONE + "\r\u001c\r\u000b" + TWO + "\r\u001c\r"))
                .containsExactly(ONE, TWO);
    }

    @Test
    void aByteOrderMarkIsNoPartOfAMessage() {
        assertThat(messages("\u00EF\u00BB\u00BF" + ONE)).containsExactly(ONE);
    }

    @Test
    void messagesOneAfterAnotherAreCutAtEachHeader() {
        assertThat(messages(ONE + "\r" + TWO)).containsExactly(ONE, TWO);
    }

    @Test
    void theSegmentsOfABatchBelongToNoMessage() {
        String file =
                "FHS|^~\\&|A\rBHS|^~\\&|A\r" + ONE + "\r" + TWO + "\rBTS|2\rBHS|^~\\&|A\r" + ONE + "\rBTS|1\rFTS|2\r";
        assertThat(messages(file)).containsExactly(ONE, TWO, ONE);
        assertThat(read(file).remarks()).isEmpty();
    }

    @Test
    void countsOfABatchThatAreWrongAreTold() {
        String file = "FHS|^~\\&|A\rBHS|^~\\&|A\r" + ONE + "\rBTS|3|comment\rFTS|2\r";
        assertThat(read(file).remarks())
                .containsExactly(
                        "BTS-1 counts 3 messages, the file holds 1", "FTS-1 counts 2 batches, the file holds 1");
    }

    @Test
    void aBatchWithoutTrailersIsReadToItsEnd() {
        assertThat(messages("BHS|^~\\&|A\r" + ONE + "\r" + TWO)).containsExactly(ONE, TWO);
    }

    @Test
    void otherFieldSeparatorsAreFoundInTheHeader() {
        String odd = "MSH#*~\\&#A#B\rPID#1";
        assertThat(messages(odd + "\r" + odd)).containsExactly(odd, odd);
    }

    @Test
    void aLineOfTextThatBeginsWithTheLettersOfAHeaderIsNoHeader() {
        String text = ONE + "\rNTE|1||see\nMSH was sent\nBTS is a trailer";
        assertThat(messages(text)).containsExactly(text);
    }

    @Test
    void aMessageInUtf16IsPassedOnWhole() {
        byte[] bytes = ONE.getBytes(StandardCharsets.UTF_16);
        assertThat(InputFile.of(bytes).messages()).singleElement().isEqualTo(bytes);
    }

    @Test
    void aClinicalDocumentIsKnownByItsRootElement() {
        assertThat(
                        read("<?xml version=\"1.0\"?><!-- ClinicalDocument? -->\n<ClinicalDocument xmlns=\"urn:hl7-org:v3\">")
                                .format())
                .contains(Format.CDA);
        assertThat(read("<hl7:ClinicalDocument xmlns:hl7=\"urn:hl7-org:v3\">").format())
                .contains(Format.CDA);
    }

    @Test
    void anythingElseIsNothingWeRead() {
        for (String other : List.of("", "MSH", "{\"resourceType\":\"Bundle\"}", "PID|1", "MSHX|^~\\&")) {
            assertThat(read(other).format()).as(other).isEmpty();
        }
    }

    private static InputFile read(String bytes) {
        return InputFile.of(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<String> messages(String bytes) {
        return read(bytes).messages().stream()
                .map(message -> new String(message, StandardCharsets.ISO_8859_1))
                .toList();
    }
}
