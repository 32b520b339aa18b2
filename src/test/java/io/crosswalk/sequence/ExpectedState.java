package io.crosswalk.sequence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Compares what a server holds with what it must hold. An object must have the elements that are named, and may have
 * others; {@code null} means that the element must be absent; an array must have as many elements as are named, in their
 * order. A reference may be written as a search that finds one resource: the ids of the engine are stable but say nothing
 * to a reader.
 */
final class ExpectedState {

    private final Function<String, List<JsonNode>> server;
    private final List<String> differences = new ArrayList<>();

    private ExpectedState(Function<String, List<JsonNode>> server) {
        this.server = server;
    }

    /**
     * One line for each difference; empty when the server is as it must be.
     *
     * @param server answers a search with the resources it finds
     */
    static List<String> differences(JsonNode state, Function<String, List<JsonNode>> server) {
        ExpectedState expected = new ExpectedState(server);
        for (JsonNode one : state.path("holds")) {
            expected.compare(one.path("search").asText(), one.path("is"));
        }
        return expected.differences;
    }

    private void compare(String search, JsonNode wanted) {
        if (search.isEmpty() || !wanted.isArray()) {
            differences.add("state.json needs a 'search' and an array 'is'; it has '" + search + "'");
            return;
        }
        List<JsonNode> left = new ArrayList<>(server.apply(search));
        if (left.size() != wanted.size()) {
            differences.add(search + ": " + left.size() + " resources instead of " + wanted.size());
            return;
        }
        for (JsonNode one : wanted) {
            take(search, one, left);
        }
    }

    /** Searches have no order: each expectation takes the resource that fits it best. */
    private void take(String search, JsonNode wanted, List<JsonNode> left) {
        List<String> nearest = List.of();
        JsonNode found = null;
        for (JsonNode candidate : left) {
            List<String> faults = new ArrayList<>();
            same(search, wanted, candidate, faults);
            if (found == null || faults.size() < nearest.size()) {
                found = candidate;
                nearest = faults;
            }
        }
        left.remove(found);
        differences.addAll(nearest);
    }

    private void same(String place, JsonNode wanted, JsonNode found, List<String> faults) {
        if (wanted.isNull()) {
            if (!found.isMissingNode()) {
                faults.add(place + ": is there and must not be: " + found);
            }
        } else if (wanted.isObject()) {
            for (Iterator<Map.Entry<String, JsonNode>> members = wanted.fields(); members.hasNext(); ) {
                Map.Entry<String, JsonNode> member = members.next();
                same(place + "." + member.getKey(), member.getValue(), found.path(member.getKey()), faults);
            }
        } else if (wanted.isArray()) {
            array(place, wanted, found, faults);
        } else if (place.endsWith(".reference") && wanted.asText().contains("?")) {
            reference(place, wanted.asText(), found, faults);
        } else if (!wanted.equals(found)) {
            faults.add(place + ": " + found + " instead of " + wanted);
        }
    }

    private void array(String place, JsonNode wanted, JsonNode found, List<String> faults) {
        if (found.size() != wanted.size()) {
            faults.add(place + ": " + found + " has not " + wanted.size() + " elements");
            return;
        }
        for (int i = 0; i < wanted.size(); i++) {
            same(place + "[" + i + "]", wanted.get(i), found.path(i), faults);
        }
    }

    private void reference(String place, String search, JsonNode found, List<String> faults) {
        List<String> targets = server.apply(search).stream()
                .map(target -> target.path("resourceType").asText() + "/"
                        + target.path("id").asText())
                .toList();
        if (targets.size() != 1 || !targets.get(0).equals(found.asText())) {
            faults.add(place + ": " + found + " instead of " + search + ", which is " + targets);
        }
    }
}
