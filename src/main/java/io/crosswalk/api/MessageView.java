package io.crosswalk.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.crosswalk.history.DeliveryView;
import io.crosswalk.history.MessageDetail;
import io.crosswalk.history.MessageSummary;
import io.crosswalk.history.Step;
import io.crosswalk.message.Conversion.ResourceCount;
import io.crosswalk.message.Issue;
import java.util.List;

/**
 * The lifeline of one message, without its body and Bundle.
 *
 * @param bodyBytes how long the body is; {@code /body} has it
 * @param bundleBytes how long the Bundle is; {@code /bundle} has it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageView(
        MessageSummary message,
        List<Step> steps,
        List<DeliveryView> deliveries,
        List<Issue> issues,
        List<ResourceCount> resources,
        String mappings,
        int bodyBytes,
        int bundleBytes) {

    static MessageView of(MessageDetail detail) {
        return new MessageView(
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
