package io.crosswalk.mapping.plan;

import io.crosswalk.source.SourceNode;
import org.jspecify.annotations.Nullable;

/**
 * A place of the nearest earlier segment whose key reads as a value: the order that this one replaces, the result that
 * this one was derived from. The key is read from that segment, so it may name what stands around it there.
 */
final class Earlier extends Expr {

    private final Expr place;
    private final Expr key;
    private final Expr value;

    Earlier(Expr[] arguments) {
        this.place = arguments[0];
        this.key = arguments[1];
        this.value = arguments[2];
    }

    @Override
    boolean isPlace() {
        return true;
    }

    @Override
    String type() {
        return place.type();
    }

    @Override
    @Nullable
    SourceNode node(Frame frame) {
        Use before = frame.run.use(Use.CONDITION);
        SourceNode found = found(frame);
        frame.run.use(before);
        return found;
    }

    private @Nullable SourceNode found(Frame frame) {
        String wanted = value.text(frame);
        if (wanted == null || !(place instanceof PathExpr path)) {
            return null;
        }
        frame.run.look();
        SourceNode from = frame.node;
        boolean reading = frame.reading;
        frame.reading = false;
        Search search = new Search(frame, path.segment(), FunctionExprs.segment(from), wanted);
        search.below(root(from));
        frame.node = search.found == null ? from : search.found;
        SourceNode found = search.found == null ? null : place.node(frame);
        frame.node = from;
        frame.reading = reading;
        return found;
    }

    @Override
    @Nullable
    String text(Frame frame) {
        return read(frame, node(frame));
    }

    private static SourceNode root(SourceNode node) {
        SourceNode root = node;
        for (SourceNode parent = node.parent(); parent != null; parent = parent.parent()) {
            root = parent;
        }
        return root;
    }

    /** Goes through the message in its order until it meets the segment that asks. */
    private final class Search {

        private final Frame frame;
        private final String name;
        private final SourceNode end;
        private final String wanted;

        @Nullable
        private SourceNode found;

        Search(Frame frame, String name, SourceNode end, String wanted) {
            this.frame = frame;
            this.name = name;
            this.end = end;
            this.wanted = wanted;
        }

        /** Whether to go on. */
        private boolean below(SourceNode parent) {
            for (SourceNode child : parent.children()) {
                if (child == end) {
                    return false;
                }
                if (child.name().equals(name)) {
                    frame.node = child;
                    if (wanted.equals(key.text(frame))) {
                        found = child;
                    }
                } else if (!below(child)) {
                    return false;
                }
            }
            return true;
        }
    }
}
