package io.crosswalk.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.crosswalk.fhir.FhirTree;
import io.crosswalk.history.MergeRegister;
import io.crosswalk.mapping.TracedConversion;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Issue;
import io.crosswalk.message.Merge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keeps merged records merged. A sender may go on using the number of a patient, an account or a visit that was merged
 * into another: then what the message says of the retired record is written to it, but it stays out of use and points to
 * its survivor; and whatever else the message says is filed under the survivor. A survivor goes on naming whom it
 * replaces. Thread safe.
 */
public final class MergedRecords {

    private static final String URN = "urn:uuid:";

    private final MergeRegister register;

    public MergedRecords(MergeRegister register) {
        this.register = register;
    }

    /** The conversion as it is to go on; the same when nothing in it was ever merged. */
    public Conversion keep(Conversion conversion) {
        conversion.merges().forEach(register::note);
        return applied(conversion);
    }

    /**
     * An explained conversion as it would go on now, the elements explained that this changes. Nothing is remembered of it: who
     * looks at a merge does not make it again.
     */
    public TracedConversion explain(TracedConversion traced) {
        Conversion kept = applied(traced.conversion());
        return kept == traced.conversion() ? traced : MergeExplanation.of(traced, kept);
    }

    private Conversion applied(Conversion conversion) {
        if (register.isEmpty() || conversion.failed()) {
            return conversion;
        }
        Map<String, String> retired = new LinkedHashMap<>();
        Map<String, List<String>> replaced = new LinkedHashMap<>();
        for (String written : conversion.written()) {
            String survivor = register.survivorOf(written);
            if (!survivor.equals(written) && !isRetiredBy(conversion, written)) {
                retired.put(written, survivor);
            }
            List<String> before = register.replacedBy(written);
            if (!before.isEmpty()) {
                replaced.put(written, before);
            }
        }
        return retired.isEmpty() && replaced.isEmpty() ? conversion : rewritten(conversion, retired, replaced);
    }

    private static boolean isRetiredBy(Conversion conversion, String reference) {
        return conversion.merges().stream().map(Merge::retired).anyMatch(reference::equals);
    }

    private Conversion rewritten(
            Conversion conversion, Map<String, String> retired, Map<String, List<String>> replaced) {
        try {
            JsonNode bundle = FhirTree.JSON.readTree(conversion.bundle());
            Map<String, String> moved = new HashMap<>();
            retired.forEach((from, to) -> {
                moved.put(from, to);
                moved.put(URN + id(from), to);
            });
            for (JsonNode entry : bundle.path("entry")) {
                ObjectNode resource = (ObjectNode) entry.path("resource");
                String reference = entry.path("request").path("url").asText();
                String survivor = retired.get(reference);
                move(resource, moved);
                if (survivor != null) {
                    retire(resource, survivor);
                }
                List<String> before = replaced.getOrDefault(reference, List.of());
                if (resource.path("resourceType").asText().equals("Patient")) {
                    before.forEach(other -> link(resource, other, "replaces"));
                }
            }
            List<Issue> issues = Stream.concat(
                            conversion.issues().stream(),
                            retired.keySet().stream().map(MergedRecords::issue))
                    .toList();
            return new Conversion(
                    conversion.key(),
                    FhirTree.JSON.writeValueAsBytes(bundle),
                    conversion.kind(),
                    conversion.patient().isEmpty() ? "" : register.survivorOf(conversion.patient()),
                    conversion.resources(),
                    conversion.written(),
                    conversion.merges(),
                    issues,
                    conversion.mappings());
        } catch (IOException e) {
            throw new UncheckedIOException("the converter made no JSON", e);
        }
    }

    private static Issue issue(String retired) {
        return Issue.warning(
                "merged-record",
                "",
                "",
                "the message names a " + retired.substring(0, retired.indexOf('/'))
                        + " that was merged into another; it stays out of use, and what else the message says is filed"
                        + " under the one that is used instead");
    }

    private static String id(String reference) {
        return reference.substring(reference.indexOf('/') + 1);
    }

    /** References to retired records lead to their survivors; the links between patients stay as they are. */
    private static void move(JsonNode node, Map<String, String> moved) {
        if (node instanceof ObjectNode object) {
            JsonNode reference = object.get("reference");
            String survivor = reference == null ? null : moved.get(reference.asText());
            if (survivor != null) {
                object.set("reference", TextNode.valueOf(survivor));
            }
            boolean patient = object.path("resourceType").asText().equals("Patient");
            for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
                Map.Entry<String, JsonNode> field = fields.next();
                if (!patient || !field.getKey().equals("link")) {
                    move(field.getValue(), moved);
                }
            }
        } else {
            node.forEach(child -> move(child, moved));
        }
    }

    /** As the merge itself has left it. */
    private static void retire(ObjectNode resource, String survivor) {
        switch (resource.path("resourceType").asText()) {
            case "Patient" -> {
                resource.put("active", false);
                link(resource, survivor, "replaced-by");
            }
            case "Account" -> {
                resource.put("status", "inactive");
                resource.putObject("partOf").put("reference", survivor);
            }
            case "Encounter" -> {
                resource.put("status", "entered-in-error");
                resource.putObject("partOf").put("reference", survivor);
            }
            default -> throw new IllegalStateException("no merge retires such a resource");
        }
    }

    private static void link(ObjectNode patient, String other, String type) {
        ArrayNode links = patient.withArray("/link");
        List<String> known = new ArrayList<>();
        links.forEach(link -> known.add(link.path("other").path("reference").asText()));
        if (!known.contains(other) && !known.contains(URN + id(other))) {
            ObjectNode link = links.addObject();
            link.putObject("other").put("reference", other);
            link.put("type", type);
        }
    }
}
