package io.crosswalk.intake;

import static io.crosswalk.intake.Hl7.adt;
import static io.crosswalk.intake.Hl7.bytes;
import static io.crosswalk.intake.Hl7.header;
import static io.crosswalk.intake.Hl7.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.message.Format;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.source.hl7v2.Hl7v2Header;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:15:00.123Z");

    private final RecentlyAccepted recent = new RecentlyAccepted(10);
    private Instant now = NOW;
    private ChannelOptions options = ChannelOptions.of("adt-from-his");

    @Test
    void takesAMessageAsItCame() {
        ReceivedMessage message = accepted(adt("MSG00001")).message();

        assertThat(message.body()).isEqualTo(bytes(adt("MSG00001")));
        assertThat(message.channel()).isEqualTo("adt-from-his");
        assertThat(message.sender()).isEqualTo("HIS|HOSP");
        assertThat(message.format()).isEqualTo(Format.HL7V2);
        assertThat(message.controlId()).isEqualTo("MSG00001");
        assertThat(message.type()).isEqualTo("ADT^A01");
        assertThat(message.receivedAt()).isEqualTo(NOW);
        assertThat(message.acceptId()).isNotBlank();
    }

    @Test
    void acknowledgesInTheWordsOfTheStandard() {
        Acceptance.Accepted accepted = accepted(adt("MSG00001"));

        assertThat(acknowledgement(accepted.stored()))
                .isEqualTo("MSH|^~\\&|XWALK|NET|HIS|HOSP|20260105101500.123+0000||ACK^A01^ACK|CW"
                        + accepted.message().key().value().substring(0, 18) + "|P|2.5.1\rMSA|AA|MSG00001\r");
    }

    @Test
    void asksForTheSameAgainWhenItCouldNotBeStored() {
        assertThat(acknowledgement(accepted(adt("1")).notStored("The queue is full: send the same message again")))
                .endsWith("MSA|AE|1|The queue is full: send the same message again\r"
                        + "ERR|||207^Application internal error^HL70357|E|E_NOT_STORED||E_NOT_STORED|"
                        + "The queue is full: send the same message again\r");
    }

    @Test
    void closesInsteadWhenTheSenderDropsWhatIsAnsweredWithAE() {
        options = options.withAeIsFinal(true);
        assertThat(accepted(adt("1")).notStored("full")).isInstanceOf(Reply.Close.class);
    }

    @Test
    void closesWhenNothingWasStoredAndTheSenderWantsNoAnswer() {
        Acceptance.Accepted accepted = accepted(header("1", "ADT^A01", "P", "2.5", "NE", "NE") + "EVN|A01\r");
        assertThat(accepted.stored()).isEqualTo(new Reply.Silent());
        assertThat(accepted.notStored("full")).isInstanceOf(Reply.Close.class);
    }

    @Test
    void aRepeatGetsTheSameAcknowledgementByteForByte() {
        Acceptance.Accepted first = accepted(adt("1"));
        recent.remember(
                first.message().key(),
                new AcceptedMessages.Earlier(
                        first.message().receivedAt(), first.message().acceptId()));
        now = NOW.plusSeconds(3600);

        Acceptance again = receive(adt("1"));

        assertThat(again).isInstanceOf(Acceptance.Repeated.class);
        assertThat(acknowledgement(((Acceptance.Repeated) again).reply())).isEqualTo(acknowledgement(first.stored()));
        assertThat(((Acceptance.Repeated) again).earlier().acceptId())
                .isEqualTo(first.message().acceptId());
    }

    @Test
    void theSameControlIdWithAnotherBodyIsAnotherMessage() {
        Acceptance.Accepted first = accepted(adt("1"));
        recent.remember(first.message().key(), new AcceptedMessages.Earlier(NOW, "a"));

        assertThat(accepted(adt("1") + "PV2|\r").message().key())
                .isNotEqualTo(first.message().key());
    }

    @Test
    void theSameMessageOfAnotherProvedSenderIsAnotherMessage() {
        Intake intake = new Intake(options, recent, InstantSource.fixed(NOW));
        assertThat(((Acceptance.Accepted) intake.receive(bytes(adt("1")), "CN=lab"))
                        .message()
                        .key())
                .isNotEqualTo(accepted(adt("1")).message().key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZZZ^Z99", "ADT", "ADT^A99^ADT_A99", "adt^a01"})
    void takesTypesThatItDoesNotKnow(String type) {
        accepted(header("1", type, "P", "2.5", "", "") + "ZZZ|1\r");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "2", "2.1", "2.2", "2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.5^DEU", "2.6", "2.7", "2.7.1", "2.8",
                "2.8.2", "2.9", "2.0D"
            })
    void takesEachVersionOfTheStandard(String version) {
        accepted(header("1", "ADT^A01", "P", version, "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "T", "D", "P^T", "T^11.2-processing"})
    void takesEachProcessingIdOfTheStandardAndNone(String processingId) {
        accepted(header("1", "ADT^A01", processingId, "2.5", "", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "ADT^A01;1;P;9.9; 203;MSH^1^12;E_MSH_VERSION",
                "ADT^A01;1;P;2.x; 203;MSH^1^12;E_MSH_VERSION",
                "ADT^A01;1;X;2.5; 202;MSH^1^11;E_MSH_PROCESSING_ID",
                "'';1;P;2.5; 101;MSH^1^9;E_MSH_MISSING",
                "ADT^A01;'';P;2.5; 101;MSH^1^10;E_MSH_MISSING",
                "ADT^A01;'  ';P;2.5; 101;MSH^1^10;E_MSH_MISSING"
            })
    void refusesWithTheStandardsCodeAndThePlace(
            String type, String controlId, String processing, String version, String code, String place, String own) {
        Acceptance.Rejected rejected = rejected(header(controlId, type, processing, version, "", ""));

        assertThat(rejected.rejection().code()).isEqualTo(own);
        String ack = acknowledgement(rejected.reply());
        assertThat(ack).contains("\rMSA|AR|" + controlId);
        assertThat(ack).contains("\rERR||" + place + "|" + code + "^");
    }

    @Test
    void wordsARefusalCompletely() {
        String ack = acknowledgement(
                rejected(header("77", "ADT^A01", "X", "2.5.1", "", "")).reply());
        assertThat(ack.substring(ack.indexOf("MSA")))
                .isEqualTo("MSA|AR|77|MSH-11 is not a processing id that this channel takes\r"
                        + "ERR||MSH^1^11|202^Unsupported processing id^HL70357|E|E_MSH_PROCESSING_ID||"
                        + "E_MSH_PROCESSING_ID at MSH-11|MSH-11 is not a processing id that this channel takes\r");
    }

    @Test
    void writesTheErrorTheOldWayBeforeV25() {
        String ack = acknowledgement(
                rejected(header("77", "ADT^A01", "X", "2.4", "", "")).reply());
        assertThat(ack.substring(ack.indexOf("MSA")))
                .isEqualTo("MSA|AR|77|MSH-11 is not a processing id that this channel takes\r"
                        + "ERR|MSH^1^11^202&Unsupported processing id&HL70357\r");
    }

    @Test
    void writesNoTextIntoMsaFromV27On() {
        assertThat(acknowledgement(
                        rejected(header("77", "ADT^A01", "X", "2.7", "", "")).reply()))
                .contains("\rMSA|AR|77\rERR||MSH^1^11|202");
    }

    @ParameterizedTest
    @CsvSource({"2.1,ACK", "2.2,ACK", "2.3,ACK^A01", "2.3.1,ACK^A01^ACK", "2.4,ACK^A01^ACK", "2.9,ACK^A01^ACK", "2,ACK"
    })
    void namesItsTypeAsTheVersionDoes(String version, String type) {
        String ack = acknowledgement(
                accepted(header("1", "ADT^A01", "P", version, "", "")).stored());
        assertThat(ack.split("\\|")[8]).isEqualTo(type);
        assertThat(ack.split("\r")[0]).endsWith("|P|" + version);
    }

    @ParameterizedTest
    @CsvSource({"2.1,20260105101500+0000", "2.3,20260105101500.123+0000"})
    void writesItsTimeAsTheVersionDoes(String version, String time) {
        assertThat(acknowledgement(accepted(header("1", "ADT^A01", "P", version, "", ""))
                                .stored())
                        .split("\\|")[6])
                .isEqualTo(time);
    }

    @Test
    void usesTheSendersDelimiters() {
        String message = "MSH$%#@!$HIS$HOSP$XWALK$NET$2026$$ADT%A01%ADT_A01$A$P$2.5\rEVN$A01\r";
        String ack = acknowledgement(accepted(message).stored());
        assertThat(ack).startsWith("MSH$%#@!$XWALK$NET$HIS$HOSP$20260105101500.123+0000$$ACK%A01%ACK$CW");
        assertThat(ack).endsWith("\rMSA$AA$A\r");
    }

    @Test
    void leavesNoDelimiterOfTheSendersInItsOwnWords() {
        String ack = acknowledgement(
                rejected("MSH-^~\\&-HIS-HOSP-XWALK-NET-2026--ADT^A01-1-X-2.5\r").reply());
        assertThat(ack).contains("-MSH 11 is not a processing id");
    }

    @Test
    void repeatsTheSendersValuesInTheirBytes() {
        byte[] latin = ("MSH|^~\\&|HIS|Sp\u00E4t|XWALK|NET|2026||ADT^A01|\u00C41|P|2.5||||||8859/1\rEVN|A01\r")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] ack = ((Reply.Acknowledge) ((Acceptance.Accepted) intake().receive(latin, "")).stored()).message();
        assertThat(text(ack)).contains("|HIS|Sp\u00E4t|").endsWith("|P|2.5||||||8859/1\rMSA|AA|\u00C41\r");

        byte[] utf8 = ("MSH|^~\\&|HIS|Sp\u00E4t|XWALK|NET|2026||ADT^A01|\u00C41|P|2.5||||||UNICODE UTF-8\rEVN|A01\r")
                .getBytes(StandardCharsets.UTF_8);
        Acceptance.Accepted accepted = (Acceptance.Accepted) intake().receive(utf8, "");
        assertThat(new String(((Reply.Acknowledge) accepted.stored()).message(), StandardCharsets.UTF_8))
                .contains("|HIS|Sp\u00E4t|")
                .endsWith("MSA|AA|\u00C41\r");
        assertThat(accepted.message().controlId()).isEqualTo("\u00C41");
    }

    @Test
    void echoesTheControlIdExactly() {
        assertThat(acknowledgement(accepted(header(" a\\T\\b^c~d ", "ADT^A01", "P", "2.5", "", ""))
                        .stored()))
                .endsWith("\rMSA|AA| a\\T\\b^c~d \r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00EF\u00BB\u00BF", "\r\n", " "})
    void readsAHeaderBehindAByteOrderMarkOrBlankLines(String before) {
        accepted(before + adt("1"));
    }

    @Test
    void takesLineFeedsAsSegmentEnds() {
        assertThat(accepted(adt("1").replace("\r", "\n")).message().type()).isEqualTo("ADT^A01");
        assertThat(accepted(adt("1").replace("\r", "\r\n")).message().type()).isEqualTo("ADT^A01");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<ADT_A01 xmlns='urn:hl7-org:v2xml'/>;E_ENCODING",
                "{ 'resourceType': 'Bundle' };E_ENCODING",
                "msh|^~\\&|HIS;E_ENCODING",
                "PID|1||4711;E_ENCODING",
                "MSHX^~\\&;E_MSH_SEPARATOR",
                "BTS|2;E_ENCODING"
            })
    void refusesWhatHasNoHeaderToAnswerToAndCloses(String message, String code) {
        Acceptance.Rejected rejected = rejected(message + "\r");
        assertThat(rejected.rejection().code()).isEqualTo(code);
        Reply.Close close = (Reply.Close) rejected.reply();
        assertThat(text(close.lastWord()))
                .startsWith("MSH|^~\\&|")
                .contains("\rMSA|AR|")
                .contains("\rERR|");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "^^^^", "^~^&", "^~\\&#x", "aBcD"})
    void refusesDelimitersThatCannotBe(String delimiters) {
        Acceptance.Rejected rejected = rejected("MSH|" + delimiters + "|HIS|HOSP|X|N|2026||ADT|1|P|2.5\r");
        assertThat(rejected.rejection().code()).isEqualTo("E_MSH_DELIMITERS");
        assertThat(acknowledgement(rejected.reply())).startsWith("MSH|^~\\&|");
    }

    @ParameterizedTest
    @ValueSource(strings = {"^", "^~", "^~\\", "^~\\&", "^~\\&#"})
    void takesOneToFiveDelimiters(String delimiters) {
        accepted("MSH|" + delimiters + "|HIS|HOSP|X|N|2026||ADT|1|P|2.5\r");
    }

    @Test
    void refusesAControlIdThatNoVersionAllows() {
        assertThat(rejected(header("x".repeat(200), "ADT^A01", "P", "2.5", "", ""))
                        .rejection()
                        .code())
                .isEqualTo("E_MSH_CONTROL_ID");
        assertThat(rejected(header("1\u00002", "ADT^A01", "P", "2.5", "", ""))
                        .rejection()
                        .code())
                .isEqualTo("E_MSH_CONTROL_ID");
        accepted(header("x".repeat(199), "ADT^A01", "P", "2.5", "", ""));
    }

    @Test
    void anAcknowledgementHoldsNoByteThatWouldBreakItsFrame() {
        String message = "MSH|^~\\&|H\u000BIS|HO\u001CSP|X|N|2026||ADT^A01|1|P|2.5\r";
        assertThat(acknowledgement(accepted(message).stored())).doesNotContain("\u000B", "\u001C");
    }

    @Test
    void refusesTwoMessagesInOneFrame() {
        assertThat(rejected(adt("1") + adt("2")).rejection().code()).isEqualTo("E_FRAME_TWO_MESSAGES");
    }

    @Test
    void refusesTypesThatTheChannelDoesNotTake() {
        options = options.withTypes(Set.of("ADT", "ORU^R01"));
        accepted(header("1", "ADT^A99", "P", "2.5", "", ""));
        accepted(header("1", "ORU^R01", "P", "2.5", "", ""));
        assertThat(acknowledgement(
                        rejected(header("1", "ORU^R32", "P", "2.5", "", "")).reply()))
                .contains("|MSH^1^9|201^Unsupported event code^HL70357|E|E_MSH_EVENT|");
        assertThat(acknowledgement(
                        rejected(header("1", "SIU^S12", "P", "2.5", "", "")).reply()))
                .contains("|MSH^1^9|200^Unsupported message type^HL70357|E|E_MSH_TYPE|");
    }

    @Test
    void refusesSendersThatTheChannelDoesNotKnow() {
        options = options.withSenders(Set.of("HIS|OTHER", "LIS"));
        assertThat(acknowledgement(rejected(adt("1")).reply()))
                .contains("|MSH^1^3|103^Table value not found^HL70357|E|E_MSH_SENDER|");
        options = options.withSenders(Set.of("HIS|HOSP"));
        accepted(adt("1"));
        options = options.withSenders(Set.of("HIS"));
        accepted(adt("1"));
    }

    @Test
    void anAcknowledgementIsNeverAcknowledged() {
        String ack = header("1", "ACK^A01^ACK", "P", "2.5", "AL", "AL") + "MSA|AA|7\r";
        assertThat(accepted(ack).stored()).isEqualTo(new Reply.Silent());
    }

    @Test
    void noRefusalQuotesTheMessage() {
        options = options.withTypes(Set.of("ADT")).withSenders(Set.of("HIS"));
        for (String message : new String[] {
            header("SECRET", "ADT^A01", "SECRET", "2.5", "", ""),
            header("1", "SECRET^A01", "P", "2.5", "", ""),
            header("1", "ADT^A01", "P", "SECRET", "", ""),
            "SECRET|1\r",
            "MSH|^~\\&|SECRET|HOSP|X|N|2026||ADT^A01|1|P|2.5\r"
        }) {
            Acceptance.Rejected rejected = rejected(message);
            assertThat(rejected.rejection().text()).doesNotContain("SECRET");
            assertThat(rejected.toString()).doesNotContain("SECRET");
        }
    }

    /** Whatever comes in a frame: an answer, no exception, and what is taken can be read. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void answersWhateverComes(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            byte[] frame = damaged(bytes(adt("1")), random);
            Acceptance acceptance = intake().receive(frame, "");
            if (acceptance instanceof Acceptance.Accepted accepted) {
                assertThat(accepted.message().body()).isSameAs(frame);
                assertThat(Hl7v2Header.read(frame).controlId().strip())
                        .isEqualTo(accepted.message().controlId());
                assertFramable(accepted.stored());
                assertFramable(accepted.notStored("full"));
            } else if (acceptance instanceof Acceptance.Rejected rejected) {
                assertFramable(rejected.reply());
            }
        }
    }

    private static byte[] damaged(byte[] message, Random random) {
        byte[] frame = Arrays.copyOf(message, message.length - random.nextInt(message.length) * random.nextInt(2));
        for (int damage = random.nextInt(8); damage > 0 && frame.length > 0; damage--) {
            int at = random.nextBoolean() ? random.nextInt(frame.length) : random.nextInt(Math.min(frame.length, 90));
            frame[at] = (byte)
                    (random.nextBoolean() ? random.nextInt(256) : "|^~\\&\r\n\0 MSH2.".charAt(random.nextInt(14)));
        }
        return frame;
    }

    /** An answer must not hold a byte that ends its own frame. */
    private static void assertFramable(Reply reply) {
        byte[] answer = reply instanceof Reply.Acknowledge acknowledge
                ? acknowledge.message()
                : reply instanceof Reply.Close close ? close.lastWord() : new byte[0];
        String text = text(answer);
        assertThat(text.chars().filter(c -> c < ' ' && c != '\r').count())
                .as(text)
                .isZero();
        assertThat(text.isEmpty() || text.matches("(?s)MSH.*\rMSA.[AC][AER].*\r(ERR.*\r)?"))
                .as(text)
                .isTrue();
    }

    private Intake intake() {
        return new Intake(options, recent, InstantSource.fixed(now));
    }

    private Acceptance receive(String message) {
        return intake().receive(bytes(message), "");
    }

    private Acceptance.Accepted accepted(String message) {
        Acceptance acceptance = receive(message);
        assertThat(acceptance).isInstanceOf(Acceptance.Accepted.class);
        return (Acceptance.Accepted) acceptance;
    }

    private Acceptance.Rejected rejected(String message) {
        Acceptance acceptance = receive(message);
        assertThat(acceptance).isInstanceOf(Acceptance.Rejected.class);
        return (Acceptance.Rejected) acceptance;
    }

    private static String acknowledgement(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Acknowledge.class);
        return text(((Reply.Acknowledge) reply).message());
    }
}
