package io.crosswalk.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.crosswalk.mapping.Coverage;
import io.crosswalk.mapping.Coverage.Difference;
import io.crosswalk.mapping.Coverage.Kind;
import io.crosswalk.mapping.Coverage.MapCoverage;
import io.crosswalk.mapping.Coverage.MissingRow;
import io.crosswalk.mapping.Coverage.Proposed;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** Writes a coverage for programs. */
final class CoverageJson {

    private final boolean missing;
    private final boolean unexercised;

    /**
     * @param missing whether rows that nothing implements are listed
     * @param unexercised whether rows that no message has run are listed
     */
    CoverageJson(boolean missing, boolean unexercised) {
        this.missing = missing;
        this.unexercised = unexercised;
    }

    void write(Coverage coverage, PrintWriter out) throws IOException {
        try (JsonGenerator generator = new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(new DefaultPrettyPrinter())) {
            generator.writeStartObject();
            counts(generator, coverage);
            generator.writeNumberField("messagesRun", coverage.messages());
            for (Kind kind : Kind.values()) {
                kind(generator, CoverageCommand.name(kind), coverage.of(kind));
            }
            generator.writeEndObject();
        }
        out.println();
    }

    private void kind(JsonGenerator generator, String name, Coverage coverage) throws IOException {
        generator.writeObjectFieldStart(name);
        counts(generator, coverage);
        generator.writeArrayFieldStart("maps");
        for (MapCoverage table : coverage.maps()) {
            generator.writeStartObject();
            generator.writeStringField("map", table.map());
            counts(generator, new Coverage(List.of(table), 0));
            rows(generator, table);
            generator.writeEndObject();
        }
        generator.writeEndArray();
        generator.writeEndObject();
    }

    private static void counts(JsonGenerator generator, Coverage part) throws IOException {
        generator.writeNumberField("rows", part.total());
        generator.writeNumberField("implemented", part.implemented());
        generator.writeNumberField("implementedPercent", CoverageCommand.percent(part.implemented(), part.total()));
        generator.writeNumberField("exercised", part.exercised());
        generator.writeNumberField("exercisedPercent", CoverageCommand.percent(part.exercised(), part.total()));
        generator.writeNumberField("corrected", part.corrected());
        generator.writeNumberField("differences", part.differences());
        Proposed proposed = part.proposed();
        if (proposed.total() > 0) {
            generator.writeObjectFieldStart("proposedExtensions");
            generator.writeNumberField("rows", proposed.total());
            generator.writeNumberField("implemented", proposed.implemented());
            generator.writeNumberField("exercised", proposed.exercised());
            generator.writeEndObject();
        }
    }

    private void rows(JsonGenerator generator, MapCoverage table) throws IOException {
        if (missing) {
            generator.writeArrayFieldStart("missing");
            for (MissingRow row : table.missing()) {
                row(generator, row.row(), row.reason());
            }
            generator.writeEndArray();
        }
        if (unexercised) {
            generator.writeArrayFieldStart("unexercised");
            for (String row : table.unexercised()) {
                generator.writeString(row);
            }
            generator.writeEndArray();
        }
        generator.writeArrayFieldStart("differs");
        for (Difference row : table.differences()) {
            row(generator, row.row(), row.reason());
        }
        generator.writeEndArray();
    }

    private static void row(JsonGenerator generator, String row, String reason) throws IOException {
        generator.writeStartObject();
        generator.writeStringField("row", row);
        generator.writeStringField("reason", reason);
        generator.writeEndObject();
    }
}
