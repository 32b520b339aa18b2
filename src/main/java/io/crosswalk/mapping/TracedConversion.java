package io.crosswalk.mapping;

import io.crosswalk.message.Conversion;
import java.util.List;

/**
 * A conversion with its explanation. Places only, never values.
 *
 * @param conversion what {@link Converter#convert} gives for the same message
 * @param elements where each element of the Bundle comes from, in the order of the Bundle
 * @param unmapped places of source values that no rule has read, in the order of the source
 */
public record TracedConversion(Conversion conversion, List<ElementTrace> elements, List<UnmappedValue> unmapped) {

    public TracedConversion {
        elements = List.copyOf(elements);
        unmapped = List.copyOf(unmapped);
    }

    /**
     * Where one element comes from.
     *
     * @param resource {@code Patient/<id>}
     * @param element path in the resource: {@code Patient.name[0].family}
     * @param rule {@code file:line} of the rule
     * @param sources places of the source that were read, {@code PID-5.1}; empty for a constant
     * @param codeRow {@code file:line} of the row of the code map that translated it; empty when none did
     */
    public record ElementTrace(String resource, String element, String rule, List<String> sources, String codeRow) {

        public ElementTrace {
            sources = List.copyOf(sources);
        }
    }

    /**
     * A source value that no rule has read.
     *
     * @param place {@code PID-18.1}
     * @param reason what the mapping says about it; "no rule reads it" where it says nothing
     */
    public record UnmappedValue(String place, String reason) {}
}
