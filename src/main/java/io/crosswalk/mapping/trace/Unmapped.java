package io.crosswalk.mapping.trace;

import io.crosswalk.mapping.TracedConversion.UnmappedValue;
import io.crosswalk.mapping.plan.Plan;
import io.crosswalk.mapping.plan.Reason;
import io.crosswalk.message.Issue;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Which values of a source a conversion has left. Every conversion notes what it reads, so no trace is needed; {@link Trace}
 * knows more reasons.
 */
public final class Unmapped {

    private Unmapped() {}

    /**
     * Values that no rule has read, but for those that a map leaves out with a reason. To be asked after the conversion.
     *
     * @param dropped places that only rules read which the site does not have, with the lines that say so
     */
    public static List<UnmappedValue> of(SourceTree tree, Plan plan, Map<String, String> dropped, List<Issue> issues) {
        found(tree.root(), plan.ignored(), (node, entry) -> node.markRead());
        Set<String> deletions = new HashSet<>();
        for (Issue issue : issues) {
            if (issue.code().equals("asks-to-delete")) {
                deletions.add(issue.place());
            }
        }
        List<UnmappedValue> unmapped = new ArrayList<>();
        for (SourceNode node : tree.unread()) {
            unmapped.add(unmapped(node, node.deleted() && isIn(deletions, node.place()), dropped));
        }
        return unmapped;
    }

    private static UnmappedValue unmapped(SourceNode node, boolean deletion, Map<String, String> dropped) {
        String line = dropped.getOrDefault(node.place(), "");
        Reason reason = deletion ? Reason.ASKS_TO_DELETE : line.isEmpty() ? Reason.NO_RULE : Reason.OVERLAY_DROPPED;
        return new UnmappedValue(node.place(), reason.words(), code(reason), deletion ? "" : line);
    }

    static String code(Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean isIn(Set<String> places, String place) {
        return places.stream()
                .anyMatch(above -> place.startsWith(above)
                        && (place.length() == above.length() || place.charAt(above.length()) == '.'));
    }

    /** Finds the places that maps leave out on purpose. */
    static void found(SourceNode node, List<Plan.Ignored> wanted, BiConsumer<SourceNode, Plan.Ignored> found) {
        if (wanted.isEmpty()) {
            return;
        }
        for (SourceNode child : node.children()) {
            for (Plan.Ignored entry : wanted) {
                if (entry.source().equals(child.kind())) {
                    entry.path().all(child).forEach(place -> found.accept(place, entry));
                }
            }
            if (child.name().indexOf('-') < 0) {
                found(child, wanted, found);
            }
        }
    }
}
