package io.crosswalk.mapping.plan;

import io.crosswalk.source.Need;
import io.crosswalk.source.SourceNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code full(path)}: a place that only names an identifier stands for the one that tells in full who or what bears it, wherever
 * that stands: the author of an entry is often no more than the number of somebody in the header.
 */
final class InFull extends Expr {

    private final Expr place;

    InFull(Expr[] arguments) {
        this.place = arguments[0];
    }

    @Override
    boolean isPlace() {
        return place.isPlace();
    }

    @Override
    boolean canRepeat() {
        return place.canRepeat();
    }

    @Override
    String type() {
        return place.type();
    }

    @Override
    Need need() {
        return place.need();
    }

    @Override
    @Nullable
    SourceNode node(Frame frame) {
        SourceNode node = place.node(frame);
        return node == null ? null : frame.run.inFull(node);
    }

    @Override
    List<SourceNode> nodes(Frame frame) {
        return place.nodes(frame).stream().map(frame.run::inFull).toList();
    }

    @Override
    @Nullable
    String text(Frame frame) {
        return read(frame, node(frame));
    }

    @Override
    boolean valued(Frame frame) {
        SourceNode node = node(frame);
        return node != null && node.valued();
    }
}
