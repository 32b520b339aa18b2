package io.crosswalk.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends messages as a hospital's system does and shows what the other side answers. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Sends HL7 v2 messages over MLLP, one after the other on one connection, and prints the acknowledgement of"
                    + " each. AA and CA mean that the other side has it; AE and CE ask to send it again; AR and CR"
                    + " refuse it for good.",
            "",
            "Files as for convert: one message, several, or a batch."
        },
        parameterListHeading = "%n",
        optionListHeading = "",
        footerHeading = "%nExamples:%n",
        footer = {
            "  crosswalk send admit.hl7                       to the engine on this machine",
            "  crosswalk send day --to his-test:6661          every message below the folder day",
            "",
            "Exit codes: 0 all accepted, 2 wrong usage, 3 some were refused or are no messages, 4 no connection or no",
            "answer (what became of that message is not known; sending it again does no harm to Crosswalk)."
        })
final class SendCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or folders with messages.")
    private List<Path> paths = List.of();

    @Option(
            names = "--to",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:2575",
            description = "The listener. Default: ${DEFAULT-VALUE}.")
    private String to = "";

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description =
                    "How long to wait for the connection and for each acknowledgement. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--quiet", description = "One line for each message instead of the whole acknowledgement.")
    private boolean quiet;

    private int accepted;
    private int refused;

    @Override
    public Integer call() throws IOException {
        InetSocketAddress address = address();
        Inputs inputs = Inputs.of(paths);
        PrintWriter err = spec.commandLine().getErr();
        try (MllpClient client = connect(address)) {
            for (Inputs.Input input : inputs.files()) {
                send(client, input);
            }
        }
        if (accepted + refused != 1) {
            err.println("accepted " + accepted + ", refused " + refused);
        }
        return refused == 0 && accepted > 0 ? ExitCode.OK : ExitCode.SOME_FAILED;
    }

    private InetSocketAddress address() {
        int colon = to.lastIndexOf(':');
        String port = to.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--to needs a host and a port, as in 127.0.0.1:2575; not '" + to + "'");
        }
        return new InetSocketAddress(to.substring(0, colon), Integer.parseInt(port));
    }

    private MllpClient connect(InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new CommandFailure(ExitCode.UNREACHABLE, "no host named " + address.getHostString());
        }
        try {
            return MllpClient.connect(address, Duration.ofSeconds(seconds));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE,
                    "nobody listens at " + to + " (" + e.getMessage() + "); is the engine started?");
        }
    }

    private void send(MllpClient client, Inputs.Input input) throws IOException {
        InputFile file = Files.isReadable(input.file())
                ? InputFile.of(Files.readAllBytes(input.file()))
                : new InputFile(Optional.empty(), List.of(), List.of());
        if (file.messages().isEmpty()) {
            refused++;
            spec.commandLine()
                    .getErr()
                    .println(input.file()
                            + (Files.isReadable(input.file())
                                    ? ": holds no HL7 v2 message"
                                    : ": there is no such file, or it cannot be read"));
        }
        int number = 0;
        for (byte[] message : file.messages()) {
            number++;
            send(
                    client,
                    file.messages().size() == 1 ? input.file().toString() : input.file() + " message " + number,
                    message);
        }
    }

    private void send(MllpClient client, String name, byte[] message) {
        PrintWriter out = spec.commandLine().getOut();
        Optional<Acknowledgement> answer;
        try {
            answer = client.send(message);
        } catch (IOException e) {
            out.flush();
            throw new CommandFailure(
                    ExitCode.UNREACHABLE, name + ": " + e.getMessage() + "; accepted before: " + accepted);
        }
        if (answer.isEmpty()) {
            accepted++;
            out.println(name + ": sent; it asks for no acknowledgement (MSH-15)");
        } else {
            tell(name, answer.get());
        }
        out.flush();
    }

    private void tell(String name, Acknowledgement answer) {
        PrintWriter out = spec.commandLine().getOut();
        if (answer.isPositive()) {
            accepted++;
        } else {
            refused++;
        }
        out.println(name + ": " + answer.code() + " " + answer.controlId()
                + (answer.error().isEmpty() ? "" : " " + answer.error()));
        if (!quiet) {
            answer.text().lines().forEach(line -> out.println("  " + line));
        }
    }
}
