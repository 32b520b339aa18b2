package io.crosswalk.cli.history;

import io.crosswalk.history.DeliveryView;
import io.crosswalk.history.MessageDetail;
import io.crosswalk.history.MessageSummary;
import io.crosswalk.history.Step;
import io.crosswalk.message.Conversion.ResourceCount;
import io.crosswalk.message.Issue;
import java.util.List;

/** The way of one message, without its body and its Bundle; the same words as the REST API's. */
public record Lifeline(
        MessageSummary message,
        List<Step> steps,
        List<DeliveryView> deliveries,
        List<Issue> issues,
        List<ResourceCount> resources,
        String mappings,
        int bodyBytes,
        int bundleBytes) {

    public Lifeline {
        steps = List.copyOf(steps);
        deliveries = List.copyOf(deliveries);
        issues = List.copyOf(issues);
        resources = List.copyOf(resources);
    }

    static Lifeline of(MessageDetail detail) {
        return new Lifeline(
                detail.summary(),
                detail.steps(),
                detail.deliveries(),
                detail.issues(),
                detail.resources(),
                detail.mappings(),
                detail.body().length,
                detail.bundle().length);
    }
}
