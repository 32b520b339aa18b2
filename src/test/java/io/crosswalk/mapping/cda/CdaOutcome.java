package io.crosswalk.mapping.cda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/** What has become of a document: the resources of a Bundle, and what can be asked of them. */
record CdaOutcome(List<JsonNode> resources) {

    /** Codes that say themselves that there is nothing. */
    private static final Set<String> NOTHING_KNOWN =
            Set.of("716186003", "409137002", "429625007", "428607008", "1003774007", "160244002", "160245001");

    static CdaOutcome of(JsonNode bundle) {
        List<JsonNode> resources = new ArrayList<>();
        bundle.path("entry").forEach(entry -> resources.add(entry.path("resource")));
        return new CdaOutcome(resources);
    }

    List<JsonNode> ofTypes(Set<String> types) {
        return resources.stream()
                .filter(resource -> types.contains(resource.path("resourceType").asText()))
                .toList();
    }

    static boolean bears(JsonNode resource, CdaSurvey.Id id) {
        for (JsonNode identifier : resource.path("identifier")) {
            String value = identifier.path("value").asText();
            String system = identifier.path("system").asText().toLowerCase(Locale.ROOT);
            if (id.extension().isEmpty()
                    ? value.equalsIgnoreCase("urn:oid:" + id.root()) || value.equalsIgnoreCase("urn:uuid:" + id.root())
                    : value.equalsIgnoreCase(id.extension())
                            && (system.isEmpty() || system.endsWith(":" + id.root()) || system.startsWith("http"))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a reader sees that this has not happened, is not there, or is not to be done. */
    static boolean saysNo(JsonNode resource) {
        String status = resource.path("status").asText();
        return switch (resource.path("resourceType").asText()) {
            case "AllergyIntolerance" ->
                !resource.has("code") || isVerified(resource, "refuted") || namesNothing(resource.path("code"));
            case "Condition" -> isVerified(resource, "refuted") || namesNothing(resource.path("code"));
            case "Immunization", "Procedure", "MedicationAdministration" -> status.equals("not-done");
            case "MedicationStatement" -> status.equals("not-taken");
            case "MedicationRequest", "ServiceRequest" ->
                resource.path("doNotPerform").asBoolean();
            case "MedicationDispense" -> status.equals("declined") || status.equals("cancelled");
            case "Observation" ->
                resource.has("modifierExtension")
                        || !hasValue(resource)
                        || resource.path("valueBoolean").isBoolean()
                                && !resource.path("valueBoolean").asBoolean()
                        || namesNothing(resource.path("valueCodeableConcept"))
                        || startsWithNo(resource.path("valueString").asText());
            default -> resource.has("modifierExtension");
        };
    }

    /** Whether a reader sees that it is not known: no value, or one that says so. */
    static boolean saysThatNobodyKnows(JsonNode resource) {
        return switch (resource.path("resourceType").asText()) {
            case "Observation" ->
                !hasValue(resource)
                        || resource.at("/valueCodeableConcept/coding/0/system")
                                .asText()
                                .endsWith("/v3-NullFlavor");
            case "Encounter", "DiagnosticReport", "Specimen" -> true;
            default -> resource.path("status").asText().equals("unknown");
        };
    }

    /** Each text of a resource with its path, but for narrative. */
    void texts(BiConsumer<String, String> each) {
        resources.forEach(resource -> texts(resource.path("resourceType").asText(), resource, each));
    }

    private static void texts(String path, JsonNode node, BiConsumer<String, String> each) {
        if (node.isArray()) {
            node.forEach(item -> texts(path, item, each));
        } else if (node.isObject()) {
            node.fields().forEachRemaining(field -> {
                if (!field.getKey().equals("div") && !field.getKey().equals("data")) {
                    texts(path + "." + field.getKey(), field.getValue(), each);
                }
            });
        } else if (node.isTextual()) {
            each.accept(path, node.asText());
        }
    }

    private static boolean isVerified(JsonNode resource, String status) {
        return resource.at("/verificationStatus/coding/0/code").asText().equals(status);
    }

    private static boolean namesNothing(JsonNode concept) {
        for (JsonNode coding : concept.path("coding")) {
            if (NOTHING_KNOWN.contains(coding.path("code").asText())
                    || startsWithNo(coding.path("display").asText())) {
                return true;
            }
        }
        return startsWithNo(concept.path("text").asText());
    }

    private static boolean startsWithNo(String text) {
        return text.toLowerCase(Locale.ROOT).matches("no[t]?\\b.*");
    }

    private static boolean hasValue(JsonNode resource) {
        List<String> names = new ArrayList<>();
        resource.fieldNames().forEachRemaining(names::add);
        return names.stream().anyMatch(name -> name.startsWith("value"));
    }
}
