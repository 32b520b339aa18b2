package io.crosswalk.mapping.coverage;

import io.crosswalk.mapping.plan.TraceListener;
import io.crosswalk.source.SourceNode;
import io.crosswalk.terminology.CodeMap;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which rules, items of message files and rows of code maps have given a value in the messages that were converted. */
public final class Exercise implements TraceListener {

    private final Set<String> ran = new HashSet<>();
    private int messages;

    @Override
    public void wrote(Object value, String rule, @Nullable SourceNode source, String codeRow) {
        // The candidate that gave the value is told apart from others of its rule by what follows.
    }

    @Override
    public void gave(String candidate) {
        ran.add(candidate);
    }

    @Override
    public void filled(String structure, String item, String map) {
        ran.add(filling(structure, item, map));
    }

    @Override
    public void translated(CodeMap.Row row) {
        ran.add(row(row));
    }

    /** Notes that a message was converted. */
    public void converted() {
        messages++;
    }

    int messages() {
        return messages;
    }

    /** Whether all of one of the sets has run. */
    boolean covers(Verdict verdict) {
        return verdict.ran().stream().anyMatch(ran::containsAll);
    }

    static String filling(String structure, String item, String map) {
        return structure + ' ' + item + ' ' + map;
    }

    /** A row is known by its place: its code may stand for many. */
    static String row(CodeMap.Row row) {
        return row.place();
    }
}
