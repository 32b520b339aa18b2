package io.crosswalk.mapping.trace;

import io.crosswalk.mapping.TracedConversion.UnmappedValue;
import io.crosswalk.mapping.plan.Plan;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTree;
import java.util.ArrayList;
import java.util.List;

/** Which values of a source a conversion has left. Every conversion notes what it reads, so no trace is needed. */
public final class Unmapped {

    private Unmapped() {}

    /** Values that no rule has read, but for those that a map leaves out with a reason. To be asked after the conversion. */
    public static List<UnmappedValue> of(SourceTree tree, List<Plan.Ignored> ignored) {
        passOver(tree.root(), ignored);
        List<UnmappedValue> unmapped = new ArrayList<>();
        for (SourceNode node : tree.unread()) {
            unmapped.add(new UnmappedValue(
                    node.place(),
                    node.deleted()
                            ? "the sender asks to delete the value; no rule says what that means here"
                            : "no rule reads it"));
        }
        return unmapped;
    }

    private static void passOver(SourceNode node, List<Plan.Ignored> ignored) {
        for (SourceNode child : node.children()) {
            for (Plan.Ignored entry : ignored) {
                if (entry.source().equals(child.name())) {
                    entry.path().all(child).forEach(SourceNode::markRead);
                }
            }
            if (child.name().indexOf('-') < 0) {
                passOver(child, ignored);
            }
        }
    }
}
