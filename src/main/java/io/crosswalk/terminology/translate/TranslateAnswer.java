package io.crosswalk.terminology.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosswalk.terminology.CodeMap.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the Parameters that {@code $translate} answers with. */
final class TranslateAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What means the same. A wider or narrower code would say more or less than the sender did. */
    private static final Set<String> SAME = Set.of("equal", "equivalent");

    private TranslateAnswer() {}

    static List<Target> targets(byte[] body) throws TranslateException {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (IOException e) {
            throw new TranslateException("the answer is no JSON", e);
        }
        if (answer == null || !answer.path("resourceType").asText().equals("Parameters")) {
            throw new TranslateException("the answer is no Parameters", null);
        }
        List<Target> targets = new ArrayList<>();
        for (JsonNode parameter : answer.path("parameter")) {
            if (parameter.path("name").asText().equals("match")) {
                add(parameter.path("part"), targets);
            }
        }
        return targets;
    }

    private static void add(JsonNode parts, List<Target> targets) {
        String equivalence = "";
        JsonNode concept = null;
        for (JsonNode part : parts) {
            switch (part.path("name").asText()) {
                case "equivalence", "relationship" ->
                    equivalence = part.path("valueCode").asText();
                case "concept" -> concept = part.path("valueCoding");
                default -> {
                    // source and message say nothing that is written
                }
            }
        }
        if (concept != null
                && SAME.contains(equivalence)
                && !concept.path("code").asText().isEmpty()) {
            targets.add(new Target(
                    concept.path("system").asText(),
                    concept.path("code").asText(),
                    concept.path("display").asText()));
        }
    }
}
