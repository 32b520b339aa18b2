package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.Composite;
import io.crosswalk.fhir.DateOrder;
import io.crosswalk.fhir.FhirElement;
import io.crosswalk.fhir.FhirType;
import io.crosswalk.fhir.FhirTypes;
import io.crosswalk.fhir.Primitive;
import io.crosswalk.message.Issue;
import io.crosswalk.source.SourceNode;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every Period possible: FHIR R4 wants no end before the start (per-1), and a receiver may refuse the whole message for
 * it. Which of the two is wrong nobody can know. The start stays: it says since when a patient is there, and a stay that has
 * begun is never lost. For one conversion.
 */
final class Periods {

    private static final FhirType PERIOD = FhirTypes.r4().type("Period");
    private static final FhirElement START = Objects.requireNonNull(PERIOD.element("start"));
    private static final FhirElement END = Objects.requireNonNull(PERIOD.element("end"));

    /** Ends that have come before their start; maps write the start first, as a rule. */
    private Map<Composite, End> ends = Map.of();

    private final Run run;

    private record End(SourceNode node, RulePlan rule) {}

    Periods(Run run) {
        this.run = run;
    }

    static boolean isBound(FhirElement element) {
        return element == START || element == END;
    }

    /**
     * Told of each start and end before it is written.
     *
     * @param node where it comes from
     * @return whether it may be written
     */
    boolean admits(Frame frame, String bound, SourceNode node, RulePlan rule) {
        Composite period = rule.target().holder(frame, rule);
        FhirElement element = rule.target().last().element();
        if (element == END) {
            String start = period == null ? null : text(period, START);
            if (start != null && DateOrder.isBefore(bound, start)) {
                refuse(new End(node, rule));
                return false;
            }
        } else if (period != null) {
            String end = text(period, END);
            if (end != null && DateOrder.isBefore(end, bound)) {
                period.set(END.index(), null);
                refuse(ends.getOrDefault(period, new End(node, rule)));
            }
        }
        return true;
    }

    /** Told of each start and end after it is written. */
    void wrote(Frame frame, SourceNode node, RulePlan rule) {
        Composite period = rule.target().holder(frame, rule);
        Object start = period == null ? null : period.get(START.index());
        Object end = period == null ? null : period.get(END.index());
        if (period != null && start == null) {
            if (ends.isEmpty()) {
                ends = new IdentityHashMap<>(4);
            }
            ends.put(period, new End(node, rule));
        } else if (run.trace != null && start != null && end != null) {
            run.trace.allowedBy(end, start);
        }
    }

    private static @Nullable String text(Composite period, FhirElement bound) {
        Object value = period.get(bound.index());
        return value instanceof Primitive primitive ? primitive.text() : (String) value;
    }

    private void refuse(End end) {
        if (run.trace != null) {
            run.trace.left(end.node, Reason.BAD_VALUE, end.rule.place());
        }
        run.issue(Issue.warning(
                "period-ends-before-start",
                end.node.place(),
                end.rule.place(),
                "the period would end before it starts; the end is left out"));
    }
}
