package io.crosswalk.pipeline.blocks;

import java.util.Optional;

/** A beginning of a route that is no socket: operators want to know what it looks at, and whether it can. */
public interface Watching {

    /** What it looks at, as an address: {@code folder:data/in/documents-from-emr}. */
    String address();

    /** Why it cannot work now; empty when it can. No name of a file. */
    Optional<String> trouble();
}
