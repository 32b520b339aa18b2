package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.BundleEntry.Write;
import io.crosswalk.fhir.FhirType;
import io.crosswalk.source.SourceNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A map, ready to run. Its rules are set once while mappings are loaded, since maps may call each other. */
final class MapPlan {

    private final String name;
    private final @Nullable FhirType type;
    private final boolean resource;
    private final Write write;
    private KeyPlan identity = KeyPlan.NONE;
    private RuleList rules = RuleList.NONE;
    private RuleList constants = RuleList.NONE;
    private RuleList siblings = RuleList.NONE;
    private @Nullable RulePlan value;

    MapPlan(String name, @Nullable FhirType type, boolean resource, Write write) {
        this.name = name;
        this.type = type;
        this.resource = resource;
        this.write = write;
    }

    void setRules(RulePlan[] rules, RulePlan[] constants, RulePlan[] siblings, @Nullable RulePlan value) {
        this.rules = new RuleList(rules);
        this.constants = new RuleList(constants);
        this.siblings = new RuleList(siblings);
        this.value = value;
    }

    void setIdentity(KeyPlan identity) {
        this.identity = identity;
    }

    String name() {
        return name;
    }

    /** What it makes or fills; null for a map of alternatives, whose type depends on the place. */
    @Nullable
    FhirType type() {
        return type;
    }

    FhirType resourceType() {
        return Objects.requireNonNull(type);
    }

    boolean isResource() {
        return resource;
    }

    Write write() {
        return write;
    }

    KeyPlan identity() {
        return identity;
    }

    /** Fills a data type: constants complete it only when the source has given something. */
    void fill(Frame frame) {
        rules.run(frame);
        if (frame.yielded) {
            constants.run(frame);
        } else if (rules.isEmpty() && siblings.isEmpty()) {
            constants.run(frame);
            frame.yielded = frame.node.valued() && !frame.self.isEmpty();
        }
    }

    /** Whether it writes nothing but the value that it is called for. */
    boolean hasSiblings() {
        return !siblings.isEmpty();
    }

    /** Elements beside the one that was filled; after it was put, so that the order is right. */
    void fillSiblings(Frame frame) {
        siblings.run(frame);
    }

    /** Fills a resource. */
    void fillResource(Frame frame) {
        rules.run(frame);
        constants.run(frame);
    }

    /** The text of a map whose result is a primitive. */
    @Nullable
    String value(Frame frame, SourceNode node) {
        RulePlan rule = value;
        if (rule == null) {
            return null;
        }
        SourceNode from = frame.node;
        frame.node = node;
        String text = null;
        for (CandidatePlan candidate : rule.candidates()) {
            if (!candidate.isIdle(node) && candidate.holds(frame)) {
                TraceListener.Mark mark = frame.run.mark();
                text = candidate.text(frame, rule);
                if (text != null || candidate.isDeleted(frame, rule)) {
                    break;
                }
                frame.run.passed(mark);
            }
        }
        frame.node = from;
        return text;
    }

    @Override
    public String toString() {
        return name;
    }
}
