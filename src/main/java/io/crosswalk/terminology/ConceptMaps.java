package io.crosswalk.terminology;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a FHIR R4 ConceptMap (JSON) as a code map. What it says beyond codes, a plain table cannot do: that is a fault, so
 * that nobody believes that it works.
 */
public final class ConceptMaps {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** No translation: the code keeps what it is. */
    private static final Set<String> NO_TARGET = Set.of("unmatched", "disjoint");

    private final String name;
    private final String file;
    private final List<CodeMaps.Fault> faults;
    private final List<CodeMap.Row> rows = new ArrayList<>();
    private String resourceType = "";

    private ConceptMaps(String name, String file, List<CodeMaps.Fault> faults) {
        this.name = name;
        this.file = file;
        this.faults = faults;
    }

    /** One file. Its faults are added to {@code faults}, with their lines. */
    public static CodeMap read(String name, String file, String text, List<CodeMaps.Fault> faults) {
        ConceptMaps reader = new ConceptMaps(name, file, faults);
        try (JsonParser parser = new JsonFactory().setCodec(JSON).createParser(text)) {
            reader.read(parser);
        } catch (IOException e) {
            faults.add(new CodeMaps.Fault(file, lineOf(e), "this is not JSON"));
        }
        return CodeMap.of(name, reader.rows);
    }

    private static int lineOf(IOException e) {
        return e instanceof com.fasterxml.jackson.core.JsonProcessingException json && json.getLocation() != null
                ? Math.max(1, json.getLocation().getLineNr())
                : 1;
    }

    private void read(JsonParser parser) throws IOException {
        if (parser.nextToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (field.equals("resourceType")) {
                    resourceType = parser.getValueAsString("");
                } else if (field.equals("group") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        group(parser);
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        if (!resourceType.equals("ConceptMap")) {
            fault(1, "this is no ConceptMap");
        }
    }

    /** An element with the line that it begins at. */
    private record Element(JsonNode node, int line) {}

    private void group(JsonParser parser) throws IOException {
        int line = line(parser);
        String source = "";
        String target = "";
        List<Element> elements = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "source" -> source = parser.getValueAsString("");
                case "target" -> target = parser.getValueAsString("");
                case "unmapped" -> unmapped(parser);
                case "element" -> {
                    if (value == JsonToken.START_ARRAY) {
                        while (parser.nextToken() == JsonToken.START_OBJECT) {
                            int at = line(parser);
                            elements.add(new Element(parser.readValueAsTree(), at));
                        }
                    }
                }
                default -> parser.skipChildren();
            }
        }
        if (target.isEmpty()) {
            fault(line, "a group needs a target: codes without a system mean nothing");
        }
        for (Element element : elements) {
            element(element, source, target);
        }
    }

    /** The rule names what happens to unknown codes, and it is one for all code maps. */
    private void unmapped(JsonParser parser) throws IOException {
        int line = line(parser);
        JsonNode unmapped = parser.readValueAsTree();
        if (!unmapped.path("mode").asText().equals("provided")) {
            fault(
                    line,
                    "'unmapped' is not read: what becomes of an unknown code, the rule says (via ... unmapped ...)");
        }
    }

    private void element(Element element, String source, String target) {
        String code = element.node.path("code").asText().strip();
        if (code.isEmpty()) {
            fault(element.line, "an element needs a code");
            return;
        }
        List<CodeMap.Target> targets = new ArrayList<>();
        for (JsonNode to : element.node.path("target")) {
            if (to.has("dependsOn")) {
                fault(element.line, "'dependsOn' is not read: a code map knows one code only");
            } else if (!NO_TARGET.contains(to.path("equivalence").asText())) {
                String becomes = to.path("code").asText().strip();
                if (becomes.isEmpty()) {
                    fault(element.line, "the target of '" + code + "' needs a code, or the equivalence unmatched");
                } else {
                    targets.add(new CodeMap.Target(
                            target, becomes, to.path("display").asText()));
                }
            }
        }
        if (!targets.isEmpty()) {
            String system = CodingSystems.system(source);
            rows.add(new CodeMap.Row(system == null ? source : system, code, targets, file, element.line));
        }
    }

    private static int line(JsonParser parser) {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private void fault(int line, String reason) {
        faults.add(new CodeMaps.Fault(file, line, reason));
    }

    @Override
    public String toString() {
        return "ConceptMap " + name;
    }
}
