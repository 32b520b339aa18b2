package io.crosswalk.mapping.plan;

import io.crosswalk.source.SourceNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ordinal of a segment among those of its name that have the same values. */
abstract class Ordinal extends FunctionExprs.Computed {

    private final Expr[] alike;

    Ordinal(Expr[] alike) {
        this.alike = alike;
    }

    /** The segments that are counted together, in the order of the message. */
    abstract List<SourceNode> among(SourceNode own);

    /** What counts the segments whose values are equal. */
    abstract Counter counter();

    /** Reads more of the segment at hand than the values, when that decides about the ordinal. */
    void readMore(Frame frame) {}

    /** Given the segments whose values are equal one by one. */
    interface Counter {

        /** The ordinal of the segment that the frame is at. */
        int next(Frame frame, SourceNode segment);
    }

    @Override
    String text(Frame frame) {
        SourceNode own = FunctionExprs.segment(frame.node);
        Map<SourceNode, String> known = frame.run.occurrences(this);
        if (!known.containsKey(own)) {
            number(frame, own, known);
        }
        if (frame.run.trace != null) {
            tell(frame, own, frame.run.trace);
        }
        return known.getOrDefault(own, "1");
    }

    private void number(Frame frame, SourceNode own, Map<SourceNode, String> known) {
        frame.run.hush();
        SourceNode from = frame.node;
        Map<String, Counter> counters = new HashMap<>();
        for (SourceNode segment : among(own)) {
            String key = key(frame, segment);
            int ordinal = counters.computeIfAbsent(key, k -> counter()).next(frame, segment);
            known.put(segment, Integer.toString(ordinal));
            frame.run.noteOccurrence(this, segment, key);
        }
        frame.node = from;
        frame.run.heed();
    }

    /** The number depends on the segments that are equal. */
    private void tell(Frame frame, SourceNode own, TraceListener trace) {
        Map<SourceNode, String> keys = frame.run.occurrenceKeys(this);
        String mine = keys.get(own);
        SourceNode from = frame.node;
        Use before = trace.use(Use.CONDITION);
        for (SourceNode segment : among(own)) {
            if (mine != null && mine.equals(keys.get(segment))) {
                key(frame, segment);
                readMore(frame);
            }
        }
        trace.use(before);
        frame.node = from;
    }

    private String key(Frame frame, SourceNode segment) {
        frame.node = segment;
        StringBuilder key = new StringBuilder();
        for (Expr argument : alike) {
            String part = argument.text(frame);
            key.append(part == null ? "" : part).append(KeyPlan.SEPARATOR);
        }
        return key.toString();
    }
}
