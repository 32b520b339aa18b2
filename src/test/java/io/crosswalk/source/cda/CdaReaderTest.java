package io.crosswalk.source.cda;

import static io.crosswalk.source.cda.Documents.at;
import static io.crosswalk.source.cda.Documents.codes;
import static io.crosswalk.source.cda.Documents.first;
import static io.crosswalk.source.cda.Documents.read;
import static io.crosswalk.source.cda.Documents.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.source.ByteRange;
import io.crosswalk.source.Need;
import io.crosswalk.source.SourceNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements, attributes, texts, references and what nobody has read. */
class CdaReaderTest {

    @Test
    void findsElementsByTheNumberOfTheirName() {
        CdaElement root =
                read(with("<title>Note</title><sdtc:category code=\"x\"/>")).root();
        assertThat(root.nameCode()).isEqualTo(CdaNames.of("ClinicalDocument"));
        CdaElement title = Objects.requireNonNull(root.firstElement());
        assertThat(title.nameCode()).isEqualTo(CdaNames.of("title"));
        CdaElement category = Objects.requireNonNull(title.nextElement());
        assertThat(category.nameCode()).isEqualTo(CdaNames.of("sdtc:category")).isPositive();
        assertThat(category.localName()).isEqualTo("sdtc:category");
        assertThat(category.parentElement()).isSameAs(root);
        assertThat(category.nextElement()).isNull();
    }

    @Test
    void givesEachNameOneNumber() {
        assertThat(CdaNames.all()).hasSizeGreaterThan(250).allSatisfy(name -> {
            assertThat(CdaNames.nameOf(CdaNames.of(name))).isEqualTo(name);
            byte[] bytes = ("<" + name + ">").getBytes(StandardCharsets.US_ASCII);
            assertThat(CdaNames.of(bytes, 1, bytes.length - 1)).isEqualTo(CdaNames.of(name));
        });
        assertThat(CdaNames.of("brithTime")).isZero();
        assertThat(CdaNames.nameOf(0)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ClinicalDocument xmlns='urn:hl7-org:v3'><id root='1.2'/></ClinicalDocument>",
                "<n1:ClinicalDocument xmlns:n1='urn:hl7-org:v3'><n1:id root='1.2'/></n1:ClinicalDocument>",
                "<a:ClinicalDocument xmlns:a='urn:hl7-org:v3'><id xmlns='urn:hl7-org:v3' root='1.2'/></a:ClinicalDocument>"
            })
    void readsAnyPrefix(String xml) {
        CdaDocument document = read(xml);
        assertThat(document.issues()).isEmpty();
        assertThat(at(document.root(), "id").nameCode()).isEqualTo(CdaNames.of("id"));
        assertThat(document.root().nameCode()).isEqualTo(CdaNames.of("ClinicalDocument"));
    }

    @Test
    void takesADocumentWithoutNamespaceForCdaAndSaysSo() {
        CdaDocument document = read("<ClinicalDocument><id root='1.2'/></ClinicalDocument>");
        assertThat(at(document.root(), "id").nameCode()).isEqualTo(CdaNames.of("id"));
        assertThat(codes(document)).containsExactly("xml-namespace-missing");
    }

    @Test
    void guessesAPrefixThatNobodyHasDeclared() {
        CdaDocument document = read("<section xmlns='urn:hl7-org:v3'><value xsi:type='CD'/><sdtc:raceCode code='1'/>"
                + "<value xsi:type='CD'/></section>");
        assertThat(at(document.root(), "value").type()).isEqualTo("CD");
        assertThat(at(document.root(), "sdtc:raceCode").nameCode()).isEqualTo(CdaNames.of("sdtc:raceCode"));
        assertThat(codes(document)).containsExactly("xml-prefix-undeclared", "xml-prefix-undeclared");
    }

    @Test
    void keepsElementsOfOtherNamespacesAsUnread() {
        CdaDocument document =
                read(with("<v:note xmlns:v='urn:vendor'>kept</v:note><code xmlns='urn:vendor' code='7'/>"));
        CdaElement note = Objects.requireNonNull(document.root().firstElement());
        assertThat(note.nameCode()).isZero();
        assertThat(note.localName()).isEqualTo("v:note");
        assertThat(Objects.requireNonNull(note.nextElement()).nameCode()).isZero();
        assertThat(places(document.unread())).containsExactly("ClinicalDocument/v:note", "ClinicalDocument/code@code");
    }

    private static List<String> places(List<SourceNode> nodes) {
        return nodes.stream().map(SourceNode::place).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <quantity value=" 5 " unit="mg"/> | 5
            <code code="1234-5" codeSystem="2.16"/> | 1234-5
            <id root="1.2.3" extension="A7"/> | A7
            <id root="1.2.3"/> | 1.2.3
            <given> Ann <!-- called --> Lee </given> | Ann  Lee
            <given>A&amp;B &#x2013; <![CDATA[<C>]]></given> | A&B – <C>
            <value nullFlavor="UNK" value="5"/> | ''
            <value nullFlavor="" value="5"/> | 5
            <originalText>own<reference value=""/></originalText> | own
            <telecom value="tel:+1&#45;555"/> | tel:+1-555
            """)
    void readsWhatAnElementSays(String xml, String text) {
        assertThat(first(xml).text()).isEqualTo(text);
    }

    private static final String NARRATIVE = "<component><structuredBody><component><section><text><table><tr ID=\"r1\">"
            + "<td>Penicillin\n   V</td><td ID='c&amp;2'>rash, <content ID=\"x\">sev</content>ere</td></tr></table></text>"
            + "<entry><observation><code code=\"c\"><originalText><reference value=\"%s\"/></originalText></code>"
            + "</observation></entry></section></component></structuredBody></component>";

    private static final String ORIGINAL =
            "component/structuredBody/component/section/entry/observation/code/originalText";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '#r1' | Penicillin V rash, severe
            r1 | Penicillin V rash, severe
            ' #x ' | sev
            '#c&amp;2' | rash, severe
            """)
    void readsTheNarrativeThatAReferenceLeadsTo(String reference, String text) {
        CdaDocument document = read(with(NARRATIVE.formatted(reference)));
        CdaElement original = at(document.root(), ORIGINAL);
        assertThat(original.text()).isEqualTo(text);
        assertThat(original.valued()).isTrue();
        CdaElement pointer = at(original, "reference");
        assertThat(pointer.text()).isEqualTo(text);
        assertThat(Objects.requireNonNull(pointer.attributeNode(CdaNames.VALUE)).text())
                .isEqualTo(text);
        assertThat(document.issues()).isEmpty();
    }

    /** Senders mix up what their references lead to: the directions of one drug must not stand with another. */
    @Test
    void takesTheOwnWordsOfAnElementBeforeTheRowThatItRefersTo() {
        CdaDocument document =
                read(with(NARRATIVE.formatted("#r1").replace("<originalText>", "<originalText>Amoxicillin")));
        CdaElement original = at(document.root(), ORIGINAL);
        assertThat(original.text()).isEqualTo("Amoxicillin");
        assertThat(original.narrative()).contains("Penicillin");
        assertThat(document.issues()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#gone", "gone", "#"})
    void saysOnceThatAReferenceLeadsNowhere(String reference) {
        CdaDocument document = read(with(NARRATIVE.formatted(reference)));
        CdaElement original = at(document.root(), ORIGINAL);
        assertThat(original.valued()).isFalse();
        assertThat(original.text()).isEmpty();
        assertThat(original.text()).isEmpty();
        assertThat(document.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo("reference-dangling");
            assertThat(issue.place())
                    .isEqualTo("ClinicalDocument/component/structuredBody/component/section/entry/observation/code/"
                            + "originalText/reference");
            assertThat(issue.reason()).startsWith("line 2: ").doesNotContain("gone");
        });
    }

    @Test
    void leavesAReferenceToAnotherDocumentAlone() {
        CdaElement value = first("<value><reference value=\"https://example.org/report.pdf\"/></value>");
        assertThat(at(value, "reference").text()).isEqualTo("https://example.org/report.pdf");
        assertThat(value.document().issues()).isEmpty();
    }

    @Test
    void takesTheReferenceOfABodyThatIsAFileForTheNameOfTheFile() {
        CdaElement component =
                first("<component><nonXMLBody><text><reference value=\"letter.pdf\"/></text></nonXMLBody></component>");
        assertThat(at(component, "nonXMLBody/text/reference").text()).isEqualTo("letter.pdf");
        assertThat(component.valued()).isTrue();
        assertThat(component.document().issues()).isEmpty();
    }

    @Test
    void warnsWhenSeveralElementsBearTheIdOfAReference() {
        CdaDocument document = read(with(NARRATIVE.formatted("#r1").replace("c&amp;2", "r1")));
        assertThat(at(document.root(), ORIGINAL).text()).isEqualTo("Penicillin V rash, severe");
        assertThat(codes(document)).containsExactly("id-not-unique");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <value code="a"/> | true
            <value value="0"/> | true
            <value displayName="a"/> | true
            <id root="1"/> | true
            <name><given>A</given></name> | true
            <value nullFlavor="OTH"><translation code="a"/></value> | true
            <value nullFlavor="OTH"><originalText>a</originalText></value> | true
            <value nullFlavor="UNK" code="a"/> | false
            <value/> | false
            <value code=" "/> | false
            <value> </value> | false
            <value unit="mg"/> | false
            <act classCode="ACT" moodCode="EVN" negationInd="true"/> | false
            <addr use="HP"><city nullFlavor="NI"/></addr> | false
            <value codeSystem="2.16" codeSystemName="X"/> | false
            """)
    void knowsWhatSaysSomething(String xml, boolean valued) {
        assertThat(first(xml).valued()).isEqualTo(valued);
    }

    @Test
    void tellsTheNullFlavor() {
        assertThat(first("<value nullFlavor=\"MSK\"/>").absence()).isEqualTo("MSK");
        assertThat(first("<value value=\"1\"/>").absence()).isNull();
    }

    @Test
    void listsWhatNobodyHasReadWithoutPlumbing() {
        CdaDocument document = read(with("<realmCode code='US'/><templateId root='1.2'/><id root='1'/>"
                + "<author typeCode='AUT' contextControlCode='OP'><time value='2026'/><time nullFlavor='NI'/>"
                + "<time nullFlavor='MSK'/></author><title>x</title>"));
        assertThat(places(document.unread()))
                .containsExactly(
                        "ClinicalDocument/id@root",
                        "ClinicalDocument/author/time[1]@value",
                        "ClinicalDocument/author/time[3]@nullFlavor",
                        "ClinicalDocument/title");
        at(document.root(), "author").markRead();
        assertThat(places(document.unread())).containsExactly("ClinicalDocument/id@root", "ClinicalDocument/title");
    }

    @Test
    void marksOnlyTheLeafThatATextWasTakenFrom() {
        CdaDocument document = read(with("<name use='L'>Ann</name><id root='1' extension='2' displayable='true'/>"));
        at(document.root(), "name").leaf().markRead();
        at(document.root(), "id").leaf().markRead();
        assertThat(places(document.unread()))
                .containsExactly(
                        "ClinicalDocument/name@use", "ClinicalDocument/id@root", "ClinicalDocument/id@displayable");
    }

    @Test
    void countsTheNarrativeOfASectionOnce() {
        CdaDocument document = read(with(NARRATIVE.formatted("#r1")));
        CdaElement text = at(document.root(), "component/structuredBody/component/section/text");
        assertThat(text.firstElement()).isNull();
        assertThat(text.valued()).isTrue();
        assertThat(text.text()).isEqualTo("Penicillin V rash, severe");
        assertThat(places(document.unread()))
                .filteredOn(place -> place.contains("/text"))
                .containsExactly("ClinicalDocument/component/structuredBody/component/section/text");
        text.leaf().markRead();
        assertThat(places(document.unread())).noneMatch(place -> place.contains("/text"));
    }

    @Test
    void tellsWhichPartsAreThere() {
        CdaElement value = first("<value value='1' unit='mg'><translation code='2'/></value>");
        long filled = value.filled(CdaElement.PLACE);
        for (String there : List.of("value", "unit", "translation")) {
            assertThat(filled & Need.bit(CdaNames.of(there))).as(there).isNotZero();
        }
        assertThat(Long.bitCount(filled)).isEqualTo(3);
    }

    @Test
    void countsElementsOfOneName() {
        CdaElement root = read(with("<component><id root='1'/></component><id root='2'/><x/><x/>"))
                .root();
        List<String> ordinals = new ArrayList<>();
        for (CdaElement child = root.firstElement(); child != null; child = child.nextElement()) {
            ordinals.add(child.localName() + child.ordinal());
        }
        assertThat(ordinals).containsExactly("component1", "id2", "x1", "x2");
    }

    @Test
    void tellsWhereInTheBytesAPlaceStands() {
        String xml = with("<title>Né</title>\n<id root='1.2'/>");
        byte[] body = xml.getBytes(StandardCharsets.UTF_8);
        CdaDocument document = read(xml);
        CdaElement id = at(document.root(), "id");
        assertThat(slice(body, id)).isEqualTo("<id root='1.2'/>");
        assertThat(slice(body, Objects.requireNonNull(id.attributeNode(CdaNames.ROOT))))
                .isEqualTo("1.2");
        assertThat(slice(body, at(document.root(), "title"))).isEqualTo("<title>Né</title>");
        assertThat(slice(body, at(document.root(), "title").leaf())).isEqualTo("Né");
        assertThat(slice(body, document.root())).isEqualTo(xml);
        assertThat(id.line()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "ISO-8859-1", "windows-1252", "Shift_JIS", "GB18030"})
    void tellsWhereInTheBytesOfAnotherEncodingAPlaceStands(String name) {
        Charset charset = Charset.forName(name);
        String title = name.matches("ISO.*|win.*") ? "N\u00e9e" : "\u65e5\u672c";
        String xml =
                "<?xml version='1.0' encoding='" + name + "'?>" + with("<title>" + title + "</title><id root='1.2'/>");
        byte[] body = xml.getBytes(charset);
        CdaDocument document = CdaReader.read(body, Optional.empty());
        ByteRange range = Objects.requireNonNull(at(document.root(), "id").bytes());
        int length = "<id root='1.2'/>".getBytes(charset).length - (name.equals("UTF-16") ? 2 : 0);
        assertThat(range.end() - range.start()).isEqualTo(length);
        Charset inside = name.equals("UTF-16") ? StandardCharsets.UTF_16BE : charset;
        assertThat(new String(body, range.start(), length, inside)).isEqualTo("<id root='1.2'/>");
    }

    private static String slice(byte[] body, SourceNode node) {
        ByteRange range = Objects.requireNonNull(node.bytes());
        return new String(body, range.start(), range.end() - range.start(), StandardCharsets.UTF_8);
    }

    @Test
    void givesTheSameObjectForAnAttributeEachTime() {
        CdaElement id = first("<id root='1'/>");
        assertThat(id.attributeNode(CdaNames.ROOT))
                .isSameAs(id.attributeNode(CdaNames.ROOT))
                .isNotNull();
        assertThat(id.attributeNode(CdaNames.EXTENSION)).isNull();
    }

    @Test
    void aPointerThatLeadsNowhereIsNoWord() {
        assertThat(first("<originalText>#gone</originalText>").valued()).isFalse();
        assertThat(first("<originalText>#4 suture</originalText>").valued()).isTrue();
    }

    @Test
    void aPointerThatStandsWhereTheTextBelongsIsFollowed() {
        CdaElement document = Documents.read(
                        Documents.with(
                                "<text><content ID='d1'>Two  tablets</content></text>"
                                        + "<originalText>#d1</originalText><originalText>#4 suture</originalText><originalText>#gone</originalText>"))
                .root();

        assertThat(texts(document, "originalText")).containsExactly("Two tablets", "#4 suture", "");
    }

    private static List<String> texts(CdaElement parent, String name) {
        List<String> texts = new ArrayList<>();
        for (CdaElement child = parent.firstElement(); child != null; child = child.nextElement()) {
            if (child.localName().equals(name)) {
                texts.add(child.text());
            }
        }
        return texts;
    }
}
