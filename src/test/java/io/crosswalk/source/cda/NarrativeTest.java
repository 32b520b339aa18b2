package io.crosswalk.source.cda;

import static io.crosswalk.source.cda.Documents.at;
import static io.crosswalk.source.cda.Documents.read;
import static io.crosswalk.source.cda.Documents.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** StrucDoc as the XHTML that FHIR allows: all of its text, nothing that runs, always well-formed. */
class NarrativeTest {

    private static final String DIV = "<div xmlns=\"http://www.w3.org/1999/xhtml\">";

    private static @Nullable String narrative(String content) {
        return at(read(with("<section><text>" + content + "</text></section>")).root(), "section/text")
                .narrative();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plain &amp; simple &lt;b&gt; | plain &amp; simple &lt;b&gt;
            a<br/>b<sub>2</sub><sup>3</sup> | a<br/>b<sub>2</sub><sup>3</sup>
            <paragraph>a</paragraph> | <p>a</p>
            <content>a</content> | a
            <content ID="x1">a</content> | <span id="cda-x1">a</span>
            <content styleCode="Bold Italics">a</content> | <b><i>a</i></b>
            <content styleCode="Underline xOwn">a</content> | <span class="xOwn" style="text-decoration: underline">a</span>
            <content ID="x" styleCode="Bold">a</content> | <span id="cda-x"><b>a</b></span>
            <content revised="delete">a</content> | <span style="text-decoration: line-through">[deleted: a]</span>
            <content revised="insert">a</content> | a
            <list><item>a</item><item>b</item></list> | <ul><li>a</li><li>b</li></ul>
            <list listType="ordered" styleCode="LittleRoman"><item>a</item></list> | <ol style="list-style-type: lower-roman"><li>a</li></ol>
            <list><caption>c</caption><item>a</item></list> | <p><b>c</b></p><ul><li>a</li></ul>
            <list><item><caption>c</caption>a</item></list> | <ul><li><b>c</b> a</li></ul>
            <list><item>a<list><item>b</item></list></item></list> | <ul><li>a<ul><li>b</li></ul></li></ul>
            <linkHtml href="https://x.org/?a=1&amp;b=2">a</linkHtml> | <a href="https://x.org/?a=1&amp;b=2">a</a>
            <linkHtml href="mailto:a@x.org">a</linkHtml> | <a href="mailto:a@x.org">a</a>
            <linkHtml href="javascript:alert(1)">a</linkHtml> | a
            <linkHtml href=" JaVaScRiPt:alert(1)">a</linkHtml> | a
            <linkHtml href="data:text/html,x">a</linkHtml> | a
            <linkHtml href="#gone">a</linkHtml> | a
            <linkHtml href="#t">a</linkHtml><content ID="t">b</content> | <a href="#cda-t">a</a><span id="cda-t">b</span>
            a<footnote ID="f">n</footnote><footnoteRef IDREF="f"/> | a<span id="cda-f"> [n]</span><a href="#cda-f">[note]</a>
            <script>alert(1)</script>a<style>p {}</style> | a
            <content onclick="alert(1)" style="x" class="y">a</content> | a
            <iframe src="http://x.org">a</iframe> | a
            <blink>a <content styleCode="Bold">b</content></blink> | a <b>b</b>
            <p>a<b>b</b></p><h2>c</h2><u>d</u> | <p>a<b>b</b></p><h2>c</h2><span style="text-decoration: underline">d</span>
            <paragraph>a<list><item>b</item></list>c</paragraph> | <p>a</p><ul><li>b</li></ul>c
            <paragraph>a<content styleCode="Bold">b<paragraph>c</paragraph></content></paragraph> | <p>a<b>b</b></p><p>c</p>
            <tr><td>a</td><td>b</td></tr> | <div>a b </div>
            <content ID="x">a</content><content ID="x">b</content> | <span id="cda-x">a</span>b
            <list>a<content styleCode="Bold">b</content><br/><item>c</item></list> | <ul><li>a</li><li><b>b</b></li><li>c</li></ul>
            <table>a<tr>b<br/><td>c</td></tr><td>d</td></table> | <table><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr><tr><td>d</td></tr></table>
            <table><tr revised="delete"><td>a</td></tr></table> | <table><tr><td><span style="text-decoration: line-through">[deleted: a]</span></td></tr></table>
            <item>a</item><caption>b</caption> | <div>a</div><p><b>b</b></p>
            <content styleCode="Bold">a<list><item>b</item></list>c</content> | <b>a</b><ul><li>b</li></ul>c
            <content ID="a b/c">a</content> | <span id="cda-a_b_c">a</span>
            <![CDATA[<script>]]>a | &lt;script&gt;a
            """)
    void writesWhatFhirAllows(String strucDoc, String html) {
        assertThat(narrative(strucDoc)).isEqualTo(DIV + html + "</div>");
    }

    @Test
    void writesTables() {
        assertThat(narrative(
                        "<table border=\"1\" width=\"100%\"><colgroup><col span=\"2\" width=\"9\"/></colgroup><thead><tr>"
                                + "<th scope=\"col\" align=\"center\" abbr=\"x\">Drug</th><th rowspan=\"x\"/></tr></thead><tbody>"
                                + "<tr ID=\"r\" styleCode=\"xRow Botrule\"><td colspan=\"2\" styleCode=\"Bold\">Aspirin</td></tr></tbody>"
                                + "<caption>Drugs</caption></table>"))
                .isEqualTo(DIV + "<table><caption>Drugs</caption><thead><tr>"
                        + "<th scope=\"col\" style=\"text-align: center\">Drug</th><th></th></tr></thead><tbody>"
                        + "<tr id=\"cda-r\" class=\"xRow Botrule\"><td colspan=\"2\" style=\"font-weight: bold\">Aspirin</td></tr>"
                        + "</tbody></table></div>");
    }

    private static final String TABLES = "<section><text><table><thead><tr><th>Outer</th></tr></thead><tbody>"
            + "<tr ID=\"out\"><td>x<table><thead><tr><th>Inner</th></tr></thead><tbody ID='part'><tr ID=\"in\"><td ID=\"cell\">5"
            + "</td></tr></tbody></table></td></tr><tr ID='after'><td>z</td></tr></tbody></table><list><item ID='item'>y</item>"
            + "</list><table><tr ID='bare'><td>w</td></tr></table></text>"
            + "<entry><act><text><reference value=\"#%s\"/></text></act></entry></section>";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            in    | <table><thead><tr><th>Inner</th></tr></thead><tbody><tr id="cda-in"><td id="cda-cell">5</td></tr></tbody></table>
            part  | <table><thead><tr><th>Inner</th></tr></thead><tbody id="cda-part"><tr id="cda-in"><td id="cda-cell">5</td></tr></tbody></table>
            after | <table><thead><tr><th>Outer</th></tr></thead><tbody><tr id="cda-after"><td>z</td></tr></tbody></table>
            bare  | <table><tbody><tr id="cda-bare"><td>w</td></tr></tbody></table>
            cell  | 5
            item  | y
            """)
    void writesTheElementThatAnEntryRefersToWithTheHeaderOfItsTable(String id, String html) {
        CdaElement text = at(read(with(TABLES.formatted(id))).root(), "section/entry/act/text");
        assertThat(text.narrative()).isEqualTo(DIV + html + "</div>");
        assertThat(at(text, "reference").narrative()).isEqualTo(DIV + html + "</div>");
    }

    @Test
    void hasNoNarrativeWhereNothingIsSaid() {
        assertThat(narrative("")).isNull();
        assertThat(narrative("<paragraph> \u00a0</paragraph><table><tr><td/></tr></table>"))
                .isNull();
        CdaElement dangling = at(read(with(TABLES.formatted("gone"))).root(), "section/entry/act/text");
        assertThat(dangling.narrative()).isNull();
    }

    @Test
    void writesTheTextOfAnEntryThatStandsInPlace() {
        CdaElement text = at(read(with("<act><text> a &lt; b </text></act>")).root(), "act/text");
        assertThat(text.narrative()).isEqualTo(DIV + "a &lt; b</div>");
    }

    private static final String MEDIA =
            "<section><text>See <renderMultiMedia referencedObject=\"m\"><caption>Chest</caption>"
                    + "</renderMultiMedia></text><entry><observationMedia ID=\"m\"><value %s>%s</value></observationMedia></entry>"
                    + "</section>";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            mediaType="image/png" representation="B64" | iVB ORw= | See <img src="data:image/png;base64,iVBORw=" alt=""/><p><b>Chest</b></p>
            mediaType="image/svg+xml" representation="B64" | iVBORw= | See [image/svg+xml]<p><b>Chest</b></p>
            mediaType="application/pdf" representation="B64" | iVBORw= | See [application/pdf]<p><b>Chest</b></p>
            mediaType="image/png" | <reference value="x.png"/> | See [image/png]<p><b>Chest</b></p>
            """)
    void showsThePictureThatTheNarrativeNames(String attributes, String content, String html) {
        CdaElement text = at(read(with(MEDIA.formatted(attributes, content))).root(), "section/text");
        assertThat(text.narrative()).isEqualTo(DIV + html + "</div>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<paragraph>", "<content styleCode='Bold'>", "<list><item>", "<table><tr><td>", "<x>"})
    void staysWellFormedAtAnyDepth(String open) {
        int times = 200 / open.split("<").length;
        String close = open.replaceAll(" [^>]*", "");
        StringBuilder ends = new StringBuilder();
        for (String name : close.substring(1, close.length() - 1).split("><")) {
            ends.insert(0, "</" + name + ">");
        }
        String html = Objects.requireNonNull(
                narrative(open.repeat(times) + "deep" + ends.toString().repeat(times)));
        assertThat(html).contains("deep");
        assertThat(DomDifferentialTest.dom(html.getBytes(StandardCharsets.UTF_8)))
                .isNotNull();
    }
}
