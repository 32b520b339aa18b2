package io.crosswalk.mapping.plan;

import io.crosswalk.source.SourceNode;
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
}
