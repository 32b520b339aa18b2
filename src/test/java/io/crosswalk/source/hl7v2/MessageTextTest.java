package io.crosswalk.source.hl7v2;

import static io.crosswalk.source.hl7v2.Trees.codes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Charset: MSH-18 with vendor spellings, byte order mark, fallback by validity; wrong bytes never abort. */
class MessageTextTest {

    private static byte[] message(String msh18, String name, Charset charset) {
        return ("MSH|^~\\&|A|B|C|D|2026||ADT^A01|1|P|2.5||||||" + msh18 + "\rPID|1||||" + name + "\r")
                .getBytes(charset);
    }

    private static String name(byte[] message) {
        return Trees.text(Hl7v2Reader.read(message, null), "PID-5");
    }

    private static java.util.List<String> remarks(byte[] message) {
        return codes(Hl7v2Reader.read(message, null).issues());
    }

    @ParameterizedTest
    @CsvSource({
        "UNICODE UTF-8, UTF-8, Müller",
        "UTF-8, UTF-8, 山田",
        "UTF-8~UNICODE, UTF-8, Müller",
        "8859/1, ISO-8859-1, Müller",
        "8859/2, ISO-8859-2, Łódź",
        "8859/5, ISO-8859-5, Иванов",
        "8859/7, ISO-8859-7, Ελένη",
        "8859/15, ISO-8859-15, Œuvre€",
        "ISO_8859-1, ISO-8859-1, Müller",
        "WINDOWS-1252, windows-1252, Müller–€",
        "windows-1251, windows-1251, Иванов",
        "GB 18030-2000, GB18030, 张三",
        "GB18030, GB18030, 张三",
        "BIG-5, Big5, 張三",
        "KS X 1001, EUC-KR, 홍길동",
        "ISO IR87, ISO-2022-JP, 山田",
        "ASCII~ISO IR87, ISO-2022-JP, 山田",
        "~ISO IR87, ISO-2022-JP, 山田",
        "Shift_JIS, Shift_JIS, 山田表",
        "UNICODE UTF-16, UTF-16, Müller"
    })
    void readsTheSetThatMsh18Names(String msh18, String charset, String name) {
        byte[] message = message(msh18, name, Charset.forName(charset));
        assertThat(name(message)).isEqualTo(name);
        assertThat(remarks(message)).isEmpty();
    }

    @Test
    void neverTakesHalfACharacterForADelimiter() {
        // The second byte of these characters is a delimiter in ASCII: 7C, 5C, 5E and 7E.
        byte[] message = message("Shift_JIS", "ポソボ－表", Charset.forName("windows-31j"));
        assertThat(name(message)).isEqualTo("ポソボ－表");
    }

    @Test
    void obeysAByteOrderMarkBeforeMsh18() {
        assertThat(name(message("8859/1", "x", StandardCharsets.UTF_8))).isEqualTo("x");
        byte[] marked = ("\ufeffMSH|^~\\&|A||||||||||||||||8859/1\rPID|1||||Müller").getBytes(StandardCharsets.UTF_8);
        assertThat(name(marked)).isEqualTo("Müller");
        assertThat(remarks(marked)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void readsUtf16WithAndWithoutMark(String charset) {
        for (String mark : new String[] {"", "\ufeff"}) {
            byte[] bytes = (mark + "MSH|^~\\&|A\rPID|1||||Müller").getBytes(Charset.forName(charset));
            assertThat(name(bytes)).isEqualTo("Müller");
        }
    }

    @Test
    void readsUtf8WhenNothingIsSaidAndTheBytesAreValid() {
        byte[] message = message("", "Müller", StandardCharsets.UTF_8);
        assertThat(name(message)).isEqualTo("Müller");
        assertThat(remarks(message)).containsExactly("charset-assumed");
    }

    @Test
    void readsWesternTextWhenNothingIsSaidAndTheBytesAreNoUtf8() {
        byte[] message = message("", "Müller", StandardCharsets.ISO_8859_1);
        assertThat(name(message)).isEqualTo("Müller");
        assertThat(remarks(message)).containsExactly("charset-assumed");
    }

    @Test
    void readsOnWhenMsh18SaysUtf8AndTheBytesAreNot() {
        byte[] message = message("UNICODE UTF-8", "Müller", StandardCharsets.ISO_8859_1);
        assertThat(name(message)).isEqualTo("Müller");
        assertThat(remarks(message)).containsExactly("charset-assumed");
    }

    @Test
    void readsUtf8WhenMsh18SaysAWesternSetButAllBytesAreUtf8() {
        byte[] message = message("8859/1", "Müller – x", StandardCharsets.UTF_8);
        assertThat(name(message)).isEqualTo("Müller – x");
        assertThat(remarks(message)).containsExactly("charset-contradicted");
    }

    @Test
    void readsTheC1RangeOfLatin1AsWindows1252() {
        assertThat(name(message("8859/1", "a\u0096ü", StandardCharsets.ISO_8859_1)))
                .isEqualTo("a–ü");
    }

    @Test
    void saysNothingAboutAsciiBytes() {
        assertThat(remarks(message("", "Mueller", StandardCharsets.US_ASCII))).isEmpty();
        assertThat(remarks(message("ASCII", "Mueller", StandardCharsets.US_ASCII)))
                .isEmpty();
    }

    @Test
    void saysSoWhenMsh18NamesNoSetThatItKnows() {
        assertThat(remarks(message("KLINGON", "Mueller", StandardCharsets.US_ASCII)))
                .containsExactly("charset-unknown");
        assertThat(name(message("KLINGON", "Müller", StandardCharsets.UTF_8))).isEqualTo("Müller");
    }

    @Test
    void replacesBytesThatAreNoCharactersAndSaysSo() {
        byte[] message = message("GB18030", "a?b", StandardCharsets.US_ASCII);
        message[message.length - 3] = (byte) 0xff;
        assertThat(remarks(message)).containsExactly("charset-bytes");
    }
}
