package io.crosswalk.mapping.plan;

import io.crosswalk.source.SourceNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code full(path)}: a place that only names an identifier stands for the one that tells in full who or what bears it, wherever
 * that stands: the author of an entry is often no more than the number of somebody in the header.
 */
final class InFull extends ChosenPlaces {

    InFull(Expr[] arguments) {
        super(arguments[0]);
    }

    @Override
    boolean canRepeat() {
        return places.canRepeat();
    }

    @Override
    @Nullable
    SourceNode node(Frame frame) {
        SourceNode node = places.node(frame);
        return node == null ? null : frame.run.inFull(node);
    }

    @Override
    List<SourceNode> nodes(Frame frame) {
        return places.nodes(frame).stream().map(frame.run::inFull).toList();
    }
}
