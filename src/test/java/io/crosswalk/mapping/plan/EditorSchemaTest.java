package io.crosswalk.mapping.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The schemas by which editors complete and check mapping files. What the engine takes, they take. */
class EditorSchemaTest {

    @Test
    void theSchemasAreMadeOfTheWordsThatTheReaderKnows() throws IOException {
        if (Boolean.getBoolean("crosswalk.write")) {
            EditorSchemas.write();
        }

        Map<String, String> committed = new TreeMap<>();
        try (Stream<Path> files = Files.list(EditorSchemas.FOLDER)) {
            for (Path file : files.toList()) {
                committed.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(committed).isEqualTo(new TreeMap<>(EditorSchemas.generate()));
    }

    @Test
    void everyShippedMappingFileIsValid() {
        assertThat(SchemaCheck.findings(Path.of("mappings"))).isEmpty();
    }

    @Test
    void theSchemasSpeakTheDraftThatEditorsKnow() {
        assertThat(EditorSchemas.generate().values())
                .allSatisfy(schema -> assertThat(schema).contains("draft-07"));
        assertThat(EditorSchemas.generate().keySet())
                .isEqualTo(Set.of(
                        "map.schema.json",
                        "message.schema.json",
                        "part.schema.json",
                        "overlay.schema.json",
                        "document.schema.json",
                        "document-map.schema.json",
                        "document-part.schema.json",
                        "document-kinds.schema.json",
                        "document-overlay.schema.json",
                        "options.schema.json"));
    }

    @Test
    void everyFunctionAndConditionStandsInTheReference() throws IOException {
        String reference = Files.readString(Path.of("docs/reference/mapping.md"))
                + Files.readString(Path.of("docs/reference/mapping-cda.md"));

        assertThat(FunctionExprs.ALL.keySet())
                .allSatisfy(name -> assertThat(reference).contains("`" + name + "("));
        assertThat(ExprCompiler.TESTS).allSatisfy(name -> assertThat(reference).contains("`" + name + "("));
    }
}
