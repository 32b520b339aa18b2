package io.crosswalk.cli;

import io.crosswalk.mapping.MappingExamples;
import io.crosswalk.mapping.MappingLibrary;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The examples beside the mappings are their tests; this runs them. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Runs the examples of the mappings: each folder with a message.hl7 or message.xml and the bundle.json expected"
                    + " of it, below <mappings>/hl7v2/examples and <mappings>/cda/examples, and those of sites below <mappings>/local/<site>/examples. Prints what"
                    + " differs, by path."
        },
        parameterListHeading = "%n",
        optionListHeading = "",
        footerHeading = "%nExamples:%n",
        footer = {
            "  crosswalk test                       all examples of this installation",
            "  crosswalk test ADT_A01               those with ADT_A01 in their name",
            "  crosswalk test --update ADT_A01/new  accept what comes out now as expected (then read the difference in git)",
            "",
            "Exit codes: 0 all as expected, 1 some differ or the mappings have faults, 2 wrong usage."
        })
final class TestCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", defaultValue = "", description = "Part of the names to run.")
    private String name = "";

    @Option(names = "--update", description = "Rewrite the expected files of examples that differ.")
    private boolean update;

    @Mixin
    private MappingOptions mappings = new MappingOptions();

    @Override
    public Integer call() {
        MappingLibrary library = mappings.load();
        List<MappingExamples.Result> results = new ArrayList<>();
        for (Path folder : mappings.folders()) {
            for (String format : List.of("hl7v2", "cda")) {
                Path examples = folder.resolve(format).resolve("examples");
                if (Files.isDirectory(examples)) {
                    results.addAll(MappingExamples.run(library, examples, mode(), example -> example.contains(name)));
                }
            }
            for (String site : library.sites()) {
                Path ofSite = folder.resolve("local").resolve(site).resolve("examples");
                if (Files.isDirectory(ofSite)) {
                    results.addAll(
                            MappingExamples.runSite(library, site, ofSite, mode(), example -> example.contains(name)));
                }
            }
        }
        if (results.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "no example" + (name.isEmpty() ? "" : " with '" + name + "' in its name"));
        }
        return tell(results);
    }

    private MappingExamples.Mode mode() {
        return update ? MappingExamples.Mode.REWRITE : MappingExamples.Mode.COMPARE;
    }

    private int tell(List<MappingExamples.Result> results) {
        PrintWriter out = spec.commandLine().getOut();
        int differ = 0;
        int updated = 0;
        for (MappingExamples.Result result : results) {
            if (result.passed()) {
                out.println("ok       " + result.name());
                continue;
            }
            differ += result.rewritten() ? 0 : 1;
            updated += result.rewritten() ? 1 : 0;
            out.println((result.rewritten() ? "updated  " : "DIFFERS  ") + result.name());
            result.differences().forEach(difference -> out.println("           " + difference));
        }
        String changed = update ? ", " + updated + " updated" : "";
        out.println(results.size() + " examples, " + differ + " differ" + changed);
        return differ == 0 ? ExitCode.OK : ExitCode.FAULTS;
    }
}
