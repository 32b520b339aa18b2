package io.crosswalk.mapping.cda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A header of which somebody has filled in half: names without parts, a language of no name, a section of no text. */
class HeaderInWordsTest {

    private static final String DOCUMENT = """
            <ClinicalDocument xmlns="urn:hl7-org:v3">
              <id root="2.25.700" extension="D-1"/><code code="34133-9" codeSystem="2.16.840.1.113883.6.1"/>
              <effectiveTime value="20240301100000+0000"/>
              <recordTarget><patientRole><id root="2.25.701" extension="P-1"/><patient>
                <name><given>Ilse</given><family>Invented</family></name>
                <languageCommunication><languageCode nullFlavor="NI"/><preferenceInd value="true"/></languageCommunication>
              </patient></patientRole></recordTarget>
              <author><time value="20240301"/><assignedAuthor><id root="2.25.702" extension="A-1"/>
                <assignedPerson><name>Otto Ohneteile</name></assignedPerson></assignedAuthor></author>
              <relatedDocument typeCode="RPLC"><parentDocument><id/></parentDocument></relatedDocument>
              <component><structuredBody><component><section>
                <code code="10157-6" codeSystem="2.16.840.1.113883.6.1"/><title>Family</title><text></text>
              </section></component></structuredBody></component>
            </ClinicalDocument>""";

    @Test
    void keepsANameThatHasNoParts() throws IOException {
        assertThat(first("Practitioner").at("/name/0/text").asText()).isEqualTo("Otto Ohneteile");
    }

    @Test
    void tellsNoPreferenceForALanguageThatNobodyNames() throws IOException {
        assertThat(first("Patient").has("communication")).isFalse();
    }

    @Test
    void replacesNoDocumentThatIsNotNamed() throws IOException {
        assertThat(first("Composition").has("relatesTo")).isFalse();
        assertThat(first("DocumentReference").has("relatesTo")).isFalse();
    }

    @Test
    void saysOfASectionWithoutTextThatItHasNone() throws IOException {
        JsonNode text = first("Composition").at("/section/0/text");

        assertThat(text.path("status").asText()).isEqualTo("empty");
        assertThat(text.path("div").asText()).contains("has no text");
    }

    private static JsonNode first(String type) throws IOException {
        return CdaOutcome.of(new ObjectMapper()
                        .readTree(CdaCorpus.convert(DOCUMENT.getBytes(StandardCharsets.UTF_8))
                                .bundle()))
                .resources()
                .stream()
                .filter(resource -> resource.path("resourceType").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
