package io.crosswalk.convert;

import com.fasterxml.jackson.databind.JsonNode;
import io.crosswalk.fhir.FhirTree;
import io.crosswalk.mapping.TracedConversion;
import io.crosswalk.mapping.TracedConversion.ElementTrace;
import io.crosswalk.mapping.TracedConversion.Fate;
import io.crosswalk.mapping.TracedConversion.SourceClaim;
import io.crosswalk.mapping.TracedConversion.SourceValue;
import io.crosswalk.mapping.TracedConversion.UnmappedValue;
import io.crosswalk.mapping.plan.Reason;
import io.crosswalk.mapping.plan.Use;
import io.crosswalk.message.Conversion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What keeping merged records merged has changed in an explained Bundle. Found by comparing the two, so that it cannot tell
 * anything else than what was done. For one conversion.
 */
final class MergeExplanation {

    /** Stands where an explanation has the file and line of a rule. */
    static final String RULE = "merge register";

    private static final Fate REPLACED = new Fate(Reason.NOT_KEPT, RULE, Reason.NOT_KEPT.words());

    private final TracedConversion traced;
    private final Map<String, Map<String, String>> was;
    private final Map<String, Map<String, String>> now;
    private final List<ElementTrace> elements = new ArrayList<>();

    private MergeExplanation(TracedConversion traced, Conversion kept) {
        this.traced = traced;
        this.was = texts(traced.conversion().bundle());
        this.now = texts(kept.bundle());
    }

    /** The explanation of {@code kept}, which was made of what is explained. */
    static TracedConversion of(TracedConversion traced, Conversion kept) {
        MergeExplanation explanation = new MergeExplanation(traced, kept);
        explanation.resources();
        return explanation.told(kept);
    }

    // ---- the elements

    private void resources() {
        List<ElementTrace> all = traced.elements();
        for (int start = 0, end; start < all.size(); start = end) {
            String resource = all.get(start).resource();
            end = start + 1;
            while (end < all.size() && all.get(end).resource().equals(resource)) {
                end++;
            }
            elements.addAll(resource(resource, all.subList(start, end)));
        }
    }

    private List<ElementTrace> resource(String reference, List<ElementTrace> before) {
        Map<String, String> old = was.getOrDefault(reference, Map.of());
        Map<String, String> fresh = new LinkedHashMap<>(now.getOrDefault(reference, Map.of()));
        List<ElementTrace> told = new ArrayList<>(before.size());
        for (ElementTrace element : before) {
            String text = fresh.remove(element.element());
            if (element.value().isEmpty() || !old.containsKey(element.element())) {
                told.add(element);
            } else if (text != null) {
                told.add(text.equals(old.get(element.element())) ? element : changed(element, text, before));
            }
        }
        fresh.keySet().removeAll(old.keySet());
        fresh.forEach((path, text) -> told.add(behind(told, path), by(reference, path, text, identity(before))));
        return told;
    }

    /** A reference leads on from where it led; whatever else stands there now has nothing to do with what stood there. */
    private static ElementTrace changed(ElementTrace element, String text, List<ElementTrace> resource) {
        boolean moved =
                element.element().endsWith(".reference") && !element.element().endsWith(".partOf.reference");
        ElementTrace made =
                by(element.resource(), element.element(), text, moved ? element.claims() : identity(resource));
        List<String> through = new ArrayList<>(element.through());
        through.add(element.rule());
        return moved ? made.through(through) : made;
    }

    private static ElementTrace by(String resource, String path, String text, List<SourceClaim> claims) {
        return new ElementTrace(resource, path, text, RULE, List.of(), "", claims, "");
    }

    /** What the id of a resource was made of: were it another, no merge would have met it. */
    private static List<SourceClaim> identity(List<ElementTrace> resource) {
        return resource.stream()
                .filter(element -> element.element().endsWith(".id")
                        && element.element().indexOf('.') == element.element().lastIndexOf('.'))
                .findFirst()
                .map(ElementTrace::claims)
                .orElse(List.of());
    }

    /** Where a new element stands: behind its like, else at the end of the resource. */
    private static int behind(List<ElementTrace> told, String path) {
        int second = path.indexOf('.', path.indexOf('.') + 1);
        String top = (second < 0 ? path : path.substring(0, second)).replaceAll("\\[\\d+]$", "");
        for (int i = told.size(); i > 0; i--) {
            String other = told.get(i - 1).element();
            if (other.equals(top) || other.startsWith(top + "[") || other.startsWith(top + ".")) {
                return i;
            }
        }
        return told.size();
    }

    // ---- the values

    private TracedConversion told(Conversion kept) {
        List<List<Integer>> says = new ArrayList<>();
        List<List<Integer>> decides = new ArrayList<>();
        List<Boolean> said = new ArrayList<>();
        for (int i = 0; i < traced.values().size(); i++) {
            says.add(new ArrayList<>(2));
            decides.add(new ArrayList<>(2));
            said.add(false);
        }
        for (int i = 0; i < elements.size(); i++) {
            for (SourceClaim claim : elements.get(i).value().isEmpty()
                    ? List.<SourceClaim>of()
                    : elements.get(i).claims()) {
                int value = claim.value();
                if (value >= 0) {
                    (claim.use() == Use.CONDITION ? decides : says).get(value).add(i);
                    said.set(value, said.get(value) || claim.use() != Use.CONDITION && claim.use() != Use.IDENTITY);
                }
            }
        }
        List<SourceValue> values = new ArrayList<>();
        Set<String> lost = new TreeSet<>();
        for (SourceValue value : traced.values()) {
            int index = values.size();
            boolean gone = value.fate().isMapped() && !said.get(index);
            if (gone) {
                lost.add(value.place());
            }
            values.add(value.with(says.get(index), decides.get(index), gone ? REPLACED : value.fate()));
        }
        return new TracedConversion(kept, elements, values, unmapped(values, lost));
    }

    private List<UnmappedValue> unmapped(List<SourceValue> values, Set<String> lost) {
        if (lost.isEmpty()) {
            return traced.unmapped();
        }
        Map<String, UnmappedValue> before = new LinkedHashMap<>();
        traced.unmapped().forEach(value -> before.put(value.place(), value));
        List<UnmappedValue> all = new ArrayList<>();
        for (SourceValue value : values) {
            UnmappedValue known = before.get(value.place());
            if (known != null) {
                all.add(known);
            } else if (lost.contains(value.place())) {
                all.add(new UnmappedValue(value.place(), REPLACED.words(), REPLACED.code(), RULE));
            }
        }
        return all;
    }

    // ---- the Bundle

    /** The text of each element that has one, by resource and path. */
    private static Map<String, Map<String, String>> texts(byte[] bundle) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        try {
            for (JsonNode entry : FhirTree.JSON.readTree(bundle).path("entry")) {
                JsonNode resource = entry.path("resource");
                String type = resource.path("resourceType").asText();
                if (resource.has("id")) {
                    Map<String, String> texts = new LinkedHashMap<>();
                    fields(type, resource, texts);
                    all.put(type + "/" + resource.path("id").asText(), texts);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the converter made no JSON", e);
        }
        return all;
    }

    private static void fields(String path, JsonNode object, Map<String, String> to) {
        object.fields().forEachRemaining(field -> {
            if (!field.getKey().equals("resourceType")) {
                // What stands beside a primitive has its path.
                String name = field.getKey().startsWith("_") ? field.getKey().substring(1) : field.getKey();
                value(path + "." + name, field.getValue(), to);
            }
        });
    }

    private static void value(String path, JsonNode value, Map<String, String> to) {
        if (value.isObject()) {
            fields(path, value, to);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                value(path + "[" + i + "]", value.get(i), to);
            }
        } else if (!value.isNull()) {
            to.put(path, value.asText());
        }
    }
}
