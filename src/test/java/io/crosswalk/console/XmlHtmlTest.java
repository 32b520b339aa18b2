package io.crosswalk.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class XmlHtmlTest {

    private static String of(String xml) {
        return XmlHtml.of(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(String xml) {
        return of(xml).replaceAll("</?span[^>]*>", "");
    }

    @Test
    void laysADocumentOutThatWasWrittenInOneLine() {
        assertThat(plain("<a xmlns=\"urn:x\"><b c=\"1\"/><d>text</d><e><f>x</f></e></a>"))
                .isEqualTo(
                        "&lt;a xmlns=&quot;urn:x&quot;&gt;\n  &lt;b c=&quot;1&quot;/&gt;\n  &lt;d&gt;text&lt;/d&gt;\n"
                                + "  &lt;e&gt;\n    &lt;f&gt;x&lt;/f&gt;\n  &lt;/e&gt;\n&lt;/a&gt;");
    }

    @Test
    void runsNothingOfADocument() {
        String html = of("<?xml-stylesheet href=\"http://evil.example/x.xsl\"?><a><![CDATA[<script>alert(1)</script>]]>"
                + "<b onclick=\"&quot;&gt;&lt;script&gt;\"/><!--<script>--></a>");

        assertThat(html).doesNotContain("<script", "<a>", "\"&quot;");
        assertThat(html).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void cutsAScan() {
        String html = of("<a><text>" + "QUJD".repeat(100_000) + "</text></a>");

        assertThat(html.length()).isLessThan(5_000);
        assertThat(html).contains("more characters");
    }

    @Test
    void cutsADocumentThatNoPageCanShow() {
        assertThat(of("<a>" + "<b c=\"1\"/>".repeat(200_000) + "</a>"))
                .hasSizeLessThan((2 << 20) + 1_000)
                .endsWith("the rest is in the download");
    }

    @Test
    void showsWhatIsNoXmlAsItsText() {
        assertThat(of("<a><b>")).isEqualTo("&lt;a&gt;&lt;b&gt;");
        assertThat(of("MSH|^~\\&|")).isEqualTo("MSH|^~\\&amp;|");
    }
}
