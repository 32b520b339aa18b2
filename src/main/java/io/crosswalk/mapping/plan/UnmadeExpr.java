package io.crosswalk.mapping.plan;

import io.crosswalk.source.Need;
import io.crosswalk.source.SourceNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code unmade(path)}: the places that {@code made(path)} refers to nothing for, since no resource tells of them. What they say
 * is then written where they are mentioned.
 */
final class UnmadeExpr extends Expr {

    private final Expr places;

    UnmadeExpr(Expr[] arguments) {
        this.places = arguments[0];
    }

    @Override
    boolean isPlace() {
        return true;
    }

    @Override
    boolean canRepeat() {
        return true;
    }

    @Override
    String type() {
        return places.type();
    }

    @Override
    Need need() {
        return places.need();
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
