package io.crosswalk.source.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crosswalk.source.hl7v2.Hl7v2HeaderException.Code;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7v2HeaderTest {

    private static final String USUAL =
            "MSH|^~\\&|HIS|STMARY^1.2.3^ISO|LIS|LAB|20261122083000+0100||ADT^A01^ADT_A01|C-1|P|2.5.1|||AL|NE||8859/1\rPID|1\r";

    private static Hl7v2Header read(String message) {
        return Hl7v2Header.read(message.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Code codeOf(byte[] message) {
        return catchThrowableOfType(Hl7v2HeaderException.class, () -> Hl7v2Header.read(message))
                .code();
    }

    @Test
    void readsTheFieldsThatAnAcknowledgementNeeds() {
        Hl7v2Header header = read(USUAL);
        assertThat(header.sendingApplication()).isEqualTo("HIS");
        assertThat(header.sendingFacility()).isEqualTo("STMARY^1.2.3^ISO");
        assertThat(header.receivingApplication()).isEqualTo("LIS");
        assertThat(header.receivingFacility()).isEqualTo("LAB");
        assertThat(header.dateTime()).isEqualTo("20261122083000+0100");
        assertThat(header.type()).isEqualTo("ADT^A01");
        assertThat(header.structure()).isEqualTo("ADT_A01");
        assertThat(header.controlId()).isEqualTo("C-1");
        assertThat(header.processingId()).isEqualTo("P");
        assertThat(header.version()).isEqualTo("2.5.1");
        assertThat(header.acceptAcknowledgment()).isEqualTo("AL");
        assertThat(header.applicationAcknowledgment()).isEqualTo("NE");
        assertThat(header.characterSet()).isEqualTo("8859/1");
    }

    @Test
    void readsOwnDelimiters() {
        Hl7v2Header header = read("MSH$%*!@#$A%B$C\rPID$");
        assertThat(header.delimiters()).isEqualTo(new Delimiters('$', '%', '*', '!', '@', '#'));
        assertThat(header.delimiters().written()).isEqualTo("$%*!@#");
        assertThat(header.sendingApplication()).isEqualTo("A%B");
        assertThat(header.component(header.sendingApplication(), 2)).isEqualTo("B");
    }

    @Test
    void acceptsAMissingSubcomponentSeparator() {
        assertThat(read("MSH|^~\\|A\r").delimiters().subcomponent()).isEqualTo(Delimiters.NONE);
    }

    @Test
    void readsAHeaderThatEndsWithTheMessage() {
        assertThat(read("MSH|^~\\&|A|B|C|D|2026||ADT^A01|77").controlId()).isEqualTo("77");
    }

    @Test
    void skipsAByteOrderMarkAnMllpByteAndEmptyLines() {
        assertThat(Hl7v2Header.read(("\ufeff\u000b\r\n" + USUAL).getBytes(StandardCharsets.UTF_8))
                        .controlId())
                .isEqualTo("C-1");
    }

    @Test
    void keepsEscapesAsWrittenSoThatTheyCanBeEchoed() {
        assertThat(read("MSH|^~\\&|A\\T\\B|||||||C\\F\\1\r").controlId()).isEqualTo("C\\F\\1");
    }

    @Test
    void doesNotReadTheRest() {
        assertThat(read("MSH|^~\\&|A\r\0\1\2||||||||").sendingApplication()).isEqualTo("A");
    }

    @ParameterizedTest
    @CsvSource({
        "8859/1, ISO-8859-1",
        "8859/15, ISO-8859-15",
        "ISO-8859-2, ISO-8859-2",
        "ISO8859_1, ISO-8859-1",
        "UNICODE UTF-8, UTF-8",
        "utf8, UTF-8",
        "UTF-8~UNICODE, UTF-8",
        "GB 18030-2000, GB18030",
        "ISO IR87, ISO-2022-JP-2",
        "KS X 1001, x-windows-949",
        "windows-1250, windows-1250",
        "'', UTF-8",
        "code1~code2, UTF-8"
    })
    void knowsTheNamesOfCharacterSets(String name, String charset) {
        Hl7v2Header header = read("MSH|^~\\&|A|B|C|D|2026||ADT^A01|1|P|2.5||||||" + name + "|\r");
        assertThat(header.charset()).isEqualTo(Charset.forName(charset));
    }

    @Test
    void decodesNamesInTheCharacterSetOfTheMessage() {
        byte[] message = "MSH|^~\\&|Kantonsspital Zürich||||||ADT^A01|1|P|2.5||||||8859/1\r"
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Hl7v2Header.read(message).sendingApplication()).isEqualTo("Kantonsspital Zürich");
    }

    @Test
    void readsUtf16() {
        byte[] message = "\ufeffMSH|^~\\&|Ä||||||ADT^A01|1\rPID|1".getBytes(StandardCharsets.UTF_16LE);
        assertThat(Hl7v2Header.read(message).sendingApplication()).isEqualTo("Ä");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PID|1", "msh|^~\\&|", "hello", "FHS|^~\\&|", "BHS|^~\\&|"})
    void refusesWhatDoesNotStartWithMsh(String message) {
        assertThat(codeOf(message.getBytes(StandardCharsets.US_ASCII))).isEqualTo(Code.E_MSH_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "  ", "\u000b\u001c\r"})
    void refusesNothing(String message) {
        assertThat(codeOf(message.getBytes(StandardCharsets.US_ASCII))).isEqualTo(Code.E_EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<?xml version=\"1.0\"?><ADT_A01/>", "{\"resourceType\":\"Bundle\"}"})
    void refusesXmlAndJson(String message) {
        assertThat(codeOf(message.getBytes(StandardCharsets.US_ASCII))).isEqualTo(Code.E_ENCODING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MSH", "MSH\r", "MSHA^~\\&", "MSH ^~\\&", "MSH5^~\\&"})
    void refusesASeparatorThatIsNone(String message) {
        assertThat(codeOf(message.getBytes(StandardCharsets.US_ASCII))).isEqualTo(Code.E_MSH_SEPARATOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MSH||A", "MSH|^^\\&|A", "MSH|^~\\&#!|A", "MSH|^~\\&^~\\&^~\\&^~\\&|A"})
    void refusesEncodingCharactersThatAreNone(String message) {
        assertThat(codeOf(message.getBytes(StandardCharsets.US_ASCII))).isEqualTo(Code.E_MSH_ENCODING_CHARACTERS);
    }

    @Test
    void showsNoValueInItsText() {
        assertThat(read(USUAL)).hasToString("Hl7v2Header[ADT^A01, 2.5.1, ISO-8859-1]");
    }
}
