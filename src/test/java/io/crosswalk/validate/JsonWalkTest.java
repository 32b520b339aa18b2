package io.crosswalk.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.crosswalk.validate.JsonWalk.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWalkTest {

    @Test
    void walksOverEveryKindOfToken() throws IOException {
        assertThat(walk("{ \"a\" : [1, -2.5e3, true, null, \"x\"], \"b\":{} }"))
                .containsExactly(
                        "OBJECT",
                        "NAME a",
                        "ARRAY",
                        "SCALAR",
                        "SCALAR",
                        "SCALAR",
                        "SCALAR",
                        "STRING x",
                        "CLOSE",
                        "NAME b",
                        "OBJECT",
                        "CLOSE",
                        "CLOSE");
    }

    @Test
    void takesEscapedQuotesForPartsOfTheString() throws IOException {
        assertThat(walk("{\"a\":\"x\\\"}\\\\\",\"b\":1}"))
                .containsExactly("OBJECT", "NAME a", "STRING x\\\"}\\\\", "NAME b", "SCALAR", "CLOSE");
    }

    @Test
    void skipsWhatHasBeenOpened() throws IOException {
        JsonWalk json = new JsonWalk(bytes("{\"a\":{\"b\":[{\"c\":1}]},\"d\":1}"));
        json.next();
        json.next();
        assertThat(json.next()).isEqualTo(Token.OBJECT);
        json.skip();
        assertThat(json.next()).isEqualTo(Token.NAME);
        assertThat(json.text()).isEqualTo("d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":[1}", "{\"a", "{\"a\\", "}", "]", "x", "{]", "{\"a\":1}}"})
    void refusesWhatDoesNotEndOrMatch(String text) {
        assertThatThrownBy(() -> walk(text)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesANestingThatNoBundleHas() {
        assertThatThrownBy(() -> walk("[".repeat(1001) + "]".repeat(1001)))
                .hasMessage("the JSON is nested more than 1000 deep");
    }

    /** Every Bundle of the examples, read by Jackson beside it. */
    @Test
    void seesTheSameNamesAndStringsAsAParser() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("mappings"))) {
            for (Path file : files.filter(f -> f.endsWith("bundle.json")).toList()) {
                byte[] json = Files.readAllBytes(file);
                assertThat(unescaped(json)).as(file.toString()).isEqualTo(parsed(json));
            }
        }
    }

    private static List<String> unescaped(byte[] json) throws IOException {
        List<String> seen = new ArrayList<>();
        JsonWalk walk = new JsonWalk(json);
        for (Token token = walk.next(); token != Token.END; token = walk.next()) {
            if (token == Token.NAME || token == Token.STRING) {
                try (JsonParser parser = new JsonFactory().createParser('"' + walk.text() + '"')) {
                    parser.nextToken();
                    seen.add(parser.getText());
                }
            }
        }
        return seen;
    }

    private static List<String> parsed(byte[] json) throws IOException {
        List<String> seen = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
                    seen.add(parser.getText());
                }
            }
        }
        return seen;
    }

    private static List<String> walk(String text) throws IOException {
        JsonWalk json = new JsonWalk(bytes(text));
        List<String> tokens = new ArrayList<>();
        for (Token token = json.next(); token != Token.END; token = json.next()) {
            tokens.add(token == Token.NAME || token == Token.STRING ? token + " " + json.text() : token.name());
        }
        return tokens;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
