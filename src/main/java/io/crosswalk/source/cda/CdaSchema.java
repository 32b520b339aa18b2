package io.crosswalk.source.cda;

import io.crosswalk.source.SourcePath;
import io.crosswalk.source.SourceSchema;
import java.util.HashSet;
import java.util.Set;

/** The names of CDA R2 and the kinds that mappings have given to its places. Immutable. */
public final class CdaSchema implements SourceSchema {

    private final Kinds kinds;
    private final Set<String> kindNames;

    public CdaSchema(Kinds kinds) {
        this.kinds = kinds;
        this.kindNames = new HashSet<>(kinds.names());
    }

    /** What a map starts from changes nothing: the names of CDA are the same everywhere. */
    @Override
    public SourcePath compile(String context, String path) {
        return new PathReader(path, kinds::number, kindNames).path();
    }

    /** A kind or a data type. */
    @Override
    public boolean knows(String context) {
        return kindNames.contains(context) || CdaTypes.ALL.contains(context);
    }

    public Kinds kinds() {
        return kinds;
    }
}
