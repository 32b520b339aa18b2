package io.crosswalk.mapping.plan;

import io.crosswalk.source.Need;
import io.crosswalk.source.SourceNode;
import org.jspecify.annotations.Nullable;

/** The text that a map with {@code $value} makes of a place. */
final class MapExpr extends FunctionExprs.Computed {

    private final MapPlan map;
    private final Expr source;

    MapExpr(MapPlan map, Expr source) {
        this.map = map;
        this.source = source;
    }

    @Override
    Need need() {
        return source.need();
    }

    @Override
    @Nullable
    String text(Frame frame) {
        SourceNode node = source.node(frame);
        return node == null ? null : map.value(frame, node);
    }
}
