package io.crosswalk.cli;

import io.crosswalk.mapping.MappingLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which mappings a command works with. */
final class MappingOptions {

    @Option(
            names = "--mappings",
            paramLabel = "DIR",
            description = "Folder of mappings; may be given several times, later ones add to earlier ones."
                    + " Default: the folder mappings of this installation.")
    private List<Path> folders = List.of();

    /** The folders as given, or those of the settings, or the installation's. */
    List<Path> folders() {
        if (!folders.isEmpty()) {
            return folders;
        }
        Home home = Home.find();
        return Arrays.stream(Configuration.of(home)
                        .value("crosswalk.mappings.dir", "mappings")
                        .split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(home.folder()::resolve)
                .toList();
    }

    /** Compiles them; all faults at once. */
    MappingLibrary load() {
        for (Path folder : folders()) {
            if (!Files.isDirectory(folder)) {
                throw new CommandFailure(ExitCode.USAGE, "no folder of mappings at " + folder);
            }
        }
        return MappingLibrary.load(folders(), settings());
    }

    /** As the engine of this installation has them, so that it gives the same results. */
    private static MappingLibrary.Settings settings() {
        Configuration configuration = Configuration.of(Home.find());
        Optional<String> zone = configuration.value("crosswalk.mapping.zone");
        try {
            return MappingLibrary.Settings.of(zone.map(ZoneId::of), configuration.below("crosswalk.mapping.option."));
        } catch (DateTimeException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "crosswalk.mapping.zone is '" + zone.orElse("")
                            + "', which is no time zone; write it as in Europe/Berlin");
        }
    }
}
