package io.crosswalk.mapping.plan;

import io.crosswalk.source.Need;
import io.crosswalk.source.SourceNode;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code sole(id, what, …)}: the identifiers of a place, unless another place of its kind bears one of them and says something
 * else. Senders copy identifiers out of the examples of implementation guides, or write one under a whole list: taken as an
 * identity they would make one allergy of three.
 */
final class SoleExpr extends Expr {

    static final String NAME = "sole";

    private final Expr identifiers;
    private final Expr[] contents;

    SoleExpr(Expr[] arguments) {
        this.identifiers = arguments[0];
        this.contents = Arrays.copyOfRange(arguments, 1, arguments.length);
    }

    @Override
    boolean isPlace() {
        return identifiers.isPlace();
    }

    @Override
    boolean canRepeat() {
        return identifiers.canRepeat();
    }

    @Override
    String type() {
        return identifiers.type();
    }

    @Override
    Need need() {
        return identifiers.need();
    }

    @Override
    @Nullable
    SourceNode node(Frame frame) {
        return isSole(frame) ? identifiers.node(frame) : null;
    }

    @Override
    List<SourceNode> nodes(Frame frame) {
        return isSole(frame) ? identifiers.nodes(frame) : List.of();
    }

    @Override
    @Nullable
    String text(Frame frame) {
        return isSole(frame) ? identifiers.text(frame) : null;
    }

    private boolean isSole(Frame frame) {
        SourceNode place = frame.node;
        for (SourceNode other : frame.run.sameAs(place)) {
            if (other != place && other.kind().equals(place.kind()) && !saysTheSame(frame, place, other)) {
                return false;
            }
        }
        return true;
    }

    private boolean saysTheSame(Frame frame, SourceNode place, SourceNode other) {
        for (Expr content : contents) {
            String mine = content.text(frame);
            frame.node = other;
            String theirs = content.text(frame);
            frame.node = place;
            if (!Objects.equals(mine, theirs)) {
                return false;
            }
        }
        return true;
    }
}
