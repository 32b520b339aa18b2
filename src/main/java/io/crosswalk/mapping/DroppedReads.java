package io.crosswalk.mapping;

import io.crosswalk.mapping.TracedConversion.ElementTrace;
import io.crosswalk.mapping.TracedConversion.SourceClaim;
import io.crosswalk.mapping.plan.Use;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rules would have put into the Bundle that the overlay of a site has dropped or replaced: found by converting the message
 * as if the site were not there, since a rule may read by maps that it calls, by names and by functions.
 */
final class DroppedReads {

    private DroppedReads() {}

    /**
     * Places with the line of the overlay that leaves them out.
     *
     * @param shipped the message, explained as the shipped mappings convert it
     * @param dropped shipped rules with the lines
     */
    static Map<String, String> of(TracedConversion shipped, Map<String, String> dropped) {
        Map<String, String> places = new HashMap<>();
        for (ElementTrace element : shipped.elements()) {
            String line = line(element, dropped);
            if (line == null) {
                continue;
            }
            for (SourceClaim claim : element.claims()) {
                if (claim.use() != Use.CONDITION) {
                    places.putIfAbsent(claim.place(), line);
                }
            }
        }
        return places;
    }

    private static @Nullable String line(ElementTrace element, Map<String, String> dropped) {
        String line = dropped.get(element.rule());
        for (String rule : element.through()) {
            line = line == null ? dropped.get(rule) : line;
        }
        return line;
    }
}
