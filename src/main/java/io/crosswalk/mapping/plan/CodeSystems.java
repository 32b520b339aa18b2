package io.crosswalk.mapping.plan;

import io.crosswalk.source.SourceNode;

/** The coding system that a coded source value names itself. */
final class CodeSystems {

    private CodeSystems() {}

    /** The URI of the third component of a CE, CWE, CNE or CF; empty for a plain code. */
    static String of(SourceNode node) {
        return "";
    }
}
