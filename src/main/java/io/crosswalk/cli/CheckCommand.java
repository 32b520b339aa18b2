package io.crosswalk.cli;

import io.crosswalk.cli.routes.RouteCheck;
import io.crosswalk.mapping.MappingFaultsException;
import io.crosswalk.mapping.MappingLibrary;
import io.crosswalk.mapping.syntax.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything a hospital writes is read and checked as the engine does it at its start, and all faults are told. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Checks all mappings and all routes. Tells every fault at once, with file, line and column, the line itself"
                    + " and the nearest right name. What passes here is what the engine accepts at its start."
        },
        optionListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  crosswalk check                            this installation",
            "  crosswalk check --mappings site/mappings   a folder that is not in use yet",
            "",
            "Exit codes: 0 no fault, 1 faults, 2 wrong usage."
        })
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private MappingOptions mappings = new MappingOptions();

    @Option(
            names = "--routes",
            paramLabel = "DIR",
            description = "Folder of routes. Default: the folder routes of this installation.")
    private @Nullable Path routes;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        List<Fault> faults = new ArrayList<>();
        try {
            MappingLibrary library = mappings.load();
            out.println(
                    "mappings: " + library.structures().size() + " message structures, version " + library.version());
            if (!library.sites().isEmpty()) {
                out.println("sites: " + library.sites().size() + " (" + String.join(", ", library.sites()) + ")");
            }
        } catch (MappingFaultsException e) {
            faults.addAll(e.faults());
        }
        Path folder = routes == null ? Home.find().routes() : routes;
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure(ExitCode.USAGE, "no folder of routes at " + folder);
        }
        RouteCheck routeCheck = RouteCheck.of(
                folder, name -> Configuration.of(Home.find()).value(name).isPresent());
        faults.addAll(routeCheck.faults());
        if (routeCheck.faults().isEmpty()) {
            out.println("routes: " + routeCheck.routes().size() + " (" + String.join(", ", routeCheck.routes()) + ")");
        }
        faults.forEach(fault -> err.println(fault.format()));
        if (!faults.isEmpty()) {
            err.println("faults: " + faults.size());
        }
        return faults.isEmpty() ? ExitCode.OK : ExitCode.FAULTS;
    }
}
