package io.crosswalk.cli;

import io.crosswalk.mapping.MappingLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which mappings a command works with. */
final class MappingOptions {

    @Option(
            names = "--mappings",
            paramLabel = "DIR",
            description = "Folder of mappings; may be given several times, later ones add to earlier ones."
                    + " Default: the folder mappings of this installation.")
    private List<Path> folders = List.of();

    /** The folders as given, or the installation's. */
    List<Path> folders() {
        return folders.isEmpty() ? List.of(Home.find().mappings()) : folders;
    }

    /** Compiles them; all faults at once. */
    MappingLibrary load() {
        for (Path folder : folders()) {
            if (!Files.isDirectory(folder)) {
                throw new CommandFailure(ExitCode.USAGE, "no folder of mappings at " + folder);
            }
        }
        return MappingLibrary.load(folders());
    }
}
