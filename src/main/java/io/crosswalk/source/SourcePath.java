package io.crosswalk.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path that was checked and compiled by the adapter of its format. Immutable, shared by all threads.
 *
 * <p>It is read from a node: the value or segment that a map was called for. The nearest enclosing place that fits is
 * meant; see docs/reference/mapping.md.
 */
public interface SourcePath {

    /** The first present node (valued or deleted), or null. */
    @Nullable
    SourceNode first(SourceNode from);

    /** All present nodes in order; empty repetitions between others are left out. */
    List<SourceNode> all(SourceNode from);

    /** Whether the standard allows more than one node here. */
    boolean canRepeat();

    /** The standard's type of the node ({@code CX}, {@code TS}); empty when it varies or is not known. */
    String type();

    /** What must be there for it to find anything. */
    Need need();

    /** The path as it was written. */
    @Override
    String toString();
}
