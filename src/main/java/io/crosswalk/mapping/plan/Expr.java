package io.crosswalk.mapping.plan;

import io.crosswalk.source.Need;
import io.crosswalk.source.SourceNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled expression: either a place of the source or a computed text. Immutable. */
abstract class Expr {

    /** Whether it is a place: then {@link #node} says which. */
    abstract boolean isPlace();

    /** Whether it may be more than one place. */
    boolean canRepeat() {
        return false;
    }

    /** The first present place; null when there is none or this is a computed text. */
    abstract @Nullable SourceNode node(Frame frame);

    /** All present places. */
    List<SourceNode> nodes(Frame frame) {
        SourceNode node = node(frame);
        return node == null ? List.of() : List.of(node);
    }

    /** The text, never empty; null when there is none. Marks what it reads when the frame reads. */
    abstract @Nullable String text(Frame frame);

    /** The standard's type of the place; empty when unknown. */
    String type() {
        return "";
    }

    /** What must be there for it to give anything, and to mark anything as read. */
    Need need() {
        return Need.UNKNOWN;
    }

    /** Whether each other text of what it reads gives another result. */
    boolean isFaithful() {
        return isPlace();
    }

    /** Whether its text is XHTML already, made safe where it was read, and no words that are still to be written as such. */
    boolean isMarkup() {
        return false;
    }

    /** Whether there is a value. */
    boolean valued(Frame frame) {
        return text(frame) != null;
    }

    static @Nullable String read(Frame frame, @Nullable SourceNode node) {
        if (node == null) {
            return null;
        }
        String text = node.text();
        if (text.isEmpty()) {
            return null;
        }
        if (frame.reading) {
            node.leaf().markRead();
        }
        return text;
    }
}
