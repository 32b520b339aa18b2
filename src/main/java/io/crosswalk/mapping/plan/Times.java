package io.crosswalk.mapping.plan;

import io.crosswalk.message.Issue;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourceTime;
import org.jspecify.annotations.Nullable;

/** Source times in FHIR's forms, with a remark where something of them cannot be said. */
final class Times {

    private Times() {}

    static @Nullable String of(String type, SourceTime time, Frame frame, SourceNode node, RulePlan rule) {
        switch (type) {
            case "date":
                return time.date();
            case "instant":
                String instant = time.instant().orElse(null);
                if (instant == null) {
                    frame.run.refuse(node, rule, type);
                }
                return instant;
            default:
                if (time.hasTime() && time.offset().isEmpty()) {
                    frame.run.issue(Issue.warning(
                            "no-time-zone",
                            node.place(),
                            rule.place(),
                            "the time has no zone and nobody says one; only the date is kept"));
                }
                return time.dateTime();
        }
    }
}
