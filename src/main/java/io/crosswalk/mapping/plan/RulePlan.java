package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.Composite;
import io.crosswalk.mapping.expression.Target.LabelKind;
import io.crosswalk.source.Need;
import org.jspecify.annotations.Nullable;

/** One line of a map, ready to run. Immutable. */
final class RulePlan {

    private final TargetPlan target;
    private final CandidatePlan[] candidates;
    private final @Nullable Maker absent;
    private final String place;
    private final int driveStep;
    private final int followStep;
    private final boolean followsDriver;
    private final int constantFrom;
    private final Need need;

    /**
     * @param driveStep index of the labelled element that this rule makes anew for each repetition; -1 for none
     * @param followStep index of the labelled element that another rule may have made several of; -1 for none
     * @param followsDriver whether only another rule makes that element
     * @param constantFrom elements of the way before this one are made by other rules: a constant only completes them
     */
    RulePlan(
            TargetPlan target,
            CandidatePlan[] candidates,
            @Nullable Maker absent,
            String place,
            int driveStep,
            int followStep,
            boolean followsDriver,
            int constantFrom) {
        this.target = target;
        this.candidates = candidates;
        this.absent = absent;
        this.place = place;
        this.driveStep = driveStep;
        this.followStep = followStep;
        this.followsDriver = followsDriver;
        this.constantFrom = constantFrom;
        this.need = need(candidates, absent);
    }

    private static Need need(CandidatePlan[] candidates, @Nullable Maker absent) {
        Need need = absent == null ? Need.NEVER : Need.UNKNOWN;
        for (CandidatePlan candidate : candidates) {
            need = need.or(candidate.need());
        }
        return need;
    }

    /** What must be there for the rule to do anything. */
    Need need() {
        return need;
    }

    TargetPlan target() {
        return target;
    }

    String place() {
        return place;
    }

    int driveStep() {
        return driveStep;
    }

    int followStep() {
        return followStep;
    }

    int constantFrom() {
        return constantFrom;
    }

    CandidatePlan[] candidates() {
        return candidates;
    }

    void run(Frame frame) {
        if (followStep < 0) {
            runCandidates(frame);
            return;
        }
        Composite.Label label = labelled(frame);
        if (label == null) {
            if (!followsDriver) {
                runCandidates(frame);
            }
            return;
        }
        for (int i = 0; i < label.size(); i++) {
            frame.followed = label.get(i);
            runCandidates(frame);
        }
        frame.followed = null;
    }

    private Composite.@Nullable Label labelled(Frame frame) {
        Composite holder = target.holder(frame, this, followStep);
        if (holder == null) {
            return null;
        }
        TargetPlan.Step step = target.steps()[followStep];
        return step.kind() == LabelKind.NAME ? holder.label(step.labelId(), 0) : null;
    }

    private void runCandidates(Frame frame) {
        TraceListener trace = frame.run.trace;
        if (trace != null) {
            explain(frame, trace);
            return;
        }
        for (CandidatePlan candidate : candidates) {
            if (candidate.holds(frame) && candidate.run(frame, this)) {
                return;
            }
        }
        if (absent != null && absent.write(frame, null, this) && frame.run.trace != null) {
            frame.run.trace.gave(MapDefinition.absence(place));
        }
    }

    /** As {@link #runCandidates}, and tells what becomes of each candidate. */
    private void explain(Frame frame, TraceListener trace) {
        String element = target.toString();
        trace.enter(place, frame.self, element);
        boolean done = false;
        Reason why = Reason.OTHER_TAKEN;
        for (CandidatePlan candidate : candidates) {
            if (done) {
                candidate.left(frame, trace, why, place);
            } else if (!candidate.holds(frame)) {
                candidate.left(frame, trace, Reason.CONDITION_FALSE, place);
            } else {
                TraceListener.Mark mark = trace.mark();
                done = candidate.run(frame, this);
                why = candidate.maker() == null ? Reason.DROPPED : why;
                if (!done) {
                    trace.passed(mark);
                }
            }
        }
        if (!done && absent != null) {
            absent.write(frame, null, this);
        }
        if (done) {
            trace.leave();
        } else {
            trace.leaveEmpty(frame.self, element);
        }
    }
}
