package io.crosswalk.mapping.plan;

import io.crosswalk.source.Need;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourcePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One candidate: when it holds, where it reads, what it makes. Immutable. */
final class CandidatePlan {

    private final @Nullable Cond when;
    private final @Nullable Expr source;
    private final @Nullable Maker maker;
    private final boolean repeats;
    private final @Nullable SourcePath part;
    private final Need need;
    private final String place;

    /**
     * @param place tells the candidate from all others, for whoever asks what has run
     * @param source null for a constant
     * @param maker null for {@code drop}
     * @param repeats whether every repetition makes a value
     * @param part what is read of each repetition; null when it is the repetition itself
     */
    CandidatePlan(
            String place,
            @Nullable Cond when,
            @Nullable Expr source,
            @Nullable Maker maker,
            boolean repeats,
            @Nullable SourcePath part) {
        this.place = place;
        this.when = when;
        this.source = source;
        this.maker = maker;
        this.repeats = repeats;
        this.part = part;
        this.need = need(when, source, maker);
    }

    private static Need need(@Nullable Cond when, @Nullable Expr source, @Nullable Maker maker) {
        Need condition = when == null ? Need.UNKNOWN : when.need();
        if (maker == null || condition.parts() == 0) {
            return Need.NEVER;
        }
        Need value = source == null || !source.isPlace() && !maker.readsText() ? Need.UNKNOWN : source.need();
        return value.isKnown() ? value : condition;
    }

    /** What must be there for a value to come out, or anything to be marked as read. */
    Need need() {
        return need;
    }

    /** Whether it may be passed over at a place; {@code drop} ends the search wherever it holds. */
    boolean isIdle(SourceNode node) {
        return maker != null && (need.parts() & node.filled(need.place())) == 0;
    }

    boolean holds(Frame frame) {
        return when == null || when.test(frame);
    }

    @Nullable
    Maker maker() {
        return maker;
    }

    /** Returns whether the search for a candidate ends here. */
    boolean run(Frame frame, RulePlan rule) {
        if (maker == null) {
            return true;
        }
        if (source == null || !source.isPlace()) {
            return gave(frame, maker.write(frame, null, rule));
        }
        if (!repeats) {
            SourceNode node = source.node(frame);
            if (node != null && frame.run.trace != null && source.canRepeat()) {
                tellOthers(frame.run.trace, node, source.nodes(frame), rule);
            }
            return node != null && one(frame, rule, maker, node);
        }
        return each(frame, rule, maker, source.nodes(frame));
    }

    private static void tellOthers(TraceListener trace, SourceNode taken, List<SourceNode> all, RulePlan rule) {
        for (SourceNode other : all) {
            if (other != taken) {
                trace.left(other, Reason.OTHER_TAKEN, rule.place());
            }
        }
    }

    /** Tells what it would have read, and why it does not. */
    void left(Frame frame, TraceListener trace, Reason why, String rule) {
        if (source == null) {
            return;
        }
        boolean reading = frame.reading;
        frame.reading = false;
        trace.leaving(why, rule);
        if (source.isPlace()) {
            for (SourceNode node : source.nodes(frame)) {
                trace.left(node, why, rule);
            }
        } else {
            source.text(frame);
        }
        trace.stay();
        frame.reading = reading;
    }

    /** Every repetition makes its own element, and finds the element that another rule has made of it. */
    private boolean each(Frame frame, RulePlan rule, Maker to, List<SourceNode> nodes) {
        boolean drives = rule.driveStep() >= 0;
        boolean any = false;
        for (int i = 0; i < nodes.size(); i++) {
            SourceNode repetition = nodes.get(i);
            SourceNode node = part == null ? repetition : part.first(repetition);
            if (node != null) {
                frame.origin = drives ? repetition : null;
                any |= frame.run.trace == null
                        ? one(frame, rule, to, node)
                        : heard(frame, frame.run.trace, rule, to, node);
                frame.origin = null;
            }
        }
        return any;
    }

    /** What one repetition has read is nothing to the next. */
    private boolean heard(Frame frame, TraceListener trace, RulePlan rule, Maker maker, SourceNode node) {
        TraceListener.Mark mark = trace.mark();
        boolean written = one(frame, rule, maker, node);
        trace.forget(mark);
        return written;
    }

    private boolean one(Frame frame, RulePlan rule, Maker maker, SourceNode node) {
        if (node.deleted()) {
            frame.run.deleted(node, rule);
            return true;
        }
        return gave(frame, maker.write(frame, node, rule));
    }

    private boolean gave(Frame frame, boolean written) {
        if (written && frame.run.trace != null) {
            frame.run.trace.gave(place);
        }
        return written;
    }

    /** Whether the sender asks to delete what this candidate reads: the search for a value ends here. */
    boolean isDeleted(Frame frame, RulePlan rule) {
        SourceNode node = source == null || !source.isPlace() ? null : source.node(frame);
        if (node == null || !node.deleted()) {
            return false;
        }
        frame.run.deleted(node, rule);
        return true;
    }

    /** The text for a map whose result is a primitive; null when this candidate yields none. */
    @Nullable
    String text(Frame frame, RulePlan rule) {
        if (!(maker instanceof PrimitiveMaker primitive)) {
            return null;
        }
        SourceNode node = source == null || !source.isPlace() ? null : source.node(frame);
        boolean reads = node != null || source == null || !source.isPlace();
        String text = reads ? primitive.text(frame, node, rule) : null;
        gave(frame, text != null);
        return text;
    }
}
