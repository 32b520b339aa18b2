package io.crosswalk.mapping.plan;

import io.crosswalk.fhir.BundleEntry;
import io.crosswalk.fhir.Composite;
import io.crosswalk.source.Reads;
import io.crosswalk.source.SourceNode;
import io.crosswalk.terminology.CodeMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears what every rule reads and writes. Only there when somebody asked for an explanation.
 *
 * <p>Rules run inside each other. What a rule has read belongs to the value that it writes; what decided about it, or about
 * the rules around it, belongs to the value as a condition.
 */
public interface TraceListener extends Reads {

    /** What reading is for from here on; returns what it was for. */
    default Use use(Use use) {
        return use;
    }

    /** A rule, or an item of a message file, begins. */
    default void enter(String rule) {}

    /** An item begins whose conditions were tried before. */
    default void enter(String rule, List<Claim> conditions) {}

    /**
     * A rule begins for an element. What earlier rules for it have read and not taken has decided that it is this rule's turn.
     *
     * @param self what the rule fills, the very object
     */
    default void enter(String rule, Object self, String target) {}

    /** It ends, and has written nothing. */
    default void leaveEmpty(Object self, String target) {}

    /** It ends. */
    default void leave() {}

    /** How much the rule at hand has read. */
    default Mark mark() {
        return Mark.NOTHING;
    }

    /** How much a rule had read at some moment. */
    record Mark(int values, int conditions) {

        static final Mark NOTHING = new Mark(0, 0);
    }

    /** What was read since then has given nothing: it has only decided that something else comes. */
    default void passed(Mark since) {}

    /** What was read since then belongs to a repetition that is done. */
    default void forget(Mark since) {}

    /** These have decided that what is written comes about. */
    default void decidedBy(List<Claim> claims) {}

    /** The whole message is used. */
    default void readMessage() {}

    /** Reading is for nothing until {@link #heed}: the result is known to say nothing of it. */
    default void hush() {}

    default void heed() {}

    /** What is read until {@link #stay} is left out, for a reason. */
    default void leaving(Reason why, String rule) {}

    default void stay() {}

    /** A value is left out, with everything below it. */
    default void left(SourceNode node, Reason why, String rule) {}

    /** What the rule at hand has read is left out. */
    default void leftReads(Reason why, String rule) {}

    /**
     * A rule has put a value.
     *
     * @param value the very object that stands in the resource
     * @param rule {@code file:line}
     * @param source what it was made for; null for a constant
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

    /**
     * A coding was made of another one.
     *
     * @param code the code that was looked up, the very object that a rule has put
     * @param system its system; null when it has none
     */
    default void translated(Object value, Object code, @Nullable Object system, String rule, String codeRow) {}

    /** Two fields have said the same, and the second adds to what the first has made. */
    default void saidTwice(Composite present, Composite again) {}

    /** A value stands beside another one because they differ. */
    default void differs(Object value, Object other) {}

    /** A value stands only because another one is such that it may. */
    default void allowedBy(Object value, Object other) {}

    /** One resource is met twice; the second only adds to the first. */
    default void merging(Composite present, Composite more) {}

    /** What the rule at hand has read so far, conditions included. */
    default List<Claim> claims() {
        return List.of();
    }

    /**
     * An id was made.
     *
     * @param created whether the resource came into being by it; else others have made it, of other values
     */
    default void identified(BundleEntry entry, List<Claim> claims, boolean created, String rule) {}

    /** What a resource's id was made of. */
    default List<Claim> identity(BundleEntry entry) {
        return List.of();
    }

    /** The next reference is to a resource known by these. */
    default void pointsTo(List<Claim> identity) {}

    /** A reference was put. */
    default void refers(Object reference, String rule) {}

    @Override
    default void read(SourceNode leaf) {}

    @Override
    default void shapedBy(SourceNode leaf) {}
}
