package io.crosswalk.cli;

import io.crosswalk.mapping.Converter;
import io.crosswalk.mapping.MappingLibrary;
import io.crosswalk.mapping.TracedConversion;
import io.crosswalk.mapping.trace.ExplainJson;
import io.crosswalk.mapping.trace.ExplainPage;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Format;
import io.crosswalk.message.Issue;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.source.hl7v2.Batch;
import io.crosswalk.source.hl7v2.Hl7v2HeaderException;
import io.crosswalk.validate.ProfileCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Files of messages become files of FHIR Bundles, without an engine. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Turns messages into FHIR R4 Bundles. Needs no running engine and changes nothing but the output folder.",
            "",
            "A file may hold one HL7 v2 message, several, MLLP frames, or a batch (FHS, BHS); what it is shows from its"
                    + " content. Without --out the Bundles go to the screen."
        },
        parameterListHeading = "%n",
        optionListHeading = "",
        footerHeading = "%nExamples:%n",
        footer = {
            "  crosswalk convert admit.hl7                     the Bundle on the screen",
            "  crosswalk convert inbox --out bundles           inbox/a.hl7 becomes bundles/a.json",
            "  crosswalk convert admit.hl7 --explain           which rule and which field each element comes from",
            "  crosswalk convert admit.hl7 --explain-html --out .   the same as a page to look at: admit.explain.html",
            "  crosswalk convert admit.hl7 --unmapped          which values of the message went nowhere, and why",
            "  crosswalk convert admit.hl7 --profiles us-core  what the resources break of these profiles",
            "  crosswalk convert inbox --out bundles --json    a report for programs",
            "  cat admit.hl7 | crosswalk convert -             from another program",
            "",
            "Exit codes: 0 all converted, 1 the mappings have faults, 2 wrong usage, 3 some failed (one line of reason",
            "each on the error stream; the others were converted)."
        })
final class ConvertCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files or folders with messages; - is the standard input.")
    private List<Path> paths = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Write <name>.json for each input into this folder, which is made if it is missing. Of several"
                            + " messages in one file: <name>-1.json, <name>-2.json and so on.")
    private @Nullable Path out;

    @Option(
            names = "--explain",
            description =
                    "Show for each FHIR element the fields it comes from, the rule (file:line) and the row of the"
                            + " code map. With --out also as <name>.explain.json, with what became of each value of the message.")
    private boolean explain;

    @Option(
            names = "--explain-html",
            description =
                    "Write <name>.explain.html into the output folder: one page that shows the message, the Bundle"
                            + " and what belongs together.")
    private boolean page;

    @Option(names = "--unmapped", description = "Show each value of the message that is not in the Bundle, and why.")
    private boolean unmapped;

    @Option(
            names = "--lossless",
            description = "Keep each value of the message that is not mapped in one extension of the Bundle.")
    private boolean lossless;

    @Option(
            names = "--profiles",
            paramLabel = "DIR",
            description =
                    "Hold the resources to the profiles of this folder (StructureDefinition resources as JSON); one line"
                            + " for each finding, with the field it comes from.")
    private @Nullable Path profiles;

    @Option(names = "--json", description = "Report as JSON; without --out it holds the Bundles as well.")
    private boolean json;

    @Mixin
    private MappingOptions mappings = new MappingOptions();

    private int converted;
    private int failed;

    @Override
    public Integer call() throws IOException {
        if (page && out == null) {
            throw new CommandFailure(ExitCode.USAGE, "--explain-html needs --out: the folder that the page goes to");
        }
        Optional<ProfileCheck> check = profileCheck();
        MappingLibrary library = mappings.load();
        Converter converter = new Converter(library);
        Inputs inputs = Inputs.of(paths);
        try (ConvertReport report = report(library, inputs.files().size())) {
            for (Inputs.Input input : inputs.files()) {
                convert(new Conversions(converter, check), input, report);
            }
            if (converted + failed == 0) {
                report.failed(
                        String.join(", ", paths.stream().map(Path::toString).toList()), "no message found here");
                failed++;
            }
            report.finished(converted, failed);
        }
        return failed == 0 ? ExitCode.OK : ExitCode.SOME_FAILED;
    }

    private Optional<ProfileCheck> profileCheck() {
        if (profiles == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ProfileCheck.of(profiles, ProfileCheck.Consequence.REPORT));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.FAULTS, String.valueOf(e.getMessage()));
        }
    }

    /** What is done with each message. */
    private record Conversions(Converter converter, Optional<ProfileCheck> profiles) {

        List<Issue> findings(ReceivedMessage message, Conversion made) {
            return profiles.filter(check -> !made.failed())
                    .map(check -> check.check(made, () -> converter.origins(message)))
                    .orElse(List.of());
        }
    }

    private ConvertReport report(MappingLibrary library, int inputs) throws IOException {
        PrintWriter screen = spec.commandLine().getOut();
        PrintWriter errors = spec.commandLine().getErr();
        return json
                ? new JsonConvertReport(screen, errors, library.version(), out == null, explain, unmapped)
                : new TextConvertReport(
                        screen, errors, out == null && !explain && !unmapped, explain, unmapped, inputs);
    }

    private void convert(Conversions with, Inputs.Input input, ConvertReport report) throws IOException {
        InputFile file;
        try {
            file = InputFile.of(read(input.file()));
        } catch (NoSuchFileException e) {
            fail(report, input, "there is no such file");
            return;
        } catch (IOException e) {
            fail(report, input, "cannot be read: " + e.getMessage());
            return;
        }
        if (file.format().isEmpty()) {
            if (input.named()) {
                fail(
                        report,
                        input,
                        "is neither an HL7 v2 message, which begins with MSH, FHS or BHS, nor a CDA document");
            } else {
                report.remark(input.file().toString(), "left out: it holds no HL7 v2 message and no CDA document");
            }
            return;
        }
        Format format = file.format().get();
        file.remarks().forEach(remark -> report.remark(input.file().toString(), remark));
        int count = file.members().size();
        for (int i = 0; i < count; i++) {
            String suffix = count == 1 ? "" : "-" + (i + 1);
            convert(with, input, suffix, format, file.members().get(i), report);
        }
    }

    private void convert(
            Conversions with,
            Inputs.Input input,
            String suffix,
            Format format,
            Batch.Member member,
            ConvertReport report)
            throws IOException {
        String name = input.file() + (suffix.isEmpty() ? "" : " message " + suffix.substring(1));
        ReceivedMessage message;
        try {
            message = FileMessages.received(format, member, Instant.now());
        } catch (Hl7v2HeaderException e) {
            failed++;
            report.failed(name, String.valueOf(e.getMessage()));
            return;
        }
        TracedConversion made = converted(with.converter(), message);
        List<Issue> findings = with.findings(message, made.conversion());
        TracedConversion result = made.withIssues(findings);
        Path written = null;
        if (result.conversion().failed()) {
            failed++;
            report.failed(name, reason(result));
        } else {
            converted++;
            written = write(
                    input.output() + suffix + ".json",
                    PrettyJson.of(result.conversion().bundle()));
        }
        explain(input.output() + suffix, new ExplainJson.Heading(name, message.type(), message.controlId()), result);
        report.result(name, message, result, written);
        report.findings(name, findings);
    }

    private TracedConversion converted(Converter converter, ReceivedMessage message) {
        if (lossless) {
            return converter.convertLosslessTraced(message);
        }
        return explain || page || unmapped
                ? converter.convertTraced(message)
                : TracedConversion.plain(converter.convert(message));
    }

    /** A message that could not be converted is explained as well: what stopped it stands among the issues. */
    private void explain(String output, ExplainJson.Heading heading, TracedConversion result) throws IOException {
        if (explain) {
            write(output + ".explain.json", PrettyJson.of(ExplainJson.of(heading, result)));
        }
        if (page) {
            write(output + ".explain.html", ExplainPage.of(heading, result));
        }
    }

    private @Nullable Path write(String name, byte[] content) throws IOException {
        if (out == null) {
            return null;
        }
        Path file = out.resolve(name);
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(file, content);
    }

    private void fail(ConvertReport report, Inputs.Input input, String reason) {
        failed++;
        report.failed(input.file().toString(), reason);
    }

    private static String reason(TracedConversion result) {
        Issue fatal = result.conversion().issues().stream()
                .filter(Issue::isFatal)
                .findFirst()
                .orElseThrow();
        return fatal.code() + ": " + (fatal.place().isEmpty() ? "" : fatal.place() + ": ") + fatal.reason();
    }

    private static byte[] read(Path file) throws IOException {
        return file.equals(Inputs.STANDARD_INPUT) ? System.in.readAllBytes() : Files.readAllBytes(file);
    }
}
