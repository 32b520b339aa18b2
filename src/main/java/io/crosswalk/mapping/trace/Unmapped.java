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
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Which values of a source a conversion has left. Every conversion notes what it reads, so no trace is needed; {@link Trace}
 * knows more reasons.
 */
public final class Unmapped {

    private Unmapped() {}

    /** Values that no rule has read, but for those that a map leaves out with a reason. To be asked after the conversion. */
    public static List<UnmappedValue> of(SourceTree tree, List<Plan.Ignored> ignored, List<Issue> issues) {
        ignored(tree.root(), ignored, (node, entry) -> node.markRead());
        Set<String> deletions = new HashSet<>();
        for (Issue issue : issues) {
            if (issue.code().equals("asks-to-delete")) {
                deletions.add(issue.place());
            }
        }
        List<UnmappedValue> unmapped = new ArrayList<>();
        for (SourceNode node : tree.unread()) {
            Reason reason = node.deleted() && isIn(deletions, node.place()) ? Reason.ASKS_TO_DELETE : Reason.NO_RULE;
            unmapped.add(new UnmappedValue(node.place(), reason.words(), code(reason), ""));
        }
        return unmapped;
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
    static void ignored(SourceNode node, List<Plan.Ignored> ignored, BiConsumer<SourceNode, Plan.Ignored> found) {
        for (SourceNode child : node.children()) {
            for (Plan.Ignored entry : ignored) {
                if (entry.source().equals(child.name())) {
                    entry.path().all(child).forEach(place -> found.accept(place, entry));
                }
            }
            if (child.name().indexOf('-') < 0) {
                ignored(child, ignored, found);
            }
        }
    }
}
