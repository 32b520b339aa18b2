package io.crosswalk.mapping.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.crosswalk.mapping.TracedConversion;
import io.crosswalk.mapping.TracedConversion.ElementTrace;
import io.crosswalk.mapping.TracedConversion.SourceClaim;
import io.crosswalk.mapping.TracedConversion.SourceValue;
import io.crosswalk.mapping.plan.Use;
import io.crosswalk.message.Issue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** An explanation as JSON: what docs/reference/explain.md describes. Holds a patient's data. */
public final class ExplainJson {

    private static final JsonFactory JSON = new JsonFactory();

    private ExplainJson() {}

    /**
     * What stands above an explanation.
     *
     * @param name what people call the message: a file, a key
     * @param type {@code ADT^A01}
     */
    public record Heading(String name, String type, String controlId) {}

    /** One JSON object in UTF-8. */
    public static byte[] of(Heading heading, TracedConversion traced) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("message", heading.name());
            json.writeStringField("type", heading.type());
            json.writeStringField("controlId", heading.controlId());
            json.writeStringField("mappings", traced.conversion().mappings());
            json.writeBooleanField("converted", !traced.conversion().failed());
            write(json, traced);
            json.writeFieldName("issues");
            issues(json, traced.conversion().issues());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The fields {@code elements} and {@code sources} of an object that is open. */
    static void write(JsonGenerator json, TracedConversion traced) throws IOException {
        elements(json, "elements", traced);
        json.writeArrayFieldStart("sources");
        for (SourceValue value : traced.values()) {
            source(json, value);
        }
        json.writeEndArray();
    }

    /** The elements as an array. */
    public static void elements(JsonGenerator json, String field, TracedConversion traced) throws IOException {
        json.writeArrayFieldStart(field);
        for (ElementTrace element : traced.elements()) {
            element(json, element, traced.values());
        }
        json.writeEndArray();
    }

    private static void element(JsonGenerator json, ElementTrace element, List<SourceValue> values) throws IOException {
        json.writeStartObject();
        json.writeStringField("resource", element.resource());
        json.writeStringField("element", element.element());
        json.writeStringField("value", element.value());
        json.writeStringField("rule", element.rule());
        strings(json, "through", element.through());
        strings(json, "sources", element.sources());
        json.writeBooleanField("constant", element.isConstant());
        json.writeArrayFieldStart("claims");
        for (SourceClaim claim : element.claims()) {
            claim(json, claim, values);
        }
        json.writeEndArray();
        if (!element.codeRow().isEmpty()) {
            json.writeStringField("codeRow", element.codeRow());
        }
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String field, List<String> strings) throws IOException {
        json.writeArrayFieldStart(field);
        for (String string : strings) {
            json.writeString(string);
        }
        json.writeEndArray();
    }

    private static void claim(JsonGenerator json, SourceClaim claim, List<SourceValue> values) throws IOException {
        json.writeStartObject();
        json.writeStringField("use", word(claim.use()));
        json.writeStringField("place", claim.place());
        if (claim.value() >= 0) {
            json.writeNumberField("source", claim.value());
            bytes(json, values.get(claim.value()));
        }
        json.writeEndObject();
    }

    private static String word(Use use) {
        return use.name().toLowerCase(Locale.ROOT);
    }

    private static void bytes(JsonGenerator json, SourceValue value) throws IOException {
        if (value.start() >= 0) {
            json.writeArrayFieldStart("bytes");
            json.writeNumber(value.start());
            json.writeNumber(value.end());
            json.writeEndArray();
        }
    }

    private static void source(JsonGenerator json, SourceValue value) throws IOException {
        json.writeStartObject();
        json.writeStringField("place", value.place());
        bytes(json, value);
        json.writeStringField("value", value.text());
        json.writeStringField("fate", value.fate().code());
        if (!value.fate().isMapped()) {
            json.writeStringField("reason", value.fate().words());
        }
        if (!value.fate().rule().isEmpty()) {
            json.writeStringField("rule", value.fate().rule());
        }
        numbers(json, "elements", value.elements());
        numbers(json, "decides", value.decides());
        if (value.governs()) {
            json.writeBooleanField("governs", true);
        }
        json.writeEndObject();
    }

    private static void numbers(JsonGenerator json, String field, List<Integer> numbers) throws IOException {
        json.writeArrayFieldStart(field);
        for (int number : numbers) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }

    /** An array of issues. */
    public static void issues(JsonGenerator json, List<Issue> issues) throws IOException {
        json.writeStartArray();
        for (Issue issue : issues) {
            json.writeStartObject();
            json.writeStringField("severity", issue.severity().name().toLowerCase(Locale.ROOT));
            json.writeStringField("code", issue.code());
            json.writeStringField("place", issue.place());
            json.writeStringField("rule", issue.rule());
            json.writeStringField("reason", issue.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
