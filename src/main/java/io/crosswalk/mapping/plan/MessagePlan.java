package io.crosswalk.mapping.plan;

import io.crosswalk.message.BundleKind;
import io.crosswalk.source.GroupTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message structure, ready to run. Immutable.
 *
 * @param kind what its Bundle is for
 * @param items by name of the group (empty for the top) and name of the segment
 * @param repeating names of the groups that repeat
 */
public record MessagePlan(
        String name,
        List<String> also,
        BundleKind kind,
        GroupTable groups,
        Map<String, Map<String, ItemPlan[]>> items,
        Set<String> groupNames,
        Set<String> repeating,
        int products) {

    ItemPlan @Nullable [] items(String group, String segment) {
        Map<String, ItemPlan[]> ofGroup = items.get(group);
        return ofGroup == null ? null : ofGroup.get(segment);
    }

    /** What is made of a place of a kind, wherever it stands; null for nothing. Groups of HL7 v2 make nothing of their own. */
    ItemPlan @Nullable [] ofKind(String kind) {
        return items("", kind);
    }
}
