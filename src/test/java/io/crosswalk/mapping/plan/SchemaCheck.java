package io.crosswalk.mapping.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Judges mapping files as an editor does: YAML's core schema, then the schema of the file's folder. */
public final class SchemaCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Draft 7 and the words that VS Code adds to it for its messages. */
    private static final JsonMetaSchema DIALECT = JsonMetaSchema.builder(JsonMetaSchema.getV7())
            .keyword(new NonValidationKeyword("patternErrorMessage"))
            .keyword(new NonValidationKeyword("errorMessage"))
            .build();

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.builder(
                    JsonSchemaFactory.getInstance(VersionFlag.V7))
            .metaSchema(DIALECT)
            .defaultMetaSchemaIri(DIALECT.getIri())
            .build();
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    private SchemaCheck() {}

    /** What an editor would mark in all files below a folder of mappings. */
    public static List<String> findings(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            List<String> findings = new ArrayList<>();
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                String place = root.relativize(file).toString().replace('\\', '/');
                findings(place, Files.readString(file)).forEach(finding -> findings.add(place + ": " + finding));
            }
            return findings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an editor would mark in one file. */
    public static List<String> findings(String place, String yaml) {
        Object content = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        JsonNode instance = JSON.valueToTree(content);
        return SCHEMAS.computeIfAbsent(schemaOf(place), SchemaCheck::schema).validate(instance).stream()
                .map(message -> message.getInstanceLocation() + " " + message.getMessage())
                .toList();
    }

    private static String schemaOf(String place) {
        if (place.endsWith("options.yaml")) {
            return "options.schema.json";
        }
        boolean document = place.startsWith("cda/") || place.contains("/cda/");
        if (place.contains("/kinds/")) {
            return "document-kinds.schema.json";
        }
        if (place.contains("/documents/")) {
            return "document.schema.json";
        }
        if (place.endsWith("overlay.yaml")) {
            return document ? "document-overlay.schema.json" : "overlay.schema.json";
        }
        if (place.contains("/parts/")) {
            return document ? "document-part.schema.json" : "part.schema.json";
        }
        if (document) {
            return "document-map.schema.json";
        }
        return place.contains("/messages/") ? "message.schema.json" : "map.schema.json";
    }

    private static JsonSchema schema(String name) {
        try {
            return FACTORY.getSchema(Files.readString(EditorSchemas.FOLDER.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
