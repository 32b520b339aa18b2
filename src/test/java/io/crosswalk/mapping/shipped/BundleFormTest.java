package io.crosswalk.mapping.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosswalk.fhir.BundleForm;
import io.crosswalk.fhir.FhirTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One conversion, in each form that a destination may ask for. */
class BundleFormTest {

    private static final byte[] RESULT = ShippedMappings.convert(ShippedMappings.example("ORU_R01/numeric-panel"))
            .bundle();

    private static JsonNode tree(byte[] bundle) throws IOException {
        return FhirTree.JSON.readTree(bundle);
    }

    @Test
    void aTransactionIsWhatTheConverterMakes() throws IOException {
        assertThat(BundleForm.TRANSACTION.of(RESULT)).isSameAs(RESULT);
    }

    @Test
    void aMessageBeginsWithItsHeaderAndAsksForNothingToBeWritten() throws IOException {
        JsonNode message = tree(BundleForm.MESSAGE.of(RESULT));

        assertThat(message.path("type").asText()).isEqualTo("message");
        assertThat(message.at("/entry/0/resource/resourceType").asText()).isEqualTo("MessageHeader");
        assertThat(message.findValue("request")).isNull();
    }

    @Test
    void aDocumentBeginsWithItsCompositionAndSaysWhoAndWhen() throws IOException {
        byte[] result = ShippedMappings.convertDocument(ShippedMappings.document("vitals/one-visit"))
                .bundle();
        JsonNode document = tree(BundleForm.DOCUMENT.of(result));

        assertThat(document.path("type").asText()).isEqualTo("document");
        assertThat(document.at("/entry/0/resource/resourceType").asText()).isEqualTo("Composition");
        assertThat(document.findValue("request")).isNull();
        assertThat(document.at("/identifier/value").asText())
                .isEqualTo("urn:uuid:" + document.path("id").asText());
        assertThat(Instant.parse(document.path("timestamp").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(document.path("entry").size())
                .isEqualTo(tree(result).path("entry").size());
    }

    @Test
    void whatHasNoCompositionIsNoDocument() {
        assertThatThrownBy(() -> BundleForm.DOCUMENT.of(RESULT))
                .isInstanceOf(BundleForm.UnfitException.class)
                .hasMessageContaining("Composition");
    }

    @ParameterizedTest
    @EnumSource(names = {"MESSAGE", "COLLECTION"})
    void eachFormHasTheSameResourcesAndReferencesThatLeadToThem(BundleForm form) throws IOException {
        JsonNode before = tree(RESULT);
        JsonNode after = tree(form.of(RESULT));

        long patches = before.path("entry").findValuesAsText("method").stream()
                .filter("PATCH"::equals)
                .count();
        assertThat(patches).as("what is done to the order that a server has").isPositive();
        assertThat(after.path("entry").size()).isEqualTo(before.path("entry").size() - patches);
        assertThat(after.path("entry").findValuesAsText("resourceType")).doesNotContain("Parameters");
        Set<String> inside = new HashSet<>();
        after.path("entry").forEach(entry -> inside.add(entry.path("fullUrl").asText()));
        assertThat(after.path("entry").findValuesAsText("reference"))
                .isNotEmpty()
                .allMatch(inside::contains);
    }

    @ParameterizedTest
    @EnumSource(names = {"MESSAGE", "COLLECTION"})
    void aMergeIsNoLongerMarkedForTheDelivererWhereNobodyWrites(BundleForm form) throws IOException {
        byte[] merge = ShippedMappings.convert(ShippedMappings.example("ADT_A39/merge-patients-a40"))
                .bundle();

        assertThat(new String(merge, StandardCharsets.UTF_8)).contains("successor-version");
        assertThat(new String(form.of(merge), StandardCharsets.UTF_8)).doesNotContain("successor-version");
    }

    @Test
    void whatHasNoHeaderCannotTravelAsAMessage() {
        byte[] headless =
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[]}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> BundleForm.MESSAGE.of(headless)).isInstanceOf(BundleForm.UnfitException.class);
    }

    @Test
    void anAnswerToAQueryStaysWhatItIs() throws IOException {
        byte[] answer = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(BundleForm.COLLECTION.of(answer)).isSameAs(answer);
    }
}
