package io.crosswalk.cli;

import io.crosswalk.mapping.MappingFaultsException;
import io.crosswalk.mapping.syntax.Fault;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. Each command is one class; this one names them and turns what they throw into words. */
@Command(
        name = "crosswalk",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Turns HL7 v2 messages into FHIR R4: in a file, or as an engine between hospital systems.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  crosswalk demo                          the whole journey on this machine, with a FHIR server",
            "  crosswalk convert message.hl7           one message to FHIR, on the screen",
            "  crosswalk convert inbox --out bundles   a folder of messages",
            "  crosswalk COMMAND --help                how a command is used",
            "",
            "Exit codes: 0 done, 1 faults found, 2 wrong usage, 3 some inputs failed, 4 the other side",
            "does not answer, 5 no Java or no build, 70 a fault of Crosswalk itself."
        },
        subcommands = {
            DemoCommand.class,
            StartCommand.class,
            ConvertCommand.class,
            SendCommand.class,
            CheckCommand.class,
            TestCommand.class,
            CoverageCommand.class,
            HistoryCommand.class
        })
public final class Crosswalk implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        PrintWriter out = utf8(FileDescriptor.out);
        PrintWriter err = utf8(FileDescriptor.err);
        int exitCode = run(out, err, arguments);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }

    /** Runs one command with the given streams; never throws. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Crosswalk())
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(100)
                .setExecutionExceptionHandler((fault, command, parsed) -> explain(fault, err))
                .execute(arguments);
    }

    /** Called without a command. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    private static int explain(Exception fault, PrintWriter err) {
        if (fault instanceof CommandFailure failure) {
            err.println("crosswalk: " + failure.getMessage());
            return failure.exitCode();
        }
        if (fault instanceof MappingFaultsException faults) {
            faults.faults().stream().map(Fault::format).forEach(err::println);
            err.println("crosswalk: the mappings cannot be used; faults: "
                    + faults.faults().size());
            return ExitCode.FAULTS;
        }
        err.println(
                "crosswalk: this is a fault of Crosswalk " + Version.number() + "; please report it with these lines");
        fault.printStackTrace(err);
        return ExitCode.INTERNAL;
    }

    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
    }
}
