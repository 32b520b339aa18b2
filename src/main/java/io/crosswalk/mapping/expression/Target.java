package io.crosswalk.mapping.expression;

import java.util.List;

/** The left side of a rule: a path of FHIR elements. */
public record Target(List<Step> steps) {

    public Target {
        steps = List.copyOf(steps);
    }

    /** The way it is written, whatever blanks it was written with. */
    public String canonical() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            text.append(text.isEmpty() ? "" : ".").append(step.name()).append(step.choice() ? "[x]" : "");
            text.append(step.url().isEmpty() ? "" : "(" + step.url() + ")");
            text.append(step.labelKind() == LabelKind.NONE ? "" : "[" + step.label() + "]");
            text.append(step.resource().isEmpty() ? "" : "->" + step.resource());
        }
        return text.toString();
    }

    /** How an element of a list is named. */
    public enum LabelKind {
        NONE,
        EACH,
        NUMBER,
        NAME
    }

    /**
     * One element.
     *
     * @param name element name without {@code [x]}, or {@code $this}, {@code $value}
     * @param choice whether {@code [x]} follows
     * @param url what stands in parentheses; empty when nothing does
     * @param label number or name in brackets; empty for none and for {@code []}
     * @param resource the resource type behind {@code ->}; empty when there is no arrow
     * @param offset place in the text, from 0
     */
    public record Step(
            String name, boolean choice, String url, LabelKind labelKind, String label, String resource, int offset) {}
}
