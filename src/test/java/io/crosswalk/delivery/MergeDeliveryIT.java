package io.crosswalk.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosswalk.FhirClient;
import io.crosswalk.FhirServers;
import io.crosswalk.delivery.DeliveryResult.Delivered;
import io.crosswalk.fhir.FhirTree;
import io.crosswalk.message.Delivery;
import io.crosswalk.message.Destination;
import io.crosswalk.message.MessageKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A merge at a real FHIR server that holds much of the patient who gives way, also from others than this engine. */
class MergeDeliveryIT {

    private final String survivor = "Patient/" + UUID.randomUUID();
    private final String retired = "Patient/" + UUID.randomUUID();

    private static URI address;
    private static FhirClient fhir;

    @BeforeAll
    static void start() throws Exception {
        address = FhirServers.shared().address();
        fhir = new FhirClient(address);
    }

    private static ObjectNode transaction() {
        return FhirTree.JSON.createObjectNode().put("resourceType", "Bundle").put("type", "transaction");
    }

    private static ObjectNode put(ObjectNode bundle, String reference) {
        ObjectNode entry = ((ArrayNode) bundle.withArray("/entry")).addObject();
        entry.putObject("request").put("method", "PUT").put("url", reference);
        return entry.putObject("resource")
                .put("resourceType", reference.substring(0, reference.indexOf('/')))
                .put("id", reference.substring(reference.indexOf('/') + 1));
    }

    private void postPatientWith(int observations) {
        ObjectNode bundle = transaction();
        put(bundle, retired).put("birthDate", "1971-03-04").put("active", true);
        for (int i = 0; i < observations; i++) {
            ObjectNode observation = put(bundle, "Observation/" + UUID.randomUUID());
            observation.put("status", "final").putObject("code").put("text", "pulse");
            observation.putObject("subject").put("reference", retired);
            observation.putArray("performer").addObject().put("reference", retired);
        }
        assertThat(fhir.post(bundle.toString()).statusCode()).isEqualTo(200);
    }

    private DeliveryResult merge(MergePolicy policy) throws InterruptedException {
        ObjectNode bundle = transaction();
        put(bundle, survivor).put("gender", "female");
        ObjectNode prior = put(bundle, retired).put("active", false);
        prior.putArray("link")
                .addObject()
                .put("type", "replaced-by")
                .putObject("other")
                .put("reference", survivor);
        ((ObjectNode) bundle.at("/entry/1"))
                .putArray("link")
                .addObject()
                .put("relation", "successor-version")
                .put("url", survivor);
        byte[] bytes = bundle.toString().getBytes(StandardCharsets.UTF_8);
        Destination destination = new Destination("fhir", address);
        try (HttpDeliverer deliverer =
                new HttpDeliverer(destination, Duration.ofSeconds(60), new ServerAbilities(policy, true))) {
            MessageKey key = MessageKey.of("merge", "", "", "", "", bytes);
            return deliverer.deliver(new Delivery(key, "", "fhir", "", bytes));
        }
    }

    @Test
    void everythingOfTheRetiredPatientIsFiledUnderTheSurvivorHoweverMuchItIs() throws Exception {
        postPatientWith(230);

        assertThat(merge(MergePolicy.MOVE)).isEqualTo(new Delivered());

        assertThat(fhir.count("Observation?subject=" + survivor)).isEqualTo(230);
        assertThat(fhir.count("Observation?performer=" + survivor)).isEqualTo(230);
        assertThat(fhir.count("Observation?subject=" + retired)).isZero();
        JsonNode prior = fhir.get(retired);
        assertThat(prior.path("active").asBoolean(true)).isFalse();
        assertThat(prior.path("birthDate").asText()).isEqualTo("1971-03-04");
    }

    @Test
    void aMergeThatComesAgainChangesNothingMore() throws Exception {
        postPatientWith(3);
        merge(MergePolicy.MOVE);
        String version = fhir.search("Observation?subject=" + survivor)
                .get(0)
                .at("/meta/versionId")
                .asText();

        assertThat(merge(MergePolicy.MOVE)).isEqualTo(new Delivered());

        assertThat(fhir.search("Observation?subject=" + survivor))
                .hasSize(3)
                .allMatch(one -> one.at("/meta/versionId").asText().equals(version));
    }

    @Test
    void aDestinationThatIsOnlyToBeLinkedKeepsItsReferences() throws Exception {
        postPatientWith(2);

        assertThat(merge(MergePolicy.LINK)).isEqualTo(new Delivered());

        assertThat(fhir.count("Observation?subject=" + retired)).isEqualTo(2);
        assertThat(fhir.get(retired).at("/link/0/other/reference").asText()).isEqualTo(survivor);
    }
}
