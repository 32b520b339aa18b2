package io.crosswalk.mapping.plan;

import io.crosswalk.source.SourceNode;
import org.jspecify.annotations.Nullable;

/**
 * One source value that an element owes something to.
 *
 * @param node null when it is the whole message
 */
public record Claim(@Nullable SourceNode node, Use use) {

    /** The whole message. */
    public static final Claim MESSAGE = new Claim(null, Use.MESSAGE);

    /** The same source value, used for something else. */
    public Claim as(Use other) {
        return use == other || use == Use.MESSAGE && other != Use.CONDITION ? this : new Claim(node, other);
    }

    /** The place, never the value. */
    @Override
    public String toString() {
        return use + " of " + (node == null ? "the message" : node.place());
    }
}
