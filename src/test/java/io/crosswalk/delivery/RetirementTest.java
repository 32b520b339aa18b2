package io.crosswalk.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosswalk.fhir.FhirTree;
import io.crosswalk.message.Merge;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetirementTest {

    private static final String MERGE = """
            {"resourceType":"Bundle","type":"transaction","entry":[
              {"fullUrl":"urn:uuid:s","resource":{"resourceType":"Patient","id":"s"},"request":{"method":"PUT","url":"Patient/s"}},
              {"link":[{"relation":"successor-version","url":"Patient/s"}],"fullUrl":"urn:uuid:r",
               "resource":{"resourceType":"Patient","id":"r","identifier":[{"value":"2"}],"active":false,
                 "name":[{"family":"Brandt"}],"link":[{"other":{"reference":"urn:uuid:s"},"type":"replaced-by"}]},
               "request":{"method":"PUT","url":"Patient/r"}}]}""";

    private static Retirement prepare(String held) throws Exception {
        return Retirement.prepare(bytes(MERGE), reference -> {
            assertThat(reference).isEqualTo("Patient/r");
            return held.isEmpty() ? Optional.empty() : Optional.of(bytes(held));
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode retired(Retirement retirement) throws Exception {
        return FhirTree.JSON.readTree(retirement.bundle()).at("/entry/1");
    }

    @Test
    void aBundleWithoutAMergeIsPostedAsItIs() throws Exception {
        byte[] bundle = bytes("{\"resourceType\":\"Bundle\"}");

        Retirement retirement = Retirement.prepare(bundle, reference -> {
            throw new AssertionError("nothing is to be asked");
        });

        assertThat(retirement.bundle()).isSameAs(bundle);
        assertThat(retirement.merges()).isEmpty();
    }

    @Test
    void whatTheDestinationKnowsOfTheRetiredRecordIsKept() throws Exception {
        Retirement retirement = prepare("""
                {"resourceType":"Patient","id":"r","meta":{"versionId":"7","lastUpdated":"2026-01-01T00:00:00Z"},
                 "active":true,"identifier":[{"value":"2"},{"value":"national"}],"name":[{"family":"Brandt","given":["Nora"]}],
                 "birthDate":"1971-03-04","multipleBirthInteger":2}""");

        JsonNode entry = retired(retirement);
        assertThat(entry.at("/resource/active").asBoolean(true)).isFalse();
        assertThat(entry.at("/resource/link/0/type").asText()).isEqualTo("replaced-by");
        assertThat(entry.at("/resource/name/0/given/0").asText()).isEqualTo("Nora");
        assertThat(entry.at("/resource/identifier")).hasSize(2);
        assertThat(entry.at("/resource/birthDate").asText()).isEqualTo("1971-03-04");
        assertThat(entry.at("/resource/meta")).isEmpty();
        assertThat(entry.at("/request/ifMatch").asText()).isEqualTo("W/\"7\"");
        assertThat(entry.has("link")).isFalse();
        assertThat(retirement.merges()).containsExactly(new Merge("Patient/r", "Patient/s"));
    }

    @Test
    void aRecordThatTheDestinationHasNotIsWrittenAsTheMergeSays() throws Exception {
        JsonNode entry = retired(prepare(""));

        assertThat(entry.at("/resource/name/0/family").asText()).isEqualTo("Brandt");
        assertThat(entry.at("/request").has("ifMatch")).isFalse();
    }

    @Test
    void aMergeThatComesAgainAddsNoSecondLink() throws Exception {
        JsonNode entry = retired(prepare("""
                {"resourceType":"Patient","id":"r","active":false,
                 "link":[{"other":{"reference":"Patient/x"},"type":"seealso"},{"other":{"reference":"Patient/s"},"type":"replaced-by"}]}"""));

        assertThat(entry.at("/resource/link")).hasSize(2);
        assertThat(entry.at("/resource/link/0/other/reference").asText()).isEqualTo("Patient/x");
    }
}
