package io.crosswalk.mapping.cda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Of the statements of each kind that documents hold, how many have become a resource. A document that failed counts with all of its own as lost. */
final class EntryRecall {

    /**
     * @param templates roots below C-CDA's own, or whole
     * @param essential a statement that says none of these says nothing ("no data"), and is not to become a resource
     */
    record Kind(String name, Set<String> templates, Set<String> essential, Set<String> types) {

        boolean holds(CdaSurvey.Statement statement) {
            return statement.templates().stream().anyMatch(templates::contains)
                    && statement.says().stream().anyMatch(essential::contains);
        }
    }

    static final List<Kind> KINDS = List.of(
            new Kind(
                    "allergies", Set.of("4.7"), Set.of("value", "substance", "reaction"), Set.of("AllergyIntolerance")),
            new Kind("problems", Set.of("4.4"), Set.of("value"), Set.of("Condition")),
            new Kind(
                    "medications",
                    Set.of("4.16"),
                    Set.of("substance"),
                    Set.of("MedicationRequest", "MedicationStatement", "MedicationAdministration")),
            new Kind("immunizations", Set.of("4.52"), Set.of("substance"), Set.of("Immunization", "MedicationRequest")),
            new Kind("results", Set.of("4.2"), Set.of("code", "value"), Set.of("Observation")),
            new Kind("vital signs", Set.of("4.27"), Set.of("code", "value"), Set.of("Observation")),
            new Kind(
                    "procedures",
                    Set.of("4.12", "4.13", "4.14"),
                    Set.of("code"),
                    // one that is planned is asked for
                    Set.of("Procedure", "Observation", "Device", "DeviceUseStatement", "ServiceRequest")),
            new Kind("encounters", Set.of("4.49"), Set.of("code", "effectiveTime"), Set.of("Encounter")),
            new Kind(
                    "social history",
                    Set.of("4.38", "4.78", "4.85", "2.16.840.1.113883.10.20.15.3.8"),
                    Set.of("value"),
                    Set.of("Observation")));

    private record Tally(int entries, int found) {}

    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final Map<String, String> worst = new LinkedHashMap<>();

    void add(String document, CdaSurvey survey, CdaOutcome outcome) {
        for (Kind kind : KINDS) {
            Map<List<CdaSurvey.Id>, Set<CdaSurvey.Statement>> named = new HashMap<>();
            Set<CdaSurvey.Statement> nameless = new HashSet<>();
            for (CdaSurvey.Statement statement : survey.statements()) {
                if (kind.holds(statement)) {
                    // a statement that is repeated with the same content is one thing told twice
                    (statement.ids().isEmpty()
                                    ? nameless
                                    : named.computeIfAbsent(statement.ids(), any -> new HashSet<>()))
                            .add(statement);
                }
            }
            int entries = nameless.size()
                    + named.values().stream().mapToInt(Set::size).sum();
            List<JsonNode> resources = outcome.ofTypes(kind.types());
            int found = named(resources, named, nameless);
            count(kind.name(), document, entries, found + nameless(resources, nameless));
        }
    }

    double percent(String kind) {
        Tally tally = tallies.getOrDefault(kind, new Tally(0, 0));
        return tally.entries() == 0 ? 0 : 100.0 * tally.found() / tally.entries();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        tallies.forEach((kind, tally) -> text.append(String.format(
                Locale.ROOT,
                "  %-16s %6.2f %%  %d of %d entries%s%n",
                kind,
                percent(kind),
                tally.found(),
                tally.entries(),
                worst.getOrDefault(kind, ""))));
        return text.toString();
    }

    /**
     * Found by their business ids; several statements that share one need as many resources. An id that nothing bears (some are no
     * UUID although they look so) is as good as none.
     */
    private static int named(
            List<JsonNode> resources,
            Map<List<CdaSurvey.Id>, Set<CdaSurvey.Statement>> named,
            Set<CdaSurvey.Statement> nameless) {
        int found = 0;
        for (Map.Entry<List<CdaSurvey.Id>, Set<CdaSurvey.Statement>> each : named.entrySet()) {
            int bearers = resources.stream()
                    .filter(resource -> each.getKey().stream().anyMatch(id -> CdaOutcome.bears(resource, id)))
                    .mapToInt(EntryRecall::statements)
                    .sum();
            found += Math.min(bearers, each.getValue().size());
            if (bearers == 0) {
                nameless.addAll(each.getValue());
            }
        }
        return found;
    }

    /**
     * Found by a code or a text that they share with a resource that has no identifier either; each resource answers for one. That
     * there is nothing of a kind is told by a code that the source does not have.
     */
    private static int nameless(List<JsonNode> resources, Set<CdaSurvey.Statement> nameless) {
        List<JsonNode> left = new ArrayList<>(resources);
        left.removeIf(resource -> resource.has("identifier"));
        int found = 0;
        for (CdaSurvey.Statement statement : nameless) {
            for (JsonNode resource : left) {
                if (codes(resource).stream().anyMatch(statement.codes()::contains)
                        || texts(resource).stream().anyMatch(statement.texts()::contains)
                        || (statement.negated() && CdaOutcome.saysNo(resource))) {
                    left.remove(resource);
                    found++;
                    break;
                }
            }
        }
        return found;
    }

    /** A blood pressure answers for the statement of each of its components. */
    private static int statements(JsonNode resource) {
        return Math.max(1, resource.path("component").size() + (resource.has("valueQuantity") ? 1 : 0));
    }

    private static Set<String> codes(JsonNode resource) {
        Set<String> codes = new HashSet<>();
        for (JsonNode codings : resource.findValues("coding")) {
            codings.forEach(coding -> codes.add(coding.path("code").asText()));
        }
        return codes;
    }

    private static Set<String> texts(JsonNode resource) {
        Set<String> texts = new HashSet<>();
        resource.findValues("text").stream()
                .filter(JsonNode::isTextual)
                .forEach(text -> texts.add(text.asText().strip().replaceAll("\\s+", " ")));
        return texts;
    }

    private void count(String kind, String document, int entries, int found) {
        Tally before = tallies.getOrDefault(kind, new Tally(0, 0));
        tallies.put(kind, new Tally(before.entries() + entries, before.found() + found));
        if (found < entries) {
            worst.merge(kind, "\n      " + (entries - found) + " lost in " + document, String::concat);
        }
    }
}
