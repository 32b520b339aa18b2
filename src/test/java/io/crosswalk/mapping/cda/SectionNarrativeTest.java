package io.crosswalk.mapping.cda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a reader sees of a section. */
class SectionNarrativeTest {

    @Test
    void writesTheNarrativeAsMarkupAndWhatItQuotesAsText() throws IOException {
        byte[] bundle = CdaCorpus.convert(("<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><id root=\"2.25.1\"/><component>"
                                + "<structuredBody><component><section><title>Plan</title><text><paragraph>Weight &lt; 75 kg"
                                + "</paragraph></text></section></component></structuredBody></component></ClinicalDocument>")
                        .getBytes(StandardCharsets.UTF_8))
                .bundle();

        String div = new ObjectMapper()
                .readTree(bundle)
                .at("/entry/0/resource/section/0/text/div")
                .asText();

        assertThat(div).isEqualTo("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Weight &lt; 75 kg</p></div>");
    }
}
