package io.crosswalk.mapping.cda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The functions sole() and unmade(): what an identifier is worth that a sender has used for more than one thing. */
class SameIdentifierTest {

    private static final String ASTHMA = "195967001";
    private static final String FEVER = "386661006";

    @Test
    void makesTwoConditionsOfTwoProblemsThatBearOneIdentifier() {
        List<JsonNode> conditions = conditions(problems(problem("P-1", ASTHMA), problem("P-1", FEVER)));

        assertThat(conditions).hasSize(2);
        assertThat(conditions)
                .extracting(c -> c.at("/code/coding/0/code").asText())
                .containsExactly(ASTHMA, FEVER);
    }

    @Test
    void makesOneConditionOfAProblemThatIsToldTwice() {
        assertThat(conditions(problems(problem("P-1", ASTHMA), problem("P-1", ASTHMA))))
                .hasSize(1);
    }

    @Test
    void keepsTheIdentityOfAProblemThatIsCodedAnew() {
        String before =
                conditions(problems(problem("P-1", ASTHMA))).get(0).path("id").asText();
        String after =
                conditions(problems(problem("P-1", FEVER))).get(0).path("id").asText();

        assertThat(after).isEqualTo(before);
    }

    @Test
    void givesThePatientsOfTwoDocumentsTheirOwnConditionThoughTheIdentifierIsCopied() {
        String one = conditions(document("1", problems(problem("P-1", ASTHMA))))
                .get(0)
                .path("id")
                .asText();
        String other = conditions(document("2", problems(problem("P-1", ASTHMA))))
                .get(0)
                .path("id")
                .asText();

        assertThat(other).isNotEqualTo(one);
    }

    @Test
    void refersToTheProblemThatIsTheReasonAndWritesTheReasonThatIsNone() {
        String body = document("1", problems(problem("P-1", ASTHMA)) + """
                <component><section><code code="46240-8" codeSystem="2.16.840.1.113883.6.1"/><text>Visits</text>
                  <entry><encounter classCode="ENC" moodCode="EVN">
                    <templateId root="2.16.840.1.113883.10.20.22.4.49"/><id root="2.25.4" extension="E-1"/>
                    <code code="AMB" codeSystem="2.16.840.1.113883.5.4"/><effectiveTime value="20240110"/>
                    <entryRelationship typeCode="RSON"><observation classCode="OBS" moodCode="EVN">
                      <id root="2.25.3" extension="P-1"/><value code="%s" codeSystem="2.16.840.1.113883.6.96"/>
                    </observation></entryRelationship>
                    <entryRelationship typeCode="RSON"><observation classCode="OBS" moodCode="EVN">
                      <id root="2.25.3" extension="P-9"/><value code="%s" codeSystem="2.16.840.1.113883.6.96"/>
                    </observation></entryRelationship>
                  </encounter></entry></section></component>
                """.formatted(ASTHMA, FEVER));

        JsonNode visit = resources(body, "Encounter").get(0);
        String condition = resources(body, "Condition").get(0).path("id").asText();

        assertThat(visit.path("reasonReference")).hasSize(1);
        assertThat(visit.at("/reasonReference/0/reference").asText()).endsWith(condition);
        assertThat(visit.path("reasonCode")).hasSize(1);
        assertThat(visit.at("/reasonCode/0/coding/0/code").asText()).isEqualTo(FEVER);
    }

    private static String problem(String extension, String code) {
        return """
                <entry><act classCode="ACT" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.3"/>
                  <code code="CONC" codeSystem="2.16.840.1.113883.5.6"/><statusCode code="active"/>
                  <entryRelationship typeCode="SUBJ"><observation classCode="OBS" moodCode="EVN">
                    <templateId root="2.16.840.1.113883.10.20.22.4.4"/><id root="2.25.3" extension="%s"/>
                    <code code="55607006" codeSystem="2.16.840.1.113883.6.96"/><statusCode code="completed"/>
                    <effectiveTime><low value="20200301"/></effectiveTime>
                    <value code="%s" codeSystem="2.16.840.1.113883.6.96"/>
                  </observation></entryRelationship></act></entry>
                """.formatted(extension, code);
    }

    private static String problems(String... entries) {
        return "<component><section><code code=\"11450-4\" codeSystem=\"2.16.840.1.113883.6.1\"/><text>Problems</text>"
                + String.join("", entries) + "</section></component>";
    }

    private static String document(String patient, String sections) {
        return "<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><id root=\"2.25.1\" extension=\"D-1\"/>"
                + "<recordTarget><patientRole><id root=\"2.25.2\" extension=\"" + patient
                + "\"/></patientRole></recordTarget><component><structuredBody>" + sections
                + "</structuredBody></component></ClinicalDocument>";
    }

    private static List<JsonNode> conditions(String sectionsOrDocument) {
        boolean whole = sectionsOrDocument.startsWith("<ClinicalDocument");
        return resources(whole ? sectionsOrDocument : document("1", sectionsOrDocument), "Condition");
    }

    private static List<JsonNode> resources(String document, String type) {
        List<JsonNode> found = new ArrayList<>();
        try {
            byte[] bundle =
                    CdaCorpus.convert(document.getBytes(StandardCharsets.UTF_8)).bundle();
            for (JsonNode entry : new ObjectMapper().readTree(bundle).path("entry")) {
                if (entry.path("resource").path("resourceType").asText().equals(type)) {
                    found.add(entry.path("resource"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
