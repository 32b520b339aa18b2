package io.crosswalk.cli;

/** What a command tells the shell. Stable, documented in docs/reference/cli.md; scripts rely on them. */
final class ExitCode {

    static final int OK = 0;
    /** What was checked has faults: mappings or routes do not compile, an example differs. */
    static final int FAULTS = 1;
    /** The command was called wrongly. The same as picocli's own code for usage. */
    static final int USAGE = 2;
    /** Some inputs could not be converted or were refused; the others were done. */
    static final int SOME_FAILED = 3;
    /** The other side does not answer: no engine, no listener, no store. */
    static final int UNREACHABLE = 4;
    /** It cannot run here: a port is taken, a program does not start. Also the launcher's: no Java, the build failed. */
    static final int CANNOT_RUN = 5;
    /** A fault of Crosswalk itself; BSD's EX_SOFTWARE. */
    static final int INTERNAL = 70;

    private ExitCode() {}
}
