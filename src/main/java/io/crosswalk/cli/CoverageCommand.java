package io.crosswalk.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.crosswalk.mapping.Coverage;
import io.crosswalk.mapping.Coverage.Difference;
import io.crosswalk.mapping.Coverage.MapCoverage;
import io.crosswalk.mapping.Coverage.MissingRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How much of HL7's guide the mappings implement, computed from what was compiled. */
@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Compares the compiled mappings with the rows of HL7's Version 2 to FHIR guide and prints, for each of its"
                    + " tables, how many rows a rule implements. Nothing is counted by hand.",
            "",
            "The guide's rows come as a CSV file with a row_id, kind, map, key and target path for each."
        },
        parameterListHeading = "%n",
        optionListHeading = "",
        footerHeading = "%nExamples:%n",
        footer = {
            "  crosswalk coverage rows.csv                        by table, and the whole",
            "  crosswalk coverage rows.csv --map PID --missing    rows of PID's tables that nothing implements, and why",
            "  crosswalk coverage rows.csv --json                 for programs",
            "",
            "Exit codes: 0 counted, 1 the mappings have faults, 2 wrong usage."
        })
final class CoverageCommand implements Callable<Integer> {

    private static final String DEFAULT_CSV = "v2-to-fhir/coverage.csv";

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "CSV",
            description = "The guide's rows. Default: " + DEFAULT_CSV
                    + " in the folder that the property crosswalk.reference names, which is shared beside this"
                    + " installation unless it is set.")
    private @Nullable Path csv;

    @Option(
            names = "--map",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Only tables whose name begins so, as in PID or CX[Identifier].")
    private String map = "";

    @Option(names = "--missing", description = "List the rows that nothing implements, with the nearest reason.")
    private boolean missing;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private MappingOptions mappings = new MappingOptions();

    @Override
    public Integer call() throws IOException {
        Path file = csv == null ? defaultCsv() : csv;
        if (!Files.isReadable(file)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "the guide's rows cannot be read at " + file + "; give the path of the CSV file");
        }
        Coverage all = Coverage.of(mappings.load(), file);
        Coverage chosen = new Coverage(
                all.maps().stream().filter(m -> m.map().startsWith(map)).toList());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            json(chosen, out);
        } else {
            text(chosen, out);
        }
        return ExitCode.OK;
    }

    private static Path defaultCsv() {
        String reference = System.getProperty("crosswalk.reference", "");
        Path folder = reference.isEmpty() ? Home.find().folder().resolveSibling("shared") : Path.of(reference);
        return folder.resolve(DEFAULT_CSV);
    }

    private void text(Coverage coverage, PrintWriter out) {
        for (MapCoverage table : coverage.maps()) {
            out.println(line(table.map(), table.implemented(), table.total()));
            if (missing) {
                table.missing().forEach(row -> out.println("    missing  " + row.row() + reason(row)));
                table.differences().forEach(row -> out.println("    differs  " + row.row() + ": " + row.reason()));
            }
        }
        out.println(line("all " + coverage.maps().size() + " tables", coverage.implemented(), coverage.total()));
        out.println("of the rows implemented, " + coverage.corrected()
                + " in the form that guide/errata.csv gives them; " + coverage.differences()
                + " rows differ on purpose");
    }

    private static String reason(MissingRow row) {
        return row.reason().isEmpty() ? "" : ": " + row.reason();
    }

    private static String line(String name, int implemented, int total) {
        return String.format(
                Locale.ROOT, "%-44s %5d of %5d %6.1f %%", name, implemented, total, percent(implemented, total));
    }

    private static double percent(int implemented, int total) {
        return total == 0 ? 100.0 : 100.0 * implemented / total;
    }

    private void json(Coverage coverage, PrintWriter out) throws IOException {
        try (JsonGenerator generator = new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(new DefaultPrettyPrinter())) {
            generator.writeStartObject();
            counts(generator, coverage.maps());
            kind(generator, "segments", "segment", coverage);
            kind(generator, "datatypes", "datatype", coverage);
            generator.writeEndObject();
        }
        out.println();
    }

    private void kind(JsonGenerator generator, String name, String kind, Coverage coverage) throws IOException {
        List<MapCoverage> tables = coverage.maps().stream()
                .filter(table -> table.kind().equals(kind))
                .toList();
        generator.writeObjectFieldStart(name);
        counts(generator, tables);
        generator.writeArrayFieldStart("maps");
        for (MapCoverage table : tables) {
            generator.writeStartObject();
            generator.writeStringField("map", table.map());
            counts(generator, List.of(table));
            rows(generator, table);
            generator.writeEndObject();
        }
        generator.writeEndArray();
        generator.writeEndObject();
    }

    private static void counts(JsonGenerator generator, List<MapCoverage> tables) throws IOException {
        int total = tables.stream().mapToInt(MapCoverage::total).sum();
        int implemented = tables.stream().mapToInt(MapCoverage::implemented).sum();
        generator.writeNumberField("rows", total);
        generator.writeNumberField("implemented", implemented);
        generator.writeNumberField("implementedPercent", Math.round(percent(implemented, total) * 10) / 10.0);
        generator.writeNumberField(
                "corrected", tables.stream().mapToInt(MapCoverage::corrected).sum());
        generator.writeNumberField(
                "differences",
                tables.stream().mapToInt(table -> table.differences().size()).sum());
    }

    private void rows(JsonGenerator generator, MapCoverage table) throws IOException {
        if (missing) {
            generator.writeArrayFieldStart("missing");
            for (MissingRow row : table.missing()) {
                row(generator, row.row(), row.reason());
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
