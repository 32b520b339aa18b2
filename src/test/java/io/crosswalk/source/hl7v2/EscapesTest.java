package io.crosswalk.source.hl7v2;

import static io.crosswalk.source.hl7v2.Trees.codes;
import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTree;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Escapes: own escape character, decoded after splitting, in the character set of the message. */
class EscapesTest {

    private static SourceTree tree(String value) {
        return Trees.withSegments("NTE|1||" + value).flat();
    }

    private static String decoded(String value) {
        return Trees.present(tree(value), "NTE-3").text();
    }

    private static String decoded(String value, Charset charset, String msh18) {
        String msh = "MSH|^~\\&|||||2026||ADT^A01|1|P|2.5||||||" + msh18 + "\r";
        return Trees.present(Trees.read(msh + "NTE|1||" + value, charset).flat(), "NTE-3")
                .text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a\\F\\b;a|b",
                "a\\S\\b;a^b",
                "a\\T\\b;a&b",
                "a\\R\\b;a~b",
                "a\\E\\b;a\\b",
                "a\\P\\b;a#b",
                "\\T\\\\T\\;&&",
                "a\\X41\\b;aAb",
                "a\\X414243\\b;aABCb",
                "a\\x4a\\b;aJb",
                "\\E\\T\\E\\;\\T\\",
                "\\H\\bold\\N\\ plain;bold plain"
            })
    void decodesEscapeSequences(String written, String text) {
        assertThat(decoded(written)).isEqualTo(text);
    }

    @Test
    void decodesAfterSplitting() {
        SourceTree tree =
                Trees.withSegments("PID|1||A\\S\\B\\F\\C^D\\T\\E&F\\R\\G").flat();
        assertThat(Trees.present(tree, "PID-3.1").text()).isEqualTo("A^B|C");
        assertThat(Trees.texts(tree, "PID-3")).hasSize(1);
    }

    @Test
    void usesTheEscapeCharacterOfTheMessage() {
        SourceTree tree = Trees.read("MSH|^~!&|HIS\rNTE|1||a!T!b\\T\\c!X41!").flat();
        assertThat(Trees.present(tree, "NTE-3").text()).isEqualTo("a&b\\T\\cA");
    }

    @Test
    void givesBackTheDelimitersOfTheMessage() {
        SourceTree tree = Trees.read("MSH$%*!@#$HIS\rNTE$1$$!F!!S!!R!!E!!T!!P!").flat();
        assertThat(Trees.present(tree, "NTE-3").text()).isEqualTo("$%*!@#");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a\\.br\\b;a|b",
                "a\\.sp\\b;a|b",
                "a\\.sp3\\b;a|||b",
                "a\\.sp 2\\b;a||b",
                "a\\.ce\\b;a|b",
                "a\\.sk4\\b;a    b",
                "a\\.in+4\\b;ab",
                "a\\.ti-2\\b;ab",
                "a\\.fi\\b\\.nf\\c;abc",
                "a\\X0D0A\\b;a|b",
                "a\\X0D\\b;a|b",
                "a\\X0A\\b;a|b"
            })
    void turnsFormattingIntoLineEndsAndBlanks(String written, String text) {
        assertThat(decoded(written)).isEqualTo(text.replace('|', '\n'));
    }

    @Test
    void boundsTheLineEndsThatOneSequenceMayAskFor() {
        assertThat(decoded("a\\.sp9999999\\b")).hasSize(2 + Limits.BLANKS);
        assertThat(decoded("a\\.sp" + "9".repeat(1_000) + "\\b")).hasSize(2 + Limits.BLANKS);
    }

    @Test
    void readsHexadecimalDataInTheCharacterSetOfTheMessage() {
        assertThat(decoded("M\\XC3BC\\ller", StandardCharsets.UTF_8, "UNICODE UTF-8"))
                .isEqualTo("Müller");
        assertThat(decoded("M\\XC3\\\\XBC\\ller", StandardCharsets.UTF_8, "UNICODE UTF-8"))
                .isEqualTo("Müller");
        assertThat(decoded("M\\XFC\\ller", StandardCharsets.ISO_8859_1, "8859/1"))
                .isEqualTo("Müller");
    }

    @Test
    void readsJapaneseThatIsWrittenWithCharacterSetEscapes() {
        assertThat(decoded("\\M2442\\;3ED\\C2842\\ YAMADA", StandardCharsets.US_ASCII, "ASCII~ISO IR87"))
                .isEqualTo("山田 YAMADA");
    }

    @Test
    void dropsASwitchToACharacterSetThatItDoesNotKnow() {
        SourceTree tree = tree("a\\C2D41\\b");
        assertThat(Trees.present(tree, "NTE-3").text()).isEqualTo("ab");
        assertThat(codes(tree.issues())).containsExactly("escape-charset");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C:\\temp",
                "C:\\temp\\new",
                "a\\b",
                "\\",
                "a\\",
                "\\\\",
                "\\\\\\",
                "\\XZZ\\",
                "\\X4\\",
                "\\X\\",
                "\\Z12\\",
                "\\Q\\",
                "\\.xx\\",
                "\\.\\",
                "\\CXYZ\\",
                "\\M1\\",
                "\\FF\\",
                "\\f\\"
            })
    void keepsWhatIsNoEscapeSequence(String written) {
        assertThat(decoded(written)).isEqualTo(written);
    }

    @Test
    void saysSoWhenASequenceIsNotKnown() {
        SourceTree tree = tree("a\\Q\\b");
        assertThat(Trees.present(tree, "NTE-3").text()).isEqualTo("a\\Q\\b");
        assertThat(tree.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo("escape-unknown");
            assertThat(issue.place()).isEqualTo("NTE-3");
            assertThat(issue.reason()).isEqualTo("an escape sequence is not known and was kept as text");
        });
    }

    @Test
    void saysSoOnceForEachValue() {
        SourceTree tree = tree("a\\Q\\b\\Q\\c");
        SourceNode value = Trees.present(tree, "NTE-3");
        value.text();
        value.text();
        assertThat(codes(tree.issues())).containsExactly("escape-unknown");
    }

    @Test
    void startsAgainAtTheEndOfWhatIsNoSequence() {
        assertThat(decoded("C:\\a\\T\\b")).isEqualTo("C:\\a&b");
    }

    @Test
    void takesAValueOfNothingButHighlightingForEmpty() {
        assertThat(Trees.node(tree("\\H\\\\N\\"), "NTE-3")).isNull();
        assertThat(Trees.node(Trees.withSegments("PID|1||\\H\\^\\N\\").flat(), "PID-3"))
                .isNull();
        assertThat(Trees.node(Trees.withSegments("PID|1||\\H\\^a\\N\\").flat(), "PID-3"))
                .isNotNull();
    }

    @Test
    void dropsControlCharactersThatFhirDoesNotAllow() {
        SourceTree tree = tree("a\u0001b\u001bc\td");
        assertThat(Trees.present(tree, "NTE-3").text()).isEqualTo("abc\td");
        assertThat(codes(tree.issues())).containsExactly("control-character");
        assertThat(decoded("a\\X07\\b")).isEqualTo("ab");
    }
}
