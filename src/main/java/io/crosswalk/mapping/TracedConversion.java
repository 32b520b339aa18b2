package io.crosswalk.mapping;

import io.crosswalk.mapping.plan.Reason;
import io.crosswalk.mapping.plan.Use;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Issue;
import java.util.List;

/**
 * A conversion with its explanation. Elements and values hold a patient's data; their texts for a log do not.
 *
 * @param conversion what {@link Converter#convert} gives for the same message
 * @param elements where each element of the Bundle comes from, in the order of the Bundle
 * @param values what became of each value of the source, in the order of the source
 * @param unmapped places of source values that are not in the Bundle, in the order of the source
 */
public record TracedConversion(
        Conversion conversion, List<ElementTrace> elements, List<SourceValue> values, List<UnmappedValue> unmapped) {

    public TracedConversion {
        elements = List.copyOf(elements);
        values = List.copyOf(values);
        unmapped = List.copyOf(unmapped);
    }

    /** A conversion that nobody wants explained. */
    public static TracedConversion plain(Conversion conversion) {
        return new TracedConversion(conversion, List.of(), List.of(), List.of());
    }

    /** The same with more in the Bundle. */
    TracedConversion withBundle(byte[] bundle) {
        return new TracedConversion(conversion.withBundle(bundle), elements, values, unmapped);
    }

    /** The same with more issues. */
    public TracedConversion withIssues(List<Issue> more) {
        return more.isEmpty() ? this : new TracedConversion(conversion.withIssues(more), elements, values, unmapped);
    }

    /**
     * Where one element comes from.
     *
     * @param resource {@code Patient/<id>}
     * @param element path in the resource: {@code Patient.name[0].family}
     * @param value as it stands in the Bundle; empty for an element that holds others
     * @param rule {@code file:line} of the rule
     * @param through {@code file:line} of the rules and items that have called the rule's map, the outermost first
     * @param from the place that an element which holds others was made for; empty for all others
     * @param claims the source values that it owes something to; none but conditions for a constant
     * @param codeRow {@code file:line} of the row of the code map that translated it; empty when none did
     */
    public record ElementTrace(
            String resource,
            String element,
            String value,
            String rule,
            List<String> through,
            String from,
            List<SourceClaim> claims,
            String codeRow) {

        public ElementTrace {
            through = List.copyOf(through);
            claims = List.copyOf(claims);
        }

        /** The same, by the way of these rules. */
        public ElementTrace through(List<String> rules) {
            return new ElementTrace(resource, element, value, rule, rules, from, claims, codeRow);
        }

        /** The places that it says, or that its id was made of; empty for a constant. */
        public List<String> sources() {
            return from.isEmpty() ? places(false) : List.of(from);
        }

        /** The places that have decided about it. */
        public List<String> conditions() {
            return places(true);
        }

        private List<String> places(boolean conditions) {
            return claims.stream()
                    .filter(claim -> conditions == (claim.use() == Use.CONDITION))
                    .map(SourceClaim::place)
                    .distinct()
                    .toList();
        }

        /** Whether no source value is in it: the rule says it. */
        public boolean isConstant() {
            return sources().isEmpty();
        }

        /** Where it stands, never what it says. */
        @Override
        public String toString() {
            return resource + " " + element + " by " + rule;
        }
    }

    /**
     * One source value that an element owes something to.
     *
     * @param place {@code OBX[3]-5.1}; {@code message} for the whole message
     * @param value its index among the values; -1 for the whole message
     */
    public record SourceClaim(Use use, String place, int value) {}

    /**
     * One value of the source: a field, or the smallest part of it that was sent.
     *
     * @param place {@code PID-5.1}
     * @param start of its first byte in the message; -1 when that cannot be told
     * @param end behind its last byte; -1 when that cannot be told
     * @param text decoded; empty for a request to delete
     * @param elements indexes of the elements that say it or keep it, or of whose ids it is a part
     * @param decides indexes of the elements about which it has only decided
     * @param governs whether it says how the whole message is to be read, and so decides about each element
     * @param fate why it is not in the Bundle; {@link Fate#MAPPED} when it is
     */
    public record SourceValue(
            String place,
            int start,
            int end,
            String text,
            List<Integer> elements,
            List<Integer> decides,
            boolean governs,
            Fate fate) {

        public SourceValue {
            elements = List.copyOf(elements);
            decides = List.copyOf(decides);
        }

        /** The same with other elements. */
        public SourceValue with(List<Integer> says, List<Integer> decisions, Fate other) {
            return new SourceValue(place, start, end, text, says, decisions, governs, other);
        }

        /** The same, of which something else became. */
        public SourceValue withFate(Fate other) {
            return new SourceValue(place, start, end, text, elements, decides, governs, other);
        }

        /** Where it stands, never what it says. */
        @Override
        public String toString() {
            return place + ": " + fate;
        }
    }

    /**
     * What became of a source value.
     *
     * @param reason null when it is in the Bundle
     * @param rule {@code file:line} of the rule that says so; empty when none does
     * @param words for people
     */
    public record Fate(@org.jspecify.annotations.Nullable Reason reason, String rule, String words) {

        /** It is in the Bundle. */
        public static final Fate MAPPED = new Fate(null, "", "in the Bundle");

        public boolean isMapped() {
            return reason == null;
        }

        /** For programs: {@code condition-false}; {@code mapped} when it is in the Bundle. */
        public String code() {
            return reason == null
                    ? "mapped"
                    : reason.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A source value that is not in the Bundle.
     *
     * @param place {@code PID-18.1}
     * @param reason for people
     * @param code the reason for programs; see docs/reference/explain.md
     * @param rule {@code file:line} of the rule that says so; empty when none does
     */
    public record UnmappedValue(String place, String reason, String code, String rule) {}
}
