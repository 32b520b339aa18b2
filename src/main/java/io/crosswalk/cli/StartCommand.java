package io.crosswalk.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The engine in the foreground. The launcher starts it in its own place, so that signals and exit codes are the engine's;
 * this class is the help of the command, and refuses what the launcher cannot pass on.
 */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Starts the engine in the foreground; Ctrl-C ends it in order. It receives on the ports of routes/, all on"
                    + " 127.0.0.1 unless they are set otherwise, and keeps its data below data/.",
            "",
            "Without a setting for a destination, each Bundle becomes a file below data/out. The first start prints the"
                    + " password of the console and where it is kept."
        },
        optionListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  crosswalk start",
            "  crosswalk start -Dcrosswalk.destination.fhir.url=http://127.0.0.1:8090/fhir",
            "  curl http://127.0.0.1:8080/q/health/ready       is it ready?",
            "",
            "Settings stand in config/application.properties, in the environment (CROSSWALK_DESTINATION_FHIR_URL), or",
            "here with -D; docs/reference/configuration.md lists them."
        })
final class StartCommand implements Callable<Integer> {

    @Option(names = "-D", paramLabel = "NAME=VALUE", description = "One setting; may be given several times.")
    private Map<String, String> settings = Map.of();

    @Override
    public Integer call() {
        throw new CommandFailure(
                ExitCode.USAGE,
                "the engine is started by the launcher: ./crosswalk start "
                        + String.join(
                                " ",
                                settings.entrySet().stream()
                                        .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
                                        .toList()));
    }
}
