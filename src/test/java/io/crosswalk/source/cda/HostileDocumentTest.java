package io.crosswalk.source.cda;

import static io.crosswalk.source.cda.Documents.codes;
import static io.crosswalk.source.cda.Documents.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.crosswalk.message.Issue;
import io.crosswalk.source.SourceNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** Whatever the bytes are: an answer or a named fault, and nothing from outside of the bytes. */
class HostileDocumentTest {

    private static final Duration QUICK = Duration.ofSeconds(30);

    /** The other parser does not look at namespaces, where a second colon in a name means nothing. */
    private static final String COLON = "a name has a colon where none may be";

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    private static final String SEED = DECLARATION + "\r\n<?xml-stylesheet href='x'?>\n<!-- c -->"
            + "<ClinicalDocument xmlns=\"urn:hl7-org:v3\" xmlns:sdtc='urn:hl7-org:sdtc'"
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><id root=\"1.2\" extension='a&amp;b\"'/>"
            + "<effectiveTime value=\"20261122083000-0500\"/><title>R&#233;sum\u00e9 <![CDATA[<x>]]]]> &lt;</title>"
            + "<component><section><text mediaType='x'><list><item ID=\"i1\">One<br/>two</item></list>"
            + "<content ID='i2' styleCode=\"Bold\">\u00df</content></text><entry><observation classCode=\"OBS\">"
            + "<code code=\"1\"><originalText><reference value=\"#i1\"/></originalText></code>"
            + "<value xsi:type=\"PQ\" value=\"5\" unit=\"mg\"/><sdtc:raceCode nullFlavor=\"OTH\"/></observation></entry>"
            + "</section></component></ClinicalDocument>\n<!-- end -->";

    /** Reads everything there is to read, as a conversion and its report would. */
    private static int readAll(byte[] bytes) {
        CdaDocument document = CdaReader.read(bytes, Optional.of(ZoneId.of("UTC")));
        int characters = read(document.root());
        for (SourceNode node : document.unread()) {
            characters += node.place().length() + node.text().length();
        }
        assertThat(document.readable()).isEqualTo(document.issues().stream().noneMatch(issue -> issue.isFatal()));
        return characters;
    }

    private static int read(CdaElement element) {
        int characters = element.text().length()
                + element.localName().length()
                + (element.valued() ? 1 : 0)
                + (element.time() == null ? 0 : 1)
                + (element.narrative() == null ? 0 : 1)
                + element.leaf().text().length();
        for (CdaElement child = element.firstElement(); child != null; child = child.nextElement()) {
            characters += read(child);
        }
        return characters;
    }

    @Test
    void survivesEveryTruncation() {
        byte[] original = SEED.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length <= original.length; length++) {
            byte[] bytes = Arrays.copyOf(original, length);
            assertThatCode(() -> readAll(bytes)).as("length %d", length).doesNotThrowAnyException();
            assertAgreesWithAnotherParser(bytes, "length " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void agreesWithAnotherParserAboutMutations(long seed) {
        Random random = new Random(seed);
        byte[] original = SEED.getBytes(StandardCharsets.UTF_8);
        byte[] special = "<>&;'\"=/!?-[]#x: \r\n\t\0\u0001\u007f".getBytes(StandardCharsets.US_ASCII);
        int readable = 0;
        for (int i = 0; i < 25_000; i++) {
            byte[] bytes = mutate(original, special, random);
            assertThatCode(() -> readAll(bytes)).as("seed %d, case %d", seed, i).doesNotThrowAnyException();
            readable += assertAgreesWithAnotherParser(bytes, "seed " + seed + ", case " + i) ? 1 : 0;
        }
        assertThat(readable).isBetween(1_000, 24_000);
    }

    /** Same verdict, and the same tree when it is a good one. Returns whether it was. */
    private static boolean assertAgreesWithAnotherParser(byte[] bytes, String what) {
        CdaDocument document = CdaReader.read(bytes, Optional.empty());
        Document expected = DomDifferentialTest.dom(bytes);
        boolean stricter = document.issues().stream()
                .anyMatch(issue -> issue.reason().contains(COLON)
                        // Under Java's own names of encodings the other parser puts a mark for what it cannot read.
                        || issue.code().equals("xml-encoding") && !Xml.isAt(bytes, 0, bytes.length, DECLARATION));
        if (document.readable() != (expected != null) && !stricter) {
            Assertions.fail(what + ": " + document.issues() + "\n" + new String(bytes, StandardCharsets.UTF_8));
        }
        if (expected != null && !stricter) {
            List<String> differences = new ArrayList<>();
            DomDifferentialTest.compare(expected.getDocumentElement(), document.root(), differences);
            assertThat(differences)
                    .as(what + "\n" + new String(bytes, StandardCharsets.UTF_8))
                    .isEmpty();
        }
        return expected != null;
    }

    private static byte[] mutate(byte[] original, byte[] special, Random random) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(3);
        for (int c = 0; c < changes; c++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1, 2 -> bytes[at] = special[random.nextInt(special.length)];
                case 3 -> {
                    int length = random.nextInt(Math.min(12, bytes.length - at));
                    System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - length), length);
                }
                default -> bytes = without(bytes, at, 1 + random.nextInt(4));
            }
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int at, int length) {
        int stop = Math.min(bytes.length, at + length);
        return Documents.concat(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, stop, bytes.length));
    }

    private static CdaDocument quickly(byte[] bytes) {
        return Assertions.assertTimeoutPreemptively(QUICK, () -> {
            CdaDocument document = CdaReader.read(bytes, Optional.empty());
            read(document.root());
            document.unread().forEach(SourceNode::place);
            return document;
        });
    }

    private static CdaDocument quickly(String xml) {
        return quickly(xml.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE ClinicalDocument>",
                "<!DOCTYPE ClinicalDocument SYSTEM \"file:///etc/hostname\">",
                "<!DOCTYPE ClinicalDocument SYSTEM \"http://127.0.0.1:1/x.dtd\">",
                "<!DOCTYPE ClinicalDocument PUBLIC \"a\" \"jar:file:///x.jar!/y\">",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>",
                "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/\"> %p;]>",
                "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>",
            })
    void refusesADocumentTypeDeclarationAndSaysWhere(String declaration) {
        CdaDocument document =
                quickly("<?xml version='1.0'?>\n" + declaration + "<ClinicalDocument>&x;</ClinicalDocument>");
        assertThat(document.readable()).isFalse();
        assertThat(document.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo("xml-doctype");
            assertThat(issue.reason())
                    .isEqualTo(
                            "line 2, column 1: the document has a document type declaration (DOCTYPE), which is never"
                                    + " accepted; nothing was read");
        });
    }

    @Test
    void expandsNoEntityOfItsOwn() {
        assertThat(codes(quickly(with("<title>&x;</title>")))).containsExactly("xml-not-well-formed");
        assertThat(codes(quickly(with("<title a='&x;'/>")))).containsExactly("xml-not-well-formed");
        assertThat(codes(quickly(with("<title>" + "&amp;".repeat(500_000) + "</title>"))))
                .isEmpty();
    }

    @Test
    void includesNothingFromElsewhere() {
        CdaDocument document = quickly(with("<title><i:include xmlns:i='http://www.w3.org/2001/XInclude'"
                + " href='file:///etc/hostname' parse='text'/></title>"));
        assertThat(document.readable()).isTrue();
        assertThat(Documents.at(document.root(), "title").text()).isEmpty();
        assertThat(document.unread()).extracting(SourceNode::place).allMatch(place -> place.contains("i:include@"));
    }

    @Test
    void boundsDepth() {
        String open = "<component>".repeat(10_000);
        assertThat(codes(quickly("<ClinicalDocument xmlns='urn:hl7-org:v3'>" + open)))
                .containsExactly("xml-too-deep");
        int most = CdaLimits.DEPTH - 1;
        CdaDocument document = quickly(with("<component>".repeat(most) + "</component>".repeat(most)));
        assertThat(document.issues()).isEmpty();
        assertThat(codes(quickly(with("<component>".repeat(most + 1) + "</component>".repeat(most + 1)))))
                .containsExactly("xml-too-deep");
    }

    @Test
    void boundsAttributesOfAnElement() {
        assertThat(codes(quickly(with("<id " + attributes(1_000_000) + "/>")))).containsExactly("xml-too-large");
        assertThat(codes(quickly(with("<id " + attributes(CdaLimits.ATTRIBUTES_PER_ELEMENT) + "/>"))))
                .isEmpty();
    }

    private static String attributes(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(" a").append(i).append("='1'");
        }
        return text.toString();
    }

    @Test
    void boundsNamesValuesElementsAndBytes() {
        assertThat(codes(quickly(with("<" + "n".repeat(CdaLimits.NAME_BYTES + 1) + "/>"))))
                .containsExactly("xml-too-large");
        assertThat(codes(quickly(with("<id root='" + "1".repeat(CdaLimits.ATTRIBUTE_BYTES + 1) + "'/>"))))
                .containsExactly("xml-too-large");
        assertThat(codes(quickly(with("<a/>".repeat(CdaLimits.ELEMENTS))))).containsExactly("xml-too-large");
        assertThat(codes(CdaReader.read(new byte[CdaLimits.BYTES + 1], Optional.empty())))
                .containsExactly("xml-too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<id root='1'/>",
                "<a>",
                "<section><text ID='x'><content ID='x'>y</content></text></section>",
                "<given>x</given>y",
                "<originalText ID='a'><reference value='#a'/></originalText>",
                "<section><text><table><tr><td><br/></td></tr></table></text></section>",
                "<x:a xmlns:x='urn:x'/>",
                "<sdtc:a/>",
                "<!-- - -->",
                "<?p ?>",
                "<![CDATA[]]>",
                "]]",
                "&#65;",
                "\r\n\t "
            })
    void readsManyOfAnythingInLinearTime(String unit) {
        String body = unit.repeat(1_000_000 / unit.length());
        CdaDocument document = quickly(with(body));
        assertThat(document.readable()).isEqualTo(!unit.equals("<a>"));
    }

    @Test
    void goesRoundNoCircleOfReferences() {
        CdaDocument document = quickly(with("<code ID='a'><originalText ID='b'>x<reference value='#a'/></originalText>"
                + "<translation><originalText><reference value='#b'/></originalText></translation></code>"));
        assertThat(Documents.at(document.root(), "code/originalText").text()).isEqualTo("x");
        assertThat(Documents.at(document.root(), "code/translation/originalText")
                        .text())
                .isEqualTo("x");
    }

    @Test
    void findsTheHeadersOfManyRowsInOnePass() {
        StringBuilder rows = new StringBuilder();
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            rows.append("<tr ID='r").append(i).append("'><td>x</td></tr>");
            entries.append("<entry><act><text><reference value='#r").append(i).append("'/></text></act></entry>");
        }
        CdaDocument document = quickly(with("<section><text><table><thead><tr><th>h</th></tr></thead>" + rows
                + "</table></text>" + entries + "</section>"));
        assertThat(document.issues()).isEmpty();
    }

    @Test
    void repeatsNoLongPieceOfNarrativeForEver() {
        String text = "<section><text><content ID='a'>" + "long ".repeat(100_000) + "</content></text>"
                + "<entry><act><text><reference value='#a'/></text></act></entry>".repeat(2_000) + "</section>";
        assertThat(codes(quickly(with(text)))).containsExactly("references-too-large");
    }

    @Test
    void showsAPictureNotForEver() {
        String image = "A".repeat(1_000_000);
        CdaDocument document = Documents.read(with("<section><text>"
                + "<renderMultiMedia referencedObject='m'/>".repeat(1_000)
                + "</text><entry><observationMedia ID='m'><value mediaType='image/png' representation='B64'>" + image
                + "</value></observationMedia></entry></section>"));
        String narrative = Documents.at(document.root(), "section/text").narrative();
        assertThat(narrative).hasSizeLessThan(CdaLimits.IMAGES + 200_000).contains("[image/png]");
    }

    private static final String UMLAUT =
            "<ClinicalDocument xmlns='urn:hl7-org:v3'><title>M\u00fcller</title></ClinicalDocument>";

    @ParameterizedTest
    @CsvSource({
        "UTF-8,",
        "UTF-8,UTF-8",
        "UTF-8,utf-8",
        "ISO-8859-1,ISO-8859-1",
        "windows-1252,Windows-1252",
        "ISO-8859-15,ISO-8859-15",
        "UTF-16,UTF-16",
        "UTF-16LE,UTF-16",
        "UTF-16BE,UTF-16BE",
        "UTF-16BE,",
        "UTF-16LE,UTF-16LE"
    })
    void readsADocumentInItsEncoding(String charset, String declared) {
        String declaration = declared == null ? "" : "<?xml version=\"1.0\" encoding=\"" + declared + "\"?>";
        CdaDocument document = quickly((declaration + UMLAUT).getBytes(Charset.forName(charset)));
        assertThat(document.issues()).isEmpty();
        assertThat(Documents.at(document.root(), "title").text()).isEqualTo("M\u00fcller");
    }

    @Test
    void readsAByteOrderMarkOfUtf8() {
        byte[] mark = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
        byte[] body = UMLAUT.getBytes(StandardCharsets.UTF_8);
        assertThat(quickly(Documents.concat(mark, body)).issues()).isEmpty();
        byte[] declared = ("<?xml version='1.0' encoding='ISO-8859-1'?>" + UMLAUT).getBytes(StandardCharsets.UTF_8);
        assertThat(codes(quickly(Documents.concat(mark, declared)))).containsExactly("xml-encoding");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8,UTF-16,declares the encoding UTF-16 but is written in single bytes",
        "UTF-8,UTF-7,declares the encoding UTF-7 but that is not read",
        "UTF-8,ISO-2022-JP,declares the encoding ISO-2022-JP but that is not read",
        "UTF-8,nonsense,declares the encoding NONSENSE but that is not read",
        "UTF-16LE,UTF-8,declares the encoding UTF-8 but is written in UTF-16LE",
        "UTF-16LE,UTF-16BE,declares the encoding UTF-16BE but is written in UTF-16LE",
        "UTF-32BE,UTF-32,is in UTF-32",
        "UTF-32LE,UTF-32,is in UTF-32",
        "ISO-8859-1,UTF-8,has a byte that is not UTF-8",
        "UTF-8,US-ASCII,declares ASCII but has a byte above 127",
        "Cp037,Cp037,is in EBCDIC"
    })
    void refusesAnEncodingThatContradictsItselfOrIsNotRead(String charset, String declared, String reason) {
        String xml = "<?xml version=\"1.0\" encoding=\"" + declared + "\"?>" + UMLAUT;
        CdaDocument document = quickly(xml.getBytes(Charset.forName(charset)));
        assertThat(document.readable()).isFalse();
        assertThat(document.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo("xml-encoding");
            assertThat(issue.reason().replace(",", "")).contains(reason).doesNotContain("ller");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<",
                "<a",
                "<a>",
                "</a>",
                "<a/><b/>",
                "a",
                "<a/>b",
                "<?xml",
                "<?xml version='1.0'?>",
                "<!",
                "&"
            })
    void saysWhereAStumpEnds(String xml) {
        CdaDocument document = Documents.read(xml);
        assertThat(codes(document)).endsWith("xml-not-well-formed");
        Issue last = document.issues().get(document.issues().size() - 1);
        assertThat(last.reason()).startsWith("line 1, column ");
        assertThat(document.root().valued()).isFalse();
        assertThat(document.unread()).isEmpty();
    }
}
