package io.crosswalk.mapping.plan;

import io.crosswalk.source.SourceNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code siblings(OBX-5, OBX-4)}: a place in all segments of the own name in the own group that have the same values, in the
 * order of the message and with the own segment among them. A document comes as a line for each OBX, and an information
 * sheet as one OBX for its kind and one for the day it was given.
 */
final class SiblingsExpr extends Expr {

    private final Expr place;
    private final Expr[] alike;

    SiblingsExpr(Expr[] arguments) {
        this.place = arguments[0];
        this.alike = Arrays.copyOfRange(arguments, 1, arguments.length);
    }

    @Override
    boolean isPlace() {
        return place.isPlace();
    }

    @Override
    boolean canRepeat() {
        return true;
    }

    @Override
    String type() {
        return place.type();
    }

    @Override
    @Nullable
    SourceNode node(Frame frame) {
        for (SourceNode node : nodes(frame)) {
            if (node.valued()) {
                return node;
            }
        }
        return null;
    }

    @Override
    List<SourceNode> nodes(Frame frame) {
        frame.run.look();
        SourceNode from = frame.node;
        SourceNode own = FunctionExprs.segment(from);
        frame.node = own;
        List<String> wanted = values(frame);
        List<SourceNode> found = new ArrayList<>();
        for (SourceNode segment : of(own)) {
            frame.node = segment;
            if (segment == own || values(frame).equals(wanted)) {
                found.addAll(place.nodes(frame));
            }
        }
        frame.node = from;
        return found;
    }

    /** Comparing is no use: it must not hide from the report that a value was left out. */
    private List<String> values(Frame frame) {
        boolean reading = frame.reading;
        frame.reading = false;
        Use before = frame.run.use(Use.CONDITION);
        List<String> values = new ArrayList<>(alike.length);
        for (Expr expr : alike) {
            values.add(Objects.requireNonNullElse(expr.text(frame), ""));
        }
        frame.run.use(before);
        frame.reading = reading;
        return values;
    }

    @Override
    @Nullable
    String text(Frame frame) {
        return read(frame, node(frame));
    }

    @Override
    boolean valued(Frame frame) {
        return node(frame) != null;
    }

    /** The segments of one name in a group: beside each other, or each at the head of a group of its own. */
    static List<SourceNode> of(SourceNode own) {
        List<SourceNode> found = new ArrayList<>();
        SourceNode parent = own.parent();
        SourceNode group = group(own);
        if (parent == null || group == own) {
            return List.of(own);
        }
        if (group == parent) {
            add(group, own, found);
            return found;
        }
        for (SourceNode sibling : group.children()) {
            if (sibling.name().equals(parent.name())) {
                add(sibling, own, found);
            }
        }
        return found;
    }

    /** The group in which a segment stands beside others of its name; the segment itself when it is in none. */
    static SourceNode group(SourceNode own) {
        SourceNode group = own.parent();
        if (group == null) {
            return own;
        }
        SourceNode around = group.parent();
        return around != null && group.children().get(0).name().equals(own.name()) ? around : group;
    }

    private static void add(SourceNode group, SourceNode own, List<SourceNode> found) {
        for (SourceNode segment : group.children()) {
            if (segment.name().equals(own.name())) {
                found.add(segment);
            }
        }
    }
}
