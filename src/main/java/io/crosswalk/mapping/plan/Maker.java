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

    /** Whether a computed text is all that it takes; others then look at the place that the map was called for. */
    boolean readsText() {
        return false;
    }

    /** Puts a value of the source, and notes that one was there. */
    static boolean putValue(
            Frame frame, TypeOption option, Object made, RulePlan rule, @Nullable SourceNode node, String codeRow) {
        Object value = frame.run.trace == null ? made : ownCopy(made);
        SourceNode from = node == null ? frame.node : node;
        Periods periods = rule.target().isPeriodBound() ? frame.run.periods : null;
        boolean possible = periods == null || periods.admits(frame, (String) value, from, rule);
        if (!possible || !rule.target().put(frame, option, value, rule, 0)) {
            return false;
        }
        frame.yielded = true;
        frame.reached.markValued();
        frame.entry.markValued();
        if (frame.run.trace != null) {
            frame.run.trace.wrote(value, rule.place(), from, codeRow);
        }
        if (periods != null) {
            periods.wrote(frame, from, rule);
        }
        return true;
    }

    /** Puts a constant: it completes what is there, and starts only what nothing else can start. */
    static boolean putConstant(Frame frame, TypeOption option, Object value, RulePlan rule) {
        return putConstant(frame, option, value, rule, rule.constantFrom());
    }

    static boolean putConstant(Frame frame, TypeOption option, Object made, RulePlan rule, int createFrom) {
        Object value = frame.run.trace == null ? made : ownCopy(made);
        boolean written = rule.target().put(frame, option, value, rule, createFrom);
        if (written && frame.run.trace != null) {
            frame.run.trace.wrote(value, rule.place(), null, "");
        }
        return written;
    }

    /** Texts of tables and constants are shared, and a trace tells values apart by what they are, not by what they say. */
    @SuppressWarnings("StringCopy") // a string of its own is what is wanted
    private static Object ownCopy(Object value) {
        return value instanceof String text ? new String(text) : value;
    }
}
