package io.crosswalk.mapping.trace;

import io.crosswalk.mapping.TracedConversion.Fate;
import io.crosswalk.mapping.TracedConversion.SourceValue;
import io.crosswalk.mapping.TracedConversion.UnmappedValue;
import io.crosswalk.mapping.plan.Plan;
import io.crosswalk.mapping.plan.Reason;
import io.crosswalk.source.ByteRange;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every value of a source, and what became of it. */
final class SourceValues {

    private final Trace trace;
    private final SourceTree tree;
    private final List<Value> all = new ArrayList<>();
    private final Map<SourceNode, Value> byNode = new HashMap<>();
    private final Map<SourceNode, String> ignored = new HashMap<>();
    private final Map<String, String> dropped;

    /** One value while the elements are gone through. */
    private static final class Value {

        final SourceNode node;
        final int index;
        final List<Integer> elements = new ArrayList<>(2);
        final List<Integer> decides = new ArrayList<>(2);
        boolean said;

        Value(SourceNode node, int index) {
            this.node = node;
            this.index = index;
        }
    }

    /** @param dropped places that only rules read which the site does not have, with the lines that say so */
    SourceValues(Trace trace, SourceTree tree, Plan plan, Map<String, String> dropped) {
        this.dropped = dropped;
        this.trace = trace;
        this.tree = tree;
        trace.hush();
        for (SourceNode node : tree.values()) {
            Value value = new Value(node, all.size());
            all.add(value);
            byNode.put(node, value);
        }
        Unmapped.found(tree.root(), plan.ignored(), (node, entry) -> ignored.putIfAbsent(node, entry.reason()));
    }

    /** The index of a place; -1 when nothing was sent there. */
    int index(SourceNode node) {
        Value value = byNode.get(node);
        return value == null ? -1 : value.index;
    }

    void claimed(SourceNode node, int element, boolean condition, boolean identity) {
        Value value = byNode.get(node);
        if (value != null) {
            (condition ? value.decides : value.elements).add(element);
            value.said |= !condition && !identity;
        }
    }

    List<SourceValue> told() {
        List<SourceValue> told = new ArrayList<>(all.size());
        for (Value value : all) {
            ByteRange bytes = value.node.bytes();
            told.add(new SourceValue(
                    value.node.place(),
                    bytes == null ? -1 : bytes.start(),
                    bytes == null ? -1 : bytes.end(),
                    value.node.text(),
                    value.elements,
                    value.decides,
                    tree.governs(value.node),
                    fate(value)));
        }
        return told;
    }

    private Fate fate(Value value) {
        if (value.said) {
            return Fate.MAPPED;
        }
        Trace.Left left = trace.left(value.node);
        String line = dropped.get(value.node.place());
        if (line != null && (left == null || left.reason().compareTo(Reason.OVERLAY_DROPPED) > 0)) {
            return fate(Reason.OVERLAY_DROPPED, line);
        }
        if (left != null && left.reason().compareTo(Reason.NOT_KEPT) < 0) {
            return fate(left.reason(), left.rule());
        }
        if (trace.isTaken(value.node)) {
            return fate(Reason.NOT_KEPT, "");
        }
        String reason = above(value.node, ignored);
        if (reason != null) {
            return new Fate(Reason.IGNORED, "", Reason.IGNORED.words() + ": " + reason);
        }
        if (tree.governs(value.node)) {
            return fate(Reason.READER, "");
        }
        if (!value.elements.isEmpty()) {
            return fate(Reason.IDENTIFIES, "");
        }
        if (!value.decides.isEmpty() || trace.isAsked(value.node)) {
            return fate(Reason.DECIDES, "");
        }
        return left == null ? fate(Reason.NO_RULE, "") : fate(left.reason(), left.rule());
    }

    private static @Nullable String above(SourceNode leaf, Map<SourceNode, String> reasons) {
        for (SourceNode node = leaf; node != null; node = node.parent()) {
            String reason = reasons.get(node);
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }

    private static Fate fate(Reason reason, String rule) {
        return new Fate(reason, rule, reason.words());
    }

    /** Those that are not in the Bundle, but for what the mappings and the reader leave out on purpose. */
    static List<UnmappedValue> unmapped(List<SourceValue> values) {
        List<UnmappedValue> unmapped = new ArrayList<>();
        for (SourceValue value : values) {
            Reason reason = value.fate().reason();
            if (reason != null && reason != Reason.IGNORED && reason != Reason.READER) {
                unmapped.add(new UnmappedValue(
                        value.place(),
                        value.fate().words(),
                        value.fate().code(),
                        value.fate().rule()));
            }
        }
        return unmapped;
    }
}
