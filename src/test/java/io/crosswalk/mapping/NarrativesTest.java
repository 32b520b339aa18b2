package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.validation.SingleValidationMessage;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosswalk.Corpus;
import io.crosswalk.source.cda.CorpusNarratives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** HAPI's validator accepts the narratives of all published documents. */
class NarrativesTest {

    private static final int AT_ONCE = 100;

    private final JsonMapper json = new JsonMapper();

    @Test
    void areAllValid() throws IOException {
        Set<String> narratives = new LinkedHashSet<>();
        for (Path file : Corpus.cda()) {
            narratives.addAll(CorpusNarratives.of(Files.readAllBytes(file)));
        }
        assertThat(narratives).hasSizeGreaterThan(1_000);
        R4Judge judge = new R4Judge();
        List<String> all = List.copyOf(narratives);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            assertThat(judge.errors(bundle(some)))
                    .extracting(SingleValidationMessage::getMessage)
                    .as("narratives from %d", from)
                    .isEmpty();
        }
    }

    private byte[] bundle(List<String> narratives) throws IOException {
        ObjectNode bundle =
                json.createObjectNode().put("resourceType", "Bundle").put("type", "collection");
        var entries = bundle.putArray("entry");
        for (int i = 0; i < narratives.size(); i++) {
            ObjectNode entry = entries.addObject();
            entry.put("fullUrl", "urn:uuid:00000000-0000-4000-8000-%012d".formatted(i));
            ObjectNode basic = entry.putObject("resource").put("resourceType", "Basic");
            basic.putObject("text").put("status", "additional").put("div", narratives.get(i));
            basic.putObject("code").put("text", "narrative");
        }
        return json.writeValueAsBytes(bundle);
    }
}
