package io.crosswalk.mapping.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.message.Conversion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** What a document keeps for few, nobody may find in its resources without a word that says so. */
class ConfidentialityTest {

    /** Who somebody is, and where, is no secret of one document. */
    private static final Set<String> OF_ALL = Set.of(
            "Patient", "Practitioner", "PractitionerRole", "RelatedPerson", "Organization", "Location", "Device");

    @Test
    void whatARestrictedDocumentTellsIsRestricted() throws IOException {
        Set<String> open = new TreeSet<>();
        int restricted = 0;
        for (Path folder : ShippedMappings.documentFolders()) {
            String document = Files.readString(folder.resolve("message.xml"), StandardCharsets.UTF_8)
                    .replace("<confidentialityCode code=\"N\"", "<confidentialityCode code=\"R\"");
            for (Resource resource : resources(document)) {
                List<String> labels = labels(resource);
                restricted += labels.contains("R") ? 1 : 0;
                if (labels.isEmpty() && !OF_ALL.contains(resource.fhirType())) {
                    open.add(folder.getFileName() + ": " + resource.fhirType());
                }
            }
        }
        assertThat(open).isEmpty();
        assertThat(restricted).isGreaterThan(100);
    }

    @Test
    void aSectionRestrictsItsOwnEntriesAndTheWhole() {
        Map<String, List<String>> labels = new TreeMap<>();
        for (Resource resource :
                resources(new String(ShippedMappings.document("header/restricted-section"), StandardCharsets.UTF_8))) {
            String name = resource instanceof Condition condition
                    ? condition.getCode().getCodingFirstRep().getDisplay()
                    : resource.fhirType();
            labels.put(name, labels(resource));
        }
        assertThat(labels)
                .containsEntry("Asthma", List.of())
                .containsEntry("Depressive disorder", List.of("R"))
                .containsEntry("Composition", List.of("R"))
                .containsEntry("DocumentReference", List.of("R"))
                .containsEntry("Patient", List.of());
    }

    @Test
    void aSectionThatIsOpenIsSoInARestrictedDocument() {
        String document = new String(ShippedMappings.document("header/restricted-section"), StandardCharsets.UTF_8)
                .replace("code=\"R\"", "code=\"X\"")
                .replace("code=\"N\"", "code=\"V\"")
                .replace("code=\"X\"", "code=\"N\"");
        assertThat(resources(document).stream()
                        .filter(Condition.class::isInstance)
                        .map(ConfidentialityTest::labels))
                .containsExactly(List.of("V"), List.of());
    }

    private static List<Resource> resources(String document) {
        Conversion made = ShippedMappings.convertDocument(document.getBytes(StandardCharsets.UTF_8));
        Bundle bundle = ShippedMappings.parse(made);
        return new ArrayList<>(bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .toList());
    }

    private static List<String> labels(Resource resource) {
        return resource.getMeta().getSecurity().stream().map(Coding::getCode).collect(Collectors.toList());
    }
}
