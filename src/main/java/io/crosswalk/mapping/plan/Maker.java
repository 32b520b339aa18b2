package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.FhirElement.TypeOption;
import io.crosswalk.source.SourceNode;
import org.jspecify.annotations.Nullable;

/** Makes a FHIR value of one source value and writes it where the rule says. Immutable. */
abstract class Maker {

    /**
     * @param node the source value; null for constants and computed texts
     * @return whether a value came out
     */
    abstract boolean write(Frame frame, @Nullable SourceNode node, RulePlan rule);

    /** Puts a value of the source, and notes that one was there. */
    static boolean putValue(
            Frame frame, TypeOption option, Object value, RulePlan rule, @Nullable SourceNode node, String codeRow) {
        if (!rule.target().put(frame, option, value, rule, 0)) {
            return false;
        }
        frame.yielded = true;
        frame.reached.markValued();
        frame.entry.markValued();
        if (frame.run.trace != null) {
            frame.run.trace.wrote(value, rule.place(), node == null ? frame.node : node, codeRow);
        }
        return true;
    }

    /** Puts a constant: it completes what is there, and starts only what nothing else can start. */
    static boolean putConstant(Frame frame, TypeOption option, Object value, RulePlan rule) {
        return putConstant(frame, option, value, rule, rule.constantFrom());
    }

    static boolean putConstant(Frame frame, TypeOption option, Object value, RulePlan rule, int createFrom) {
        boolean written = rule.target().put(frame, option, value, rule, createFrom);
        if (written && frame.run.trace != null) {
            frame.run.trace.wrote(value, rule.place(), null, "");
        }
        return written;
    }
}
