package io.crosswalk.cli;

import io.crosswalk.mapping.Coverage;
import io.crosswalk.mapping.Coverage.Kind;
import io.crosswalk.mapping.Coverage.MapCoverage;
import io.crosswalk.mapping.Coverage.MissingRow;
import io.crosswalk.mapping.Coverage.Proposed;
import io.crosswalk.mapping.MappingLibrary;
import io.crosswalk.source.hl7v2.Batch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How much of HL7's guide the mappings implement and messages have run, computed from what was compiled. */
@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Compares the compiled mappings with the rows of HL7's guides, Version 2 to FHIR and C-CDA on FHIR, and prints, for each of its"
                    + " tables, how many rows a rule implements, and how many of these rules a message has really run: the"
                    + " examples beside the mappings and the published messages of the reference folder. Nothing is counted"
                    + " by hand.",
            "",
            "The guide's rows come as CSV files: coverage.csv (segments and data types), messages.csv, codesystems.csv."
        },
        parameterListHeading = "%n",
        optionListHeading = "",
        footerHeading = "%nExamples:%n",
        footer = {
            "  crosswalk coverage                         by table, and the whole",
            "  crosswalk coverage --map PID --missing     rows of PID's tables that nothing implements, and why",
            "  crosswalk coverage --unexercised           rows that are implemented, and that no message has run",
            "  crosswalk coverage --json                  for programs",
            "",
            "Exit codes: 0 counted, 1 the mappings have faults, 2 wrong usage."
        })
final class CoverageCommand implements Callable<Integer> {

    private static final String GUIDE = "v2-to-fhir";
    private static final String CORPUS = "corpus/hl7v2";
    private static final String DOCUMENT_GUIDE = "ccda-on-fhir/coverage.csv";
    private static final String DOCUMENT_CORPUS = "corpus/cda";
    private static final String MESSAGE_FILES = ".hl7";
    private static final String DOCUMENT_FILES = ".xml";

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "GUIDE",
            description =
                    "The folder of the guide's rows, or the file of those of segments and data types alone. Default: "
                            + GUIDE
                            + " in the folder that the property crosswalk.reference names, which is shared beside this"
                            + " installation unless it is set.")
    private @Nullable Path guide;

    @Option(
            names = "--map",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Only tables whose name begins so, as in PID, CX[Identifier], ADT_A01 or MaritalStatus.")
    private String map = "";

    @Option(names = "--missing", description = "List the rows that nothing implements, with the nearest reason.")
    private boolean missing;

    @Option(names = "--unexercised", description = "List the rows that are implemented, and that no message has run.")
    private boolean unexercised;

    @Option(
            names = "--messages",
            paramLabel = "PATH",
            description =
                    "HL7 v2 files or folders that are converted to see which rules run; may be given several times."
                            + " Default: the examples beside the mappings, and " + CORPUS + " in the reference folder.")
    private List<Path> messages = List.of();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private MappingOptions mappings = new MappingOptions();

    @Override
    public Integer call() throws IOException {
        Path rows = guide == null ? reference().resolve(GUIDE) : guide;
        if (!Files.isReadable(rows)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "the guide's rows cannot be read at " + rows + "; give the path of their folder");
        }
        MappingLibrary library = mappings.load();
        Coverage all = Coverage.of(library, rows, bodies(messages.isEmpty() ? usual(CORPUS) : messages));
        Path documents = reference().resolve(DOCUMENT_GUIDE);
        if (guide == null && Files.isReadable(documents)) {
            all = all.and(Coverage.ofDocuments(
                    library, documents, documents(messages.isEmpty() ? usual(DOCUMENT_CORPUS) : messages)));
        }
        Coverage chosen = new Coverage(
                all.maps().stream().filter(m -> m.map().startsWith(map)).toList(), all.messages());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            new CoverageJson(missing, unexercised).write(chosen, out);
        } else {
            text(chosen, out);
        }
        return ExitCode.OK;
    }

    private static Path reference() {
        String reference = System.getProperty("crosswalk.reference", "");
        return reference.isEmpty() ? Home.find().folder().resolveSibling("shared") : Path.of(reference);
    }

    // ---- messages that show what runs

    private List<Path> usual(String published) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (Path root : mappings.folders()) {
            try (Stream<Path> found = Files.walk(root)) {
                found.filter(folder -> folder.endsWith("examples") && Files.isDirectory(folder))
                        .sorted()
                        .forEach(folders::add);
            }
        }
        Path corpus = reference().resolve(published);
        if (Files.isDirectory(corpus)) {
            folders.add(corpus);
        }
        return folders;
    }

    private static List<byte[]> bodies(List<Path> paths) throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new CommandFailure(ExitCode.USAGE, "there are no messages at " + path);
            }
            try (Stream<Path> found = Files.walk(path)) {
                for (Path file : found.filter(file -> isOf(MESSAGE_FILES, file, path))
                        .sorted()
                        .toList()) {
                    bodies.addAll(Batch.read(Files.readAllBytes(file)).messages());
                }
            }
        }
        return bodies;
    }

    private static List<byte[]> documents(List<Path> paths) throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        for (Path path : paths) {
            try (Stream<Path> found = Files.walk(path)) {
                for (Path file : found.filter(file -> isOf(DOCUMENT_FILES, file, path))
                        .sorted()
                        .toList()) {
                    bodies.add(Files.readAllBytes(file));
                }
            }
        }
        return bodies;
    }

    private static boolean isOf(String ending, Path file, Path given) {
        return Files.isRegularFile(file)
                && (file.equals(given) || Objects.toString(file.getFileName()).endsWith(ending));
    }

    // ---- for people

    private void text(Coverage coverage, PrintWriter out) {
        out.println(String.format(Locale.ROOT, "%-44s %22s %10s", "", "implemented", "exercised"));
        for (MapCoverage table : coverage.maps()) {
            line(out, table.map(), new Coverage(List.of(table), 0));
            if (missing) {
                table.missing().forEach(row -> out.println("    missing  " + row.row() + reason(row)));
                table.differences().forEach(row -> out.println("    differs  " + row.row() + ": " + row.reason()));
            }
            if (unexercised) {
                table.unexercised().forEach(row -> out.println("    not run  " + row));
            }
        }
        out.println();
        for (Kind kind : Kind.values()) {
            Coverage part = coverage.of(kind);
            if (!part.maps().isEmpty()) {
                line(out, name(kind) + ", " + part.maps().size() + " tables", part);
            }
        }
        line(out, "all " + coverage.maps().size() + " tables", coverage);
        out.println("of the rows implemented, " + coverage.corrected()
                + " in the form that guide/errata.csv gives them; " + coverage.differences()
                + " rows differ on purpose (" + percentText(coverage.differences(), coverage.total()) + ")");
        Proposed proposed = coverage.proposed();
        out.println("beside these, " + proposed.implemented() + " of " + proposed.total()
                + " rows with an extension that HL7 has proposed and not approved");
        out.println("exercised by " + coverage.messages() + " messages");
    }

    private static String reason(MissingRow row) {
        return row.reason().isEmpty() ? "" : ": " + row.reason();
    }

    private static void line(PrintWriter out, String name, Coverage part) {
        out.println(String.format(
                Locale.ROOT,
                "%-44s %5d of %5d %8s %10s",
                name,
                part.implemented(),
                part.total(),
                percentText(part.implemented(), part.total()),
                percentText(part.exercised(), part.total())));
    }

    static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String percentText(int part, int total) {
        return String.format(Locale.ROOT, "%.1f %%", percent(part, total));
    }

    static double percent(int part, int total) {
        return total == 0 ? 100.0 : Math.round(1000.0 * part / total) / 10.0;
    }
}
