package io.crosswalk.load;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was promised against what came.
 *
 * @param acknowledged messages with a yes
 * @param delivered different messages that came
 * @param lost acknowledged and never came
 * @param doubled came more than once: harmless where writes are idempotent, and to be seen
 * @param outOfOrder came for the first time after a later message of the same patient
 */
public record Comparison(int acknowledged, int delivered, List<MessageId> lost, int doubled, int outOfOrder) {

    public static Comparison of(List<MessageId> acknowledged, List<MessageId> arrivals) {
        Set<MessageId> seen = new HashSet<>();
        Map<String, Integer> latest = new HashMap<>();
        int doubled = 0;
        int outOfOrder = 0;
        for (MessageId id : arrivals) {
            if (!seen.add(id)) {
                doubled++;
                continue;
            }
            int last = latest.getOrDefault(id.lane(), -1);
            outOfOrder += id.sequence() < last ? 1 : 0;
            latest.put(id.lane(), Math.max(last, id.sequence()));
        }
        List<MessageId> lost =
                acknowledged.stream().filter(id -> !seen.contains(id)).toList();
        return new Comparison(acknowledged.size(), seen.size(), lost, doubled, outOfOrder);
    }

    /** Nothing lost, nothing out of order. */
    public boolean isKept() {
        return lost.isEmpty() && outOfOrder == 0;
    }

    @Override
    public String toString() {
        return "acknowledged " + acknowledged + ", delivered " + delivered + ", lost " + lost.size() + ", doubled "
                + doubled + ", out of order " + outOfOrder;
    }
}
