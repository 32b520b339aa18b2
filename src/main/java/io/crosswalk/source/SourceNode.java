package io.crosswalk.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One place of a source: a group, a segment, a field repetition, a component; an element or attribute; a data element.
 * The engine never sees a delimiter, an OID or a VR.
 */
public interface SourceNode {

    /** What this place is called in its standard's own words: {@code PATIENT}, {@code PID}, {@code PID-3}. */
    String name();

    /** The enclosing place; null at the root. */
    @Nullable
    SourceNode parent();

    /** What is directly below, in the order of the source: groups and segments of a message; empty for a plain value. */
    List<SourceNode> children();

    /** What this place is to mappings: its name, unless they have names of their own for the places of its format. */
    default String kind() {
        return name();
    }

    /** The values that have told what it is: with others it may be of another kind. */
    default List<SourceNode> kindTold() {
        return List.of();
    }

    /** The nearest places below that are something to mappings: what is directly below, unless they name places themselves. */
    default List<SourceNode> places() {
        return children();
    }

    /** The position among the places of the same name in the whole message, from 1: the second OBX has 2. */
    int ordinal();

    /**
     * The decoded text. Of a composite it is the text of its first leaf, as HL7 v2 reads a composite where it expects a
     * simple value. Empty when absent, and empty when {@link #deleted}.
     */
    String text();

    /**
     * The place that {@link #text} reads: the first leaf below, or this node when nothing is below. A rule that takes only
     * the text of a composite marks this place as read, so that the other parts stay reported.
     */
    default SourceNode leaf() {
        return this;
    }

    /**
     * The coding system of the code that {@link #text} gives, as the source calls it. To be asked by who knows what the code
     * means: with the answer, what else only names the code here counts as read.
     *
     * @return empty when the place itself does not say it
     */
    default String codeSystem() {
        return "";
    }

    /** Whether any leaf below has a text (and is not just a request to delete). */
    boolean valued();

    /** Whether the sender asks to delete the value: {@code ""} in HL7 v2, a null flavor that says so elsewhere. */
    boolean deleted();

    /**
     * The standard's code for why there is no value: the null flavor in CDA.
     *
     * @return null when nobody says so
     */
    default @Nullable String absence() {
        return null;
    }

    /**
     * The text that the sender has written for people, as an XHTML {@code div}: of the narrative of a section, and of an
     * element of it that this place refers to.
     *
     * @return null when there is none
     */
    default @Nullable String narrative() {
        return null;
    }

    /** The time written here, with the precision and the zone it has; null when the text is no time. */
    @Nullable
    SourceTime time();

    /**
     * The parts that have been sent, one {@link Need#bit} for each; a set bit promises nothing.
     *
     * @param place the kind of place whose parts are meant; all bits are set when this node is of another kind
     */
    long filled(int place);

    /** The place for people and machines: {@code OBX[3]-5[2].1}; indexes from 1, left out where nothing repeats. */
    String place();

    /**
     * Equal for two places, of whatever messages, below which everything reads alike. What a map makes of such a place is the
     * same each time, unless it looks around: {@link SourceTree#looksAround}.
     *
     * @return null when that cannot be told cheaply
     */
    default @Nullable Object likeness() {
        return null;
    }

    /** Where it stands in the bytes of the message; null when that cannot be told. */
    default @Nullable ByteRange bytes() {
        return null;
    }

    /** Notes that a rule has used this value, with everything below it: it is then not reported as unmapped. */
    void markRead();
}
