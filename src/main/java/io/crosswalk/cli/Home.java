package io.crosswalk.cli;

import java.nio.file.Path;

/**
 * The folder of this installation: where {@code routes/}, {@code mappings/} and {@code data/} stand. Paths that a user
 * types are relative to the user's own directory, not to this one.
 */
record Home(Path folder) {

    /** The folder the launcher names in the property {@code crosswalk.home}, else the working directory. */
    static Home find() {
        return new Home(Path.of(System.getProperty("crosswalk.home", "")).toAbsolutePath());
    }

    Path routes() {
        return folder.resolve("routes");
    }
}
