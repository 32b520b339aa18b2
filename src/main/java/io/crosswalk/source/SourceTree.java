package io.crosswalk.source;

import io.crosswalk.message.Format;
import io.crosswalk.message.Issue;
import java.util.List;

/**
 * One source message as a tree. Confined to one thread; everything in it is read lazily from the bytes it was made of.
 */
public interface SourceTree {

    Format format();

    /** The whole message. */
    SourceNode root();

    /** What was repaired or could not be read so far, in the order of meeting. */
    List<Issue> issues();

    /**
     * Counts what reading a place has taken from outside of it or left there: looks at another segment, at the time zone of the
     * message, issues. Reading that does not move the count depends on the place alone.
     */
    default int looksAround() {
        return 0;
    }

    /** Whether a place says how the whole message is to be read: its delimiters, its character set, its type. */
    default boolean governs(SourceNode node) {
        return false;
    }

    /** The places in full that bear an identifier of this one, which may do no more than name it; empty when there are none. */
    default List<SourceNode> sameAs(SourceNode node) {
        return List.of();
    }

    /** The place that tells in full what this one only names; the place itself when there is none or it tells more itself. */
    default SourceNode inFull(SourceNode node) {
        return node;
    }

    /** From now on somebody hears what is read. Reading is a little slower then. */
    default void watch(Reads reads) {}

    /** Places of all values that were sent, in the order of the source. */
    List<SourceNode> values();

    /** Places of values that nobody has marked as read, in the order of the source. */
    List<SourceNode> unread();
}
