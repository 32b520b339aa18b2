package io.crosswalk.mapping.plan;

import io.crosswalk.source.SourceNode;
import io.crosswalk.terminology.CodeMap;
import org.jspecify.annotations.Nullable;

/** Hears what every rule writes. Only there when somebody asked for an explanation. */
public interface TraceListener {

    /**
     * A rule has put a value.
     *
     * @param value the very object that stands in the resource
     * @param rule {@code file:line}
     * @param source where it was read; null for a constant
     * @param codeRow {@code file:line} of the row that translated it; empty when none did
     */
    void wrote(Object value, String rule, @Nullable SourceNode source, String codeRow);

    /**
     * A candidate of a rule has given a value.
     *
     * @param candidate {@link MapDefinition.CandidateDefinition#place}
     */
    default void gave(String candidate) {}

    /**
     * An item of a message file has put a value into the resource that it makes or fills.
     *
     * @param structure the message structure
     * @param item {@code file:line}
     * @param map the one of its maps that did
     */
    default void filled(String structure, String item, String map) {}

    /** A row of a code map has translated a code. */
    default void translated(CodeMap.Row row) {}
}
