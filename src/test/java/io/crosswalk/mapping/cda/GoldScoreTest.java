package io.crosswalk.mapping.cda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ruler itself: each way in which a Bundle can fall short is seen, and none that is no loss. */
class GoldScoreTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXPECTED = """
            {"resourceType": "Bundle", "type": "collection", "entry": [
              {"fullUrl": "http://example.org/fhir/Practitioner/a", "resource": {"resourceType": "Practitioner", "id": "a",
                "name": [{"family": "Abara", "given": ["Ngozi"]}]}},
              {"fullUrl": "http://example.org/fhir/Practitioner/b", "resource": {"resourceType": "Practitioner", "id": "b",
                "name": [{"family": "Brandt", "given": ["Saskia"]}]}},
              {"fullUrl": "http://example.org/fhir/Condition/c", "resource": {"resourceType": "Condition", "id": "c",
                "extension": [{"url": "http://example.org/asserted", "valueDateTime": "2004"}],
                "identifier": [{"system": "urn:oid:1.2", "value": "7"}], "code": {"text": "Sore throat"},
                "subject": {"reference": "Patient/any"}, "recorder": {"reference": "Practitioner/a"}, "onsetDateTime": "2012-08",
                "recordedDate": "2012-08-20T09:30:00-07:00"}}]}""";
    private static final String ACTUAL = EXPECTED.replace("\"entry\": [", """
            "entry": [{"fullUrl": "http://example.org/fhir/Patient/any", "resource": {"resourceType": "Patient", "id": "any"}},""");

    @Test
    void aDocumentMeetsItself() {
        GoldScore score = score(ACTUAL);
        assertThat(score.missing()).isEmpty();
        assertThat(score.total()).isEqualTo(new GoldScore.Count(12, 12, 0));
        assertThat(score.dangling()).isEmpty();
    }

    @Test
    void everyExpectationOfOursMeetsItself() throws IOException {
        for (GoldPair pair : GoldPair.own()) {
            GoldScore score =
                    GoldScore.of(new GoldDocument(pair.expected()), new GoldDocument(pair.expected()), Map.of());
            // what leads to a resource that is not among the expected ones is the only thing that cannot be met
            assertThat(score.missing()).as(pair.name()).allMatch(leaf -> leaf.contains("= -> Patient/"));
        }
    }

    @Test
    void neitherIdsNorTheOffsetOfATimeMatter() {
        assertThat(score(ACTUAL.replace("Practitioner/a", "Practitioner/zz")
                                .replace("\"id\": \"a\"", "\"id\": \"zz\"")
                                .replace("2012-08-20T09:30:00-07:00", "2012-08-20T16:30:00Z"))
                        .missing())
                .isEmpty();
    }

    @Test
    void seesWhatIsLeftOut() {
        assertThat(score(ACTUAL.replace(", \"onsetDateTime\": \"2012-08\"", "")).missing())
                .containsExactly("Condition.onsetDateTime = date 2012-08");
    }

    @Test
    void seesAnotherValue() {
        assertThat(score(ACTUAL.replace("Sore throat", "Cough")).missing())
                .containsExactly("Condition.code.text = text sore throat");
    }

    @Test
    void seesAnExtensionUnderAnotherName() {
        assertThat(score(ACTUAL.replace("org/asserted", "org/claimed")).missing())
                .containsExactly("Condition.extension[http://example.org/asserted].valueDateTime = date 2004");
    }

    @Test
    void seesADateThatSaysMoreThanIsKnown() {
        GoldScore score = score(ACTUAL.replace("\"2012-08\"", "\"2012-08-01\""));
        assertThat(score.moreSaidThanKnown()).containsExactly("Condition.onsetDateTime");
        assertThat(score(ACTUAL.replace("\"2012-08\"", "\"2012\"")).moreSaidThanKnown())
                .as("less is a loss, not an invention")
                .isEmpty();
    }

    @Test
    void seesThatAReferenceLeadsToTheWrongPerson() {
        GoldScore score = score(ACTUAL.replace(
                "\"recorder\": {\"reference\": \"Practitioner/a\"",
                "\"recorder\": {\"reference\": \"Practitioner/b\""));
        assertThat(score.missing()).containsExactly("Condition.recorder = -> Practitioner/a");
    }

    @Test
    void seesAReferenceThatLeadsNowhere() {
        GoldScore score = score(EXPECTED);
        assertThat(score.dangling()).containsExactly("Condition.subject -> Patient/any");
        assertThat(score.missing()).containsExactly("Condition.subject = -> Patient/any");
    }

    @Test
    void givesNoPartnerToAStranger() {
        GoldScore score = score(ACTUAL.replace("Brandt", "Castellanos").replace("Saskia", "Ruben"));
        assertThat(score.resources().get("Practitioner")).isEqualTo(new GoldScore.Count(2, 1, 0));
    }

    @Test
    void countsNothingWhereNothingCameOut() {
        GoldScore score = score("{}");
        assertThat(score.total()).isEqualTo(new GoldScore.Count(12, 0, 0));
        assertThat(score.total().recall()).isZero();
    }

    @Test
    void leavesOutAsManyMissingLeavesAsAreSetAside() throws JsonProcessingException {
        GoldScore score = GoldScore.of(
                new GoldDocument(JSON.readTree(EXPECTED)),
                new GoldDocument(
                        JSON.readTree(ACTUAL.replace("Sore throat", "Cough").replace("Abara", "Abel"))),
                Map.of("Condition.code.text", 1));
        assertThat(score.total()).isEqualTo(new GoldScore.Count(12, 10, 1));
        assertThat(score.missing()).containsExactly("Practitioner.name.family = text abara");
    }

    private static GoldScore score(String actual) {
        try {
            return GoldScore.of(
                    new GoldDocument(JSON.readTree(EXPECTED)), new GoldDocument(JSON.readTree(actual)), Map.of());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
