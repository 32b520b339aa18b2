package io.crosswalk.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

/**
 * What a receiver is given of a conversion: the same resources, as FHIR R4 has them travel (Bundle.type). Mappings make
 * transactions; the other forms are made of these.
 */
public enum BundleForm {
    /** A FHIR server writes it, as a whole or not at all. */
    TRANSACTION,
    /** A message, whose MessageHeader says what has happened (FHIR R4 section 2.4); the receiver decides what it does with it. */
    MESSAGE,
    /** The resources, and nothing that says what is to be done with them. */
    COLLECTION,
    /** A document, whose Composition says what it is and puts the resources in order (FHIR R4 section 3.3). */
    DOCUMENT;

    private static final String URN = "urn:uuid:";
    private static final String URI = "urn:ietf:rfc:3986";

    /** The form has a need that the resources do not meet. The text names no patient. */
    public static final class UnfitException extends IOException {
        private static final long serialVersionUID = 1L;

        UnfitException(String text) {
            super(text);
        }
    }

    /** By its name in settings: {@code transaction}, {@code message}, {@code collection} or {@code document}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param bundle a Bundle as the converter made it; what is no transaction has its own form already
     * @throws UnfitException when a message has no MessageHeader, or a document no Composition
     */
    public byte[] of(byte[] bundle) throws IOException {
        if (this == TRANSACTION) {
            return bundle;
        }
        JsonNode tree = FhirTree.JSON.readTree(bundle);
        if (!tree.path("type").asText().equals("transaction")) {
            return bundle;
        }
        ((ObjectNode) tree).put("type", code());
        ArrayNode entries = tree.withArray("/entry");
        Map<String, String> inside = new HashMap<>();
        for (Iterator<JsonNode> each = entries.elements(); each.hasNext(); ) {
            if (each.next().path("request").path("method").asText().equals("PATCH")) {
                each.remove(); // what is to be done with a resource that a server has is no resource
            }
        }
        for (JsonNode entry : entries) {
            ObjectNode each = (ObjectNode) entry;
            inside.put(
                    each.path("request").path("url").asText(),
                    each.path("fullUrl").asText());
            each.remove("request");
            each.remove("link");
        }
        lead(entries, inside);
        if (this == MESSAGE) {
            first("MessageHeader", entries);
        } else if (this == DOCUMENT) {
            first("Composition", entries);
            return FhirTree.JSON.writeValueAsBytes(assembled((ObjectNode) tree));
        }
        return FhirTree.JSON.writeValueAsBytes(tree);
    }

    /** Where no server writes the resources, references lead to the entries of the Bundle. */
    private static void lead(JsonNode node, Map<String, String> inside) {
        if (node instanceof ObjectNode object && object.path("reference").isTextual()) {
            String reference = object.path("reference").asText();
            String full = reference.startsWith(URN) ? null : inside.get(reference);
            if (full != null) {
                object.set("reference", TextNode.valueOf(full));
            }
        }
        node.forEach(child -> lead(child, inside));
    }

    /** FHIR R4, invariants bdl-9 and bdl-10: a document has an identifier, and says when it was put together. */
    private static ObjectNode assembled(ObjectNode bundle) {
        ObjectNode document = bundle.objectNode();
        for (String known : new String[] {"resourceType", "id", "meta"}) {
            if (bundle.has(known)) {
                document.set(known, bundle.get(known));
            }
        }
        document.putObject("identifier")
                .put("system", URI)
                .put("value", URN + bundle.path("id").asText());
        document.set("type", bundle.get("type"));
        document.put("timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        bundle.properties().forEach(property -> {
            if (!document.has(property.getKey())) {
                document.set(property.getKey(), property.getValue());
            }
        });
        return document;
    }

    /** FHIR R4, invariants bdl-11 and bdl-12: the first resource of a document is its Composition, that of a message its header. */
    private static void first(String type, ArrayNode entries) throws UnfitException {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).path("resource").path("resourceType").asText().equals(type)) {
                JsonNode found = entries.remove(i);
                entries.insert(0, found);
                return;
            }
        }
        throw new UnfitException("the mappings make no " + type + " of this, so it cannot travel as a FHIR "
                + (type.equals("Composition") ? "document" : "message"));
    }
}
