package io.crosswalk.source.hl7v2;

import static io.crosswalk.source.hl7v2.Trees.codes;
import static io.crosswalk.source.hl7v2.Trees.node;
import static io.crosswalk.source.hl7v2.Trees.present;
import static io.crosswalk.source.hl7v2.Trees.read;
import static io.crosswalk.source.hl7v2.Trees.text;
import static io.crosswalk.source.hl7v2.Trees.texts;
import static io.crosswalk.source.hl7v2.Trees.withSegments;
import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.message.Issue;
import io.crosswalk.source.Need;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTree;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How values are found, and what is said about what is odd. */
class Hl7v2TreeTest {

    private static final String PID =
            "PID|1||7701^^^STMARY&1.2.3&ISO^MR~9^^^^SS||Doe&van^Ann^B||19800101|F|||Main St 1^^Town||||||||||||||";

    @ParameterizedTest
    @CsvSource({
        "PID-1, 1",
        "PID-3, 7701",
        "PID-3.1, 7701",
        "PID-3.4, STMARY",
        "PID-3.4.1, STMARY",
        "PID-3.4.2, 1.2.3",
        "PID-3[2].5, SS",
        "PID-3[2], 9",
        "PID-5.1, Doe",
        "PID-5.1.2, van",
        "PID-5.2.1, Ann",
        "PID-5.3.1, B",
        "PID-7.1, 19800101",
        "PID-8.1.1, F",
        "PID-11.3, Town",
        "MSH-1, |",
        "MSH-2, ^~\\&",
        "MSH-3, HIS",
        "MSH-9.2, A01",
        "MSH-12, 2.5.1"
    })
    void findsAValueByItsPosition(String path, String value) {
        assertThat(text(withSegments(PID), path)).isEqualTo(value);
    }

    /** What lets rules be passed over must never hide a value: whatever is found has its bit. */
    @ParameterizedTest
    @ValueSource(strings = {"PID-1", "PID-3", "PID-3.4.2", "PID-5.3", "PID-11.3", "MSH-1", "MSH-2", "MSH-12"})
    void aPlaceThatIsFoundIsFilled(String path) {
        SourceTree tree = withSegments(PID).flat();
        Need need = Hl7v2Schema.standard().compile("", path).need();
        SourceNode segment = present(tree, path.substring(0, 3));

        assertThat(segment.filled(need.place()) & need.parts()).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PID-2", "PID-4", "PID-6.1", "PID-39"})
    void aFieldThatIsNotSentIsNotFilled(String path) {
        SourceTree tree = withSegments(PID).flat();
        Need need = Hl7v2Schema.standard().compile("", path).need();

        assertThat(present(tree, "PID").filled(need.place()) & need.parts()).isZero();
    }

    @Test
    void aValueWithoutPartsIsItsOwnFirstPart() {
        SourceTree tree = withSegments(PID).flat();
        Need first = Hl7v2Schema.standard().compile("CX", "CX.1").need();
        Need fourth = Hl7v2Schema.standard().compile("CX", "CX.4").need();

        assertThat(present(tree, "PID-8").filled(first.place()) & first.parts()).isNotZero();
        assertThat(present(tree, "PID-8").filled(fourth.place()) & fourth.parts())
                .isZero();
        assertThat(present(tree, "PID-3").filled(fourth.place()) & fourth.parts())
                .isNotZero();
    }

    @Test
    void aPlaceOfAnotherKindLetsEverythingThrough() {
        SourceTree tree = withSegments(PID).flat();
        Need header = Hl7v2Schema.standard().compile("", "MSH-20").need();

        assertThat(present(tree, "PID").filled(header.place()) & header.parts()).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PID-2", "PID-3.2", "PID-3[3]", "PID-5.1.3", "PID-39", "PID-8.2", "NK1-2", "ZPI-1"})
    void findsNothingWhereNothingIs(String path) {
        assertThat(node(withSegments(PID).flat(), path)).isNull();
    }

    @Test
    void givesEveryPresentRepetitionAndLeavesEmptyOnesOut() {
        assertThat(texts(withSegments("PID|1||A~~B^x~^^^").flat(), "PID-3")).containsExactly("A", "B");
    }

    @Test
    void countsEmptyRepetitionsWhenOneIsAskedForByNumber() {
        assertThat(text(withSegments("PID|1||A~~B"), "PID-3[3]")).isEqualTo("B");
    }

    @Test
    void keepsTheSameObjectForTheSamePlace() {
        SourceTree tree = withSegments(PID).flat();
        assertThat(node(tree, "PID-3.4.2")).isSameAs(node(tree, "PID-3.4.2"));
    }

    @Test
    void keepsLeadingZerosOfAPatientIdentifier() {
        assertThat(text(withSegments("PID|1||000123"), "PID-3.1")).isEqualTo("000123");
    }

    // Wrong MSH-12, version drift: MSH-12 decides nothing.

    @ParameterizedTest
    @ValueSource(strings = {"2.1", "2.3", "2.5.1", "2.9", "", "nonsense"})
    void readsEveryFieldWhateverMsh12Says(String version) {
        String msh = "MSH|^~\\&|HIS|STMARY|LIS|LAB|2026||ADT^A01|C-1|P|" + version + "\r";
        Hl7v2Message message =
                read(msh + "PID|1|OLD^^^S|7|ALT|Doe||||||||||||||LIC^XX||||||||||||||||||||||NEW\rZZZ|a");
        assertThat(text(message, "PID-2.1")).isEqualTo("OLD");
        assertThat(text(message, "PID-4")).isEqualTo("ALT");
        assertThat(text(message, "PID-19")).isEqualTo("LIC^XX");
        assertThat(text(message, "ZZZ-1")).isEqualTo("a");
    }

    // Delimiters

    @Test
    void readsOwnDelimiters() {
        Hl7v2Message message = read("MSH*@#!%*HIS*S\rZPI*1**A%B@C#D*x!T!y*a&b^c");
        assertThat(text(message, "ZPI-3.1.2")).isEqualTo("B");
        assertThat(text(message, "ZPI-3[2].1")).isEqualTo("D");
        assertThat(text(message, "ZPI-4.1")).isEqualTo("x%y");
        assertThat(text(message, "ZPI-5.1")).isEqualTo("a&b^c");
    }

    @Test
    void readsDelimitersThatAreNoAscii() {
        assertThat(text(read("MSH§°~\\&§HIS\rPID§1§§A°B"), "PID-3.2")).isEqualTo("B");
    }

    @Test
    void acceptsTheTruncationCharacterOfVersion27() {
        Hl7v2Message message = read("MSH|^~\\&#|HIS\rPID|1||A#\\P\\");
        assertThat(text(message, "PID-3")).isEqualTo("A##");
        assertThat(message.issues()).isEmpty();
    }

    @Test
    void readsAMessageWithoutSubcomponentSeparator() {
        assertThat(text(read("MSH|^~\\|HIS\rPID|1||A&B^C"), "PID-3.1")).isEqualTo("A&B");
    }

    @Test
    void readsAMessageWithoutEscapeCharacter() {
        assertThat(text(read("MSH|^~|HIS\rPID|1||A\\T\\B^C"), "PID-3.1")).isEqualTo("A\\T\\B");
    }

    @Test
    void assumesTheUsualDelimitersWhenMsh2IsEmpty() {
        Hl7v2Message message = read("MSH||HIS\rPID|1||A^B");
        assertThat(text(message, "PID-3.2")).isEqualTo("B");
        assertThat(codes(message.issues())).containsExactly("delimiters-missing");
    }

    @Test
    void saysSoWhenADelimiterIsGivenTwice() {
        assertThat(codes(read("MSH|^^\\&|HIS\rPID|1").issues())).containsExactly("delimiters-repeated");
    }

    // Segment ends

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\r\r", "\n\n", "\r\n\r\n"})
    void takesEveryLineEndForASegmentEnd(String end) {
        Hl7v2Message message = read(Trees.MSH.strip() + end + "EVN|A01" + end + "PID|1||7" + end);
        assertThat(message.allSegments()).hasSize(3);
        assertThat(text(message, "PID-3")).isEqualTo("7");
        assertThat(message.issues()).isEmpty();
    }

    @Test
    void keepsALineEndInsideAText() {
        Hl7v2Message message = withSegments("OBX|1|TX|1||first line\nsecond line\n\nthird|mg", "OBX|2|TX|||x");
        assertThat(text(message, "OBX-5")).isEqualTo("first line\nsecond line\n\nthird");
        assertThat(text(message, "OBX-6")).isEqualTo("mg");
        assertThat(message.allSegments()).hasSize(3);
        assertThat(codes(message.issues())).containsExactly("line-end-in-field");
    }

    @Test
    void skipsBlanksBeforeASegmentName() {
        assertThat(text(withSegments("EVN|A01", "   PID|1||7"), "PID-3")).isEqualTo("7");
    }

    @Test
    void dropsMllpBytesThatWereLeftIn() {
        Hl7v2Message message = read("\u000b" + Trees.MSH + "PID|1||7\r\u001c\r");
        assertThat(text(message, "PID-3")).isEqualTo("7");
        assertThat(message.issues()).isEmpty();
    }

    @Test
    void readsTheFirstOfSeveralMessagesAndSaysSo() {
        Hl7v2Message message = read(Trees.MSH + "PID|1||7\r" + Trees.MSH + "PID|1||8\r");
        assertThat(message.allSegments()).hasSize(2);
        assertThat(codes(message.issues())).containsExactly("several-messages");
    }

    @Test
    void skipsWhatStandsBeforeTheMsh() {
        Hl7v2Message message = read("hello\r" + Trees.MSH + "PID|1||7");
        assertThat(text(message, "PID-3")).isEqualTo("7");
        assertThat(codes(message.issues())).containsExactly("text-before-msh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "hello", "PID|1||7", "MSH", "<ADT_A01/>", "msh|^~\\&|"})
    void hasOneFatalIssueWhenThereIsNoMessage(String text) {
        Hl7v2Message message = read(text);
        assertThat(message.readable()).isFalse();
        assertThat(message.issues()).singleElement().matches(Issue::isFatal);
        assertThat(message.flat().root().children()).isEmpty();
        assertThat(message.structure()).isEmpty();
    }

    @Test
    void readsSegmentsWithoutFields() {
        assertThat(withSegments("PID", "PV1|").allSegments()).hasSize(3);
    }

    // Empty and ""

    @Test
    void tellsEmptyFromDeleted() {
        SourceTree tree = withSegments("PID|1|\"\"||  |\"\"^\"\"|a^\"\"").flat();
        SourceNode deleted = present(tree, "PID-2");
        assertThat(deleted.deleted()).isTrue();
        assertThat(deleted.valued()).isFalse();
        assertThat(deleted.text()).isEmpty();
        assertThat(node(tree, "PID-3")).isNull();
        assertThat(node(tree, "PID-4")).isNull();
        assertThat(present(tree, "PID-5").deleted()).isTrue();
        assertThat(present(tree, "PID-6").valued()).isTrue();
        assertThat(present(tree, "PID-6.2").deleted()).isTrue();
    }

    @Test
    void seesADeleteInsideAComponent() {
        SourceTree tree = withSegments("PID|1||^^^\"\"|^^^NS&\"\"&ISO").flat();
        assertThat(present(tree, "PID-3").deleted()).isTrue();
        assertThat(present(tree, "PID-3.4").deleted()).isTrue();
        assertThat(present(tree, "PID-4.4").valued()).isTrue();
        assertThat(present(tree, "PID-4.4.2").deleted()).isTrue();
        assertThat(present(tree, "PID-4").valued()).isTrue();
        assertThat(present(tree, "PID-4").text()).isEmpty();
    }

    @Test
    void takesQuotedTextForText() {
        SourceTree tree = withSegments("PID|1||\"A\"|\"\"\"|x\"\"y").flat();
        assertThat(present(tree, "PID-3").text()).isEqualTo("\"A\"");
        assertThat(present(tree, "PID-4").valued()).isTrue();
        assertThat(present(tree, "PID-5").text()).isEqualTo("x\"\"y");
    }

    // Text

    @Test
    void stripsBlanksButNotTheLayoutOfFormattedText() {
        Hl7v2Message message =
                withSegments("PID|1||  77  ", "NTE|1||  indented  ", "OBX|1|TX|||   x", "OBX|2|ST|||  x");
        assertThat(text(message, "PID-3")).isEqualTo("77");
        assertThat(text(message, "NTE-3")).isEqualTo("  indented");
        assertThat(texts(message.flat(), "OBX-5")).containsExactly("   x", "x");
    }

    @Test
    void keepsASeparatorThatTheSenderForgotToEscapeInText() {
        Hl7v2Message message = withSegments("OBX|1|ST|||Smith & Sons ^ Co", "OBX|2|CWE|||A^B & C^L", "OBX|3|SN|||>^5");
        assertThat(texts(message.flat(), "OBX-5")).containsExactly("Smith & Sons ^ Co", "A", ">");
        assertThat(texts(message.flat(), "OBX-5.2")).containsExactly("B & C", "5");
        assertThat(codes(message.issues())).containsExactly("delimiter-in-text", "delimiter-in-text");
    }

    @Test
    void splitsWhereTheTypeIsNotKnown() {
        assertThat(text(withSegments("ZPI|A^B&C"), "ZPI-1.2.2")).isEqualTo("C");
    }

    // Places

    @Test
    void namesAPlaceForPeople() {
        SourceTree tree =
                withSegments(PID, "OBX|1|CE|||a^b~c^d", "OBX|2|CE|||a^b~c^d").flat();
        assertThat(present(tree, "PID-7").place()).isEqualTo("PID-7");
        assertThat(present(tree, "PID-3[2].5").place()).isEqualTo("PID-3[2].5");
        assertThat(present(tree, "PID-3.4.2").place()).isEqualTo("PID-3[1].4.2");
        assertThat(present(tree, "PID-8.1").place()).isEqualTo("PID-8");
        List<SourceNode> values = Hl7v2Schema.standard().compile("", "OBX-5.2").all(tree.root());
        assertThat(values)
                .extracting(SourceNode::place)
                .containsExactly("OBX[1]-5[1].2", "OBX[1]-5[2].2", "OBX[2]-5[1].2", "OBX[2]-5[2].2");
        assertThat(values.get(3).name()).isEqualTo("OBX-5.2");
    }

    // Accounting

    @Test
    void listsWhatNobodyHasReadLeafByLeaf() {
        SourceTree tree = withSegments("PID|1||7^^^S&1.2&ISO~8|\"\"").flat();
        present(tree, "MSH-3").parent();
        markMsh(tree);
        assertThat(places(tree))
                .containsExactly(
                        "PID-1", "PID-3[1].1", "PID-3[1].4.1", "PID-3[1].4.2", "PID-3[1].4.3", "PID-3[2]", "PID-4");
        present(tree, "PID-3.4").markRead();
        present(tree, "PID-1").markRead();
        present(tree, "PID-3").leaf().markRead();
        assertThat(places(tree)).containsExactly("PID-3[2]", "PID-4");
        assertThat(tree.unread().get(1).deleted()).isTrue();
    }

    @Test
    void readsAWholeCompositeOrOnlyItsText() {
        SourceTree tree = withSegments("PID|||||||||||A&b^c").flat();
        markMsh(tree);
        present(tree, "PID-11").leaf().markRead();
        assertThat(places(tree)).containsExactly("PID-11.1.2", "PID-11.2");
        present(tree, "PID-11").markRead();
        assertThat(places(tree)).isEmpty();
    }

    @Test
    void countsTheDelimitersAndTheCharacterSetAsRead() {
        SourceTree tree = read("MSH|^~\\&||||||||||||||||UTF-8").flat();
        assertThat(places(tree)).isEmpty();
    }

    private static void markMsh(SourceTree tree) {
        tree.root().children().get(0).markRead();
    }

    private static List<String> places(SourceTree tree) {
        return tree.unread().stream().map(SourceNode::place).toList();
    }
}
