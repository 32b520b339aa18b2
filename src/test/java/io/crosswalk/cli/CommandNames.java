package io.crosswalk.cli;

import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;

/** The names of all commands, for tests of other rooms. */
public final class CommandNames {

    private CommandNames() {}

    public static Set<String> all() {
        return new TreeSet<>(new CommandLine(new Crosswalk()).getSubcommands().keySet());
    }
}
