package io.crosswalk.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.crosswalk.mapping.TracedConversion;
import io.crosswalk.mapping.TracedConversion.UnmappedValue;
import io.crosswalk.mapping.trace.ExplainJson;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Issue;
import io.crosswalk.message.ReceivedMessage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For programs: one JSON object with an entry for each message, written as the work goes on. */
final class JsonConvertReport implements ConvertReport {

    private final JsonGenerator json;
    private final PrintWriter errors;
    private final boolean bundles;
    private final boolean explain;
    private final boolean unmapped;

    JsonConvertReport(
            PrintWriter screen, PrintWriter errors, String mappings, boolean bundles, boolean explain, boolean unmapped)
            throws IOException {
        this.json = new JsonFactory()
                .createGenerator(screen)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(new DefaultPrettyPrinter());
        this.errors = errors;
        this.bundles = bundles;
        this.explain = explain;
        this.unmapped = unmapped;
        json.writeStartObject();
        json.writeStringField("crosswalk", Version.number());
        json.writeStringField("mappings", mappings);
        json.writeArrayFieldStart("results");
    }

    @Override
    public void result(String input, ReceivedMessage message, TracedConversion result, @Nullable Path written)
            throws IOException {
        Conversion conversion = result.conversion();
        json.writeStartObject();
        json.writeStringField("input", input);
        json.writeStringField("type", message.type());
        json.writeStringField("controlId", message.controlId());
        json.writeBooleanField("converted", !conversion.failed());
        if (written != null) {
            json.writeStringField("output", written.toString());
        }
        resources(conversion);
        issues(conversion);
        if (explain) {
            ExplainJson.elements(json, "explain", result);
        }
        if (unmapped) {
            unmapped(result);
        }
        if (bundles && !conversion.failed()) {
            json.writeFieldName("bundle");
            json.writeRawValue(new String(conversion.bundle(), StandardCharsets.UTF_8));
        }
        json.writeEndObject();
    }

    private void resources(Conversion conversion) throws IOException {
        json.writeObjectFieldStart("resources");
        for (Conversion.ResourceCount count : conversion.resources()) {
            json.writeNumberField(count.type(), count.count());
        }
        json.writeEndObject();
    }

    private void issues(Conversion conversion) throws IOException {
        json.writeFieldName("issues");
        ExplainJson.issues(json, conversion.issues());
    }

    private void unmapped(TracedConversion result) throws IOException {
        json.writeArrayFieldStart("unmapped");
        for (UnmappedValue value : result.unmapped()) {
            json.writeStartObject();
            json.writeStringField("place", value.place());
            json.writeStringField("reason", value.reason());
            json.writeStringField("code", value.code());
            json.writeStringField("rule", value.rule());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** They stand among the issues. */
    @Override
    public void findings(String input, List<Issue> findings) {}

    @Override
    public void failed(String input, String reason) {
        errors.println(input + ": " + reason);
    }

    @Override
    public void remark(String input, String remark) {
        errors.println(input + ": " + remark);
    }

    @Override
    public void finished(int converted, int failed) throws IOException {
        json.writeEndArray();
        json.writeNumberField("converted", converted);
        json.writeNumberField("failed", failed);
        json.writeEndObject();
        json.writeRaw(System.lineSeparator());
    }

    @Override
    public void close() throws IOException {
        json.close();
        errors.flush();
    }
}
