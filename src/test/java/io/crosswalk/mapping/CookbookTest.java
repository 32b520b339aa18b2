package io.crosswalk.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crosswalk.mapping.plan.SchemaCheck;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Format;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each recipe of the cookbook does what it says: its files beside the shipped mappings, its message, what comes out. */
class CookbookTest {

    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final String PLACE = "# mappings/";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    /** One section of the page. */
    private record Recipe(String name, String text) {

        List<String> blocks(String language) {
            List<String> blocks = new ArrayList<>();
            Matcher matcher = BLOCK.matcher(text);
            while (matcher.find()) {
                if (matcher.group(1).equals(language)) {
                    blocks.add(matcher.group(2));
                }
            }
            return blocks;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Recipe> recipes() throws IOException {
        String[] sections = Files.readString(Path.of("docs/cookbook.md")).split("(?m)^## ");
        return Stream.of(sections)
                .skip(1)
                .map(text -> new Recipe(text.lines().findFirst().orElseThrow(), text));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recipes")
    void itMakesWhatItSays(Recipe recipe) throws IOException {
        MappingLibrary library = load(recipe);
        assertThat(recipe.blocks("json")).isNotEmpty();

        JsonNode bundle = MappingFixture.bundle(convert(library, recipe));

        for (String expected : recipe.blocks("json")) {
            JsonNode wanted = JSON.readTree(expected);
            assertThat(bundle.path("entry")).anySatisfy(entry -> holds(entry.path("resource"), wanted));
        }
    }

    private MappingLibrary load(Recipe recipe) throws IOException {
        Path site = folder.resolve("mappings");
        for (String language : List.of("yaml", "csv")) {
            for (String block : recipe.blocks(language)) {
                String first = block.lines().findFirst().orElseThrow();
                assertThat(first).as("the file that a block is").startsWith(PLACE);
                Path file = site.resolve(first.substring(PLACE.length()));
                Files.createDirectories(file.getParent());
                Files.writeString(file, block.substring(first.length() + 1));
            }
        }
        assertThat(SchemaCheck.findings(site)).as("what an editor marks").isEmpty();
        MappingLibrary library = MappingLibrary.load(List.of(Path.of("mappings"), site));
        assertThat(library.sites()).hasSize(1);
        return library;
    }

    private static Conversion convert(MappingLibrary library, Recipe recipe) {
        String channel = library.channelOf(library.sites().get(0));
        byte[] body = recipe.blocks("hl7").get(0).replace('\n', '\r').getBytes(StandardCharsets.UTF_8);
        ReceivedMessage message = new ReceivedMessage(
                MessageKey.of("cookbook", "", "", "", "", body),
                "a",
                channel.isEmpty() ? "cookbook" : channel,
                "",
                Format.HL7V2,
                "1",
                "",
                Instant.EPOCH,
                body);
        assertThat(library.siteOf(message)).isEqualTo(library.sites().get(0));
        return new Converter(library).convert(message);
    }

    /** Whether a node has all that is wanted, wherever it stands in lists. */
    private static void holds(JsonNode actual, JsonNode wanted) {
        if (wanted.isObject()) {
            wanted.fields().forEachRemaining(field -> holds(actual.path(field.getKey()), field.getValue()));
        } else if (wanted.isArray()) {
            for (JsonNode item : wanted) {
                assertThat(actual).anySatisfy(one -> holds(one, item));
            }
        } else {
            assertThat(actual).isEqualTo(wanted);
        }
    }
}
