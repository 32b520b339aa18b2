package io.crosswalk.history;

import io.crosswalk.message.Conversion.ResourceCount;
import io.crosswalk.message.Issue;
import java.util.List;

/**
 * Everything the history knows of one message. Body and Bundle are a patient's.
 *
 * @param steps in the order of the stages
 * @param bundle empty when none was made
 */
public record MessageDetail(
        MessageSummary summary,
        List<Issue> issues,
        List<ResourceCount> resources,
        String mappings,
        List<Step> steps,
        List<DeliveryView> deliveries,
        byte[] body,
        byte[] bundle) {

    public MessageDetail {
        issues = List.copyOf(issues);
        resources = List.copyOf(resources);
        steps = List.copyOf(steps);
        deliveries = List.copyOf(deliveries);
    }

    @Override
    public String toString() {
        return "MessageDetail[" + summary.key() + "]";
    }
}
