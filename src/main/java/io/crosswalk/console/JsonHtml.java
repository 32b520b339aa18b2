package io.crosswalk.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Lays JSON out for people, as HTML with its words coloured. Numbers stay as they were written. */
final class JsonHtml {

    private static final JsonFactory JSON = new JsonFactory();

    private final StringBuilder html = new StringBuilder();
    private int depth;
    private boolean first = true;

    private JsonHtml() {}

    /** HTML that is safe to put into a page; what is no JSON comes back as its text. */
    static String of(byte[] json) {
        JsonHtml layout = new JsonHtml();
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                layout.add(token, parser);
            }
            return layout.html.toString();
        } catch (IOException e) {
            return escape(new String(json, StandardCharsets.UTF_8));
        }
    }

    private void add(JsonToken token, JsonParser parser) throws IOException {
        switch (token) {
            case START_OBJECT, START_ARRAY -> open(token, parser);
            case END_OBJECT, END_ARRAY -> close(token);
            case FIELD_NAME -> {
                newLine();
                word("json-key", quoted(parser.currentName()));
                html.append(": ");
            }
            case VALUE_STRING -> value(parser, "json-text", quoted(parser.getText()));
            default -> value(parser, "json-other", parser.getText());
        }
    }

    private void open(JsonToken token, JsonParser parser) {
        if (inArray(parser, true)) {
            newLine();
        }
        html.append(token == JsonToken.START_OBJECT ? '{' : '[');
        depth++;
        first = true;
    }

    private void close(JsonToken token) {
        depth--;
        if (!first) {
            html.append('\n').append("  ".repeat(depth));
        }
        html.append(token == JsonToken.END_OBJECT ? '}' : ']');
        first = false;
    }

    private void value(JsonParser parser, String style, String text) {
        if (inArray(parser, false)) {
            newLine();
        }
        word(style, text);
    }

    /** Whether the value at hand stands in an array; an opening bracket is already inside itself. */
    private static boolean inArray(JsonParser parser, boolean opening) {
        var context = opening ? parser.getParsingContext().getParent() : parser.getParsingContext();
        return context != null && context.inArray();
    }

    private void newLine() {
        html.append(first ? "\n" : ",\n").append("  ".repeat(depth));
        first = false;
    }

    private void word(String style, String text) {
        html.append("<span class=\"")
                .append(style)
                .append("\">")
                .append(escape(text))
                .append("</span>");
    }

    private static String quoted(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r") + "\"";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
