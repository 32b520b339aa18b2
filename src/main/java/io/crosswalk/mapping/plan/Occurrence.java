package io.crosswalk.mapping.plan;

import io.crosswalk.source.SourceNode;
import java.util.List;

/** {@code occurrence(OBX-3, OBX-4)}: the ordinal of a segment among those of its name in its group that have the same values. */
final class Occurrence extends Ordinal {

    Occurrence(Expr[] alike) {
        super(alike);
    }

    @Override
    List<SourceNode> among(SourceNode own) {
        return SiblingsExpr.of(own);
    }

    @Override
    Counter counter() {
        return new Counter() {
            private int count;

            @Override
            public int next(Frame frame, SourceNode segment) {
                return ++count;
            }
        };
    }
}
