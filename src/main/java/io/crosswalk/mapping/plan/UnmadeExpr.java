package io.crosswalk.mapping.plan;

import io.crosswalk.source.SourceNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code unmade(path)}: the places that {@code made(path)} refers to nothing for, since no resource tells of them. What they say
 * is then written where they are mentioned.
 */
final class UnmadeExpr extends ChosenPlaces {

    UnmadeExpr(Expr[] arguments) {
        super(arguments[0]);
    }

    @Override
    boolean canRepeat() {
        return true;
    }

    @Override
    @Nullable
    SourceNode node(Frame frame) {
        List<SourceNode> nodes = nodes(frame);
        return nodes.isEmpty() ? null : nodes.get(0);
    }

    @Override
    List<SourceNode> nodes(Frame frame) {
        List<SourceNode> left = new ArrayList<>();
        for (SourceNode place : places.nodes(frame)) {
            if (!MadeExpr.hasMade(frame.run, place)) {
                left.add(place);
            }
        }
        return left;
    }
}
