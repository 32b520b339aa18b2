package io.crosswalk.mapping.plan;

import io.crosswalk.source.Need;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourcePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A path of the source, with or without a predicate. */
final class PathExpr extends Expr {

    private final SourcePath base;
    private final @Nullable Cond predicate;
    private final @Nullable SourcePath rest;

    PathExpr(SourcePath base, @Nullable Cond predicate, @Nullable SourcePath rest) {
        this.base = base;
        this.predicate = predicate;
        this.rest = rest;
    }

    @Override
    boolean isPlace() {
        return true;
    }

    /** The segment that the path starts with: OBX of OBX-3.1. */
    String segment() {
        String path = base.toString();
        int dash = path.indexOf('-');
        return dash < 0 ? path : path.substring(0, dash);
    }

    @Override
    boolean canRepeat() {
        return predicate == null && base.canRepeat();
    }

    @Override
    String type() {
        return rest == null ? base.type() : rest.type();
    }

    @Override
    Need need() {
        return base.need();
    }

    @Override
    @Nullable
    SourceNode node(Frame frame) {
        if (predicate == null) {
            return base.first(frame.node);
        }
        SourceNode from = frame.node;
        SourceNode found = null;
        for (SourceNode candidate : base.all(from)) {
            frame.node = candidate;
            if (predicate.test(frame)) {
                found = candidate;
                break;
            }
        }
        frame.node = from;
        return found == null || rest == null ? found : rest.first(found);
    }

    @Override
    List<SourceNode> nodes(Frame frame) {
        return predicate == null ? base.all(frame.node) : super.nodes(frame);
    }

    @Override
    @Nullable
    String text(Frame frame) {
        return read(frame, node(frame));
    }

    @Override
    boolean valued(Frame frame) {
        if (!canRepeat()) {
            SourceNode node = node(frame);
            return node != null && node.valued();
        }
        for (SourceNode node : nodes(frame)) {
            if (node.valued()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
