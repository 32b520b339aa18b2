package io.crosswalk.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole journey on this machine, for somebody who sees Crosswalk for the first time. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Starts a real FHIR server and the engine on this machine, sends a small day of a hospital over MLLP (26 invented"
                    + " messages), waits until all of it is at the FHIR server, and prints what to look at. Both stay up until"
                    + " Ctrl-C.",
            "Builds the FHIR server at the first use. All ports are on loopback. Keeps its data in data/demo, which is emptied"
                    + " at each start, and its logs in data/logs."
        },
        optionListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  crosswalk demo                      until Ctrl-C",
            "  crosswalk demo --console-port 8081  when another program listens at 8080",
            "  crosswalk demo --exit-after         once through, as a test",
            "",
            "Exit codes: 0 the day has arrived, 2 wrong usage, 3 a message was refused or did not arrive, 5 a port is taken or",
            "something could not be built or started."
        })
final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--adt-port", paramLabel = "PORT", description = "MLLP, admissions (${DEFAULT-VALUE}).")
    private int adtPort = 2575;

    @Option(names = "--lab-port", paramLabel = "PORT", description = "MLLP, laboratory results (${DEFAULT-VALUE}).")
    private int labPort = 2576;

    @Option(names = "--console-port", paramLabel = "PORT", description = "Console and Hawtio (${DEFAULT-VALUE}).")
    private int consolePort = 8080;

    @Option(names = "--fhir-port", paramLabel = "PORT", description = "FHIR server (${DEFAULT-VALUE}).")
    private int fhirPort = 8090;

    @Option(names = "--exit-after", description = "Stop both when the day has arrived.")
    private boolean exitAfter;

    @Override
    public Integer call() throws InterruptedException {
        DemoPorts ports = new DemoPorts(adtPort, labPort, consolePort, fhirPort);
        ports.requireFree();
        Home home = Home.find();
        PrintWriter out = spec.commandLine().getOut();
        try {
            DemoDay day = DemoDay.load();
            FhirServerBuild build = FhirServerBuild.in(home.folder());
            if (!build.isCurrent()) {
                say(out, "Building the FHIR server, this once: some minutes, and 290 MB of libraries.");
                build.makeCurrent();
            }
            say(out, "Starting a FHIR server and the engine: about half a minute.");
            try (DemoMachines machines = DemoMachines.start(home, ports, build)) {
                Demo demo = new Demo(day, ports, machines, out);
                demo.sendTheDay();
                demo.awaitTheEndOfTheDay();
                demo.showAround();
                return exitAfter ? ExitCode.OK : stay(machines, out);
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.CANNOT_RUN, String.valueOf(e.getMessage()));
        }
    }

    /** Ctrl-C ends this JVM, and with it both children; that the engine ends by itself is a fault. */
    private static int stay(DemoMachines machines, PrintWriter out) throws InterruptedException {
        say(out, "Both run until Ctrl-C.");
        int code = machines.engine().process().waitFor();
        throw new CommandFailure(
                ExitCode.CANNOT_RUN, "the engine ended with code " + code + "; see " + machines.logs());
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
