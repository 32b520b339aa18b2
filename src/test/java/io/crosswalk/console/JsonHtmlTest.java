package io.crosswalk.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonHtmlTest {

    @Test
    void laysObjectsAndListsOut() {
        assertThat(text("{\"a\":1,\"b\":[true,{\"c\":\"x\"},[]],\"d\":{}}")).isEqualTo("""
                {
                  "a": 1,
                  "b": [
                    true,
                    {
                      "c": "x"
                    },
                    []
                  ],
                  "d": {}
                }""");
    }

    @Test
    void keepsADecimalAsItWasWritten() {
        assertThat(text("{\"value\":1.50}")).contains("1.50");
    }

    @Test
    void letsNoMessageWriteIntoThePage() {
        assertThat(html("{\"family\":\"<script>alert(1)</script>&\"}"))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;")
                .doesNotContain("<script>");
    }

    @Test
    void showsWhatIsNoJsonAsItsText() {
        assertThat(html("<html>oops</html>")).isEqualTo("&lt;html&gt;oops&lt;/html&gt;");
    }

    private static String html(String json) {
        return JsonHtml.of(json.getBytes(UTF_8));
    }

    private static String text(String json) {
        return html(json).replaceAll("</?span[^>]*>", "");
    }
}
