package io.crosswalk.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosswalk.message.BundleKind;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FhirJsonTest {

    /** Characters that JSON writes as one byte, as several, and in an escape. */
    private static final String ALL_SORTS = "plain \"quoted\" \\ \n \t \u0001 \u00e4 \u20ac \ud83d\ude00 ";

    private final FhirJson json = new FhirJson();

    @Test
    void writesALongTextAsItWritesAShortOne() throws IOException {
        String text = ALL_SORTS.repeat(20_000) + "\u0001".repeat(100_000) + "\u20ac".repeat(100_000);

        assertThat(written(text).path("text").asText()).isEqualTo(text);
    }

    @Test
    void isUsedAgainAfterALongText() throws IOException {
        written("x".repeat(5_000_000));

        assertThat(written(ALL_SORTS).path("text").asText()).isEqualTo(ALL_SORTS);
    }

    private JsonNode written(String text) throws IOException {
        FhirType concept = FhirTypes.r4().type("CodeableConcept");
        Composite value = new Composite(concept);
        value.set(Objects.requireNonNull(concept.element("text")).index(), text);
        return FhirTree.JSON.readTree(json.valueOf(value));
    }

    @Test
    void writesAnAddressAsTheServerKnowsItAndNoneOfWhatIsNotThere() throws IOException {
        FhirType attachment = FhirTypes.r4().type("Attachment");
        int url = Objects.requireNonNull(attachment.element("url")).index();
        BundleEntry binary = new BundleEntry(FhirTypes.r4().type("Binary"), "b1", BundleEntry.Write.PUT);
        BundleEntry media = new BundleEntry(FhirTypes.r4().type("Media"), "m1", BundleEntry.Write.PUT);
        Composite content = new Composite(attachment);
        content.set(url, binary);
        media.content()
                .set(Objects.requireNonNull(media.type().element("content")).index(), content);
        media.markValued();

        assertThat(bundle(binary, media).findValuesAsText("url")).doesNotContain("Binary/b1");
        binary.markValued();
        assertThat(bundle(binary, media).at("/entry/1/resource/content/url").asText())
                .isEqualTo("Binary/b1");
    }

    private JsonNode bundle(BundleEntry... entries) throws IOException {
        return FhirTree.JSON.readTree(json.bundle("id", BundleKind.TRANSACTION, null, List.of(entries)));
    }
}
