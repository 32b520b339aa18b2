package io.crosswalk.history;

import io.crosswalk.message.Conversion.ResourceCount;
import io.crosswalk.message.Issue;
import io.crosswalk.message.Merge;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.message.Status;
import java.util.List;

/**
 * One message after it went through all stages before delivery.
 *
 * @param id of the message in the history, from {@link History#nextId}, or the old one when {@code again}
 * @param again whether rows of this acceptance are there already and are to be replaced
 * @param message what was accepted
 * @param status QUEUED, FILTERED or ERROR
 * @param reason why it did not go on; empty otherwise
 * @param bundle what was made of it; empty when nothing was
 * @param resources how many resources of each type the Bundle has
 * @param merges which records take the place of which from now on
 * @param issues of all stages, in the order of meeting
 * @param mappings version of the mappings that made it
 * @param steps what each stage decided
 * @param queued for which destinations it is queued
 */
public record Processed(
        long id,
        boolean again,
        ReceivedMessage message,
        Status status,
        String reason,
        byte[] bundle,
        List<ResourceCount> resources,
        List<Merge> merges,
        List<Issue> issues,
        String mappings,
        List<Step> steps,
        List<Queued> queued) {

    /** A destination that waits for the message, and the lane that keeps it in order there. */
    public record Queued(String destination, String lane) {}

    public Processed {
        resources = List.copyOf(resources);
        merges = List.copyOf(merges);
        issues = List.copyOf(issues);
        steps = List.copyOf(steps);
        queued = List.copyOf(queued);
    }

    @Override
    public String toString() {
        return "Processed[" + message.key() + ", " + status + "]";
    }
}
