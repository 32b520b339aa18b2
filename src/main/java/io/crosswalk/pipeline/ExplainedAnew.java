package io.crosswalk.pipeline;

import io.crosswalk.history.MessageDetail;
import io.crosswalk.message.Conversion;
import io.crosswalk.message.Issue;
import java.util.Arrays;
import java.util.List;

/** Whether the Bundle that is explained is the one that was delivered, and why not. */
final class ExplainedAnew {

    private ExplainedAnew() {}

    /**
     * What is to be said above an explanation; nothing when it is of the very Bundle.
     *
     * @param converted by the mappings of now
     * @param kept the same with what is known of merges now
     */
    static List<Issue> remarks(MessageDetail stored, Conversion converted, Conversion kept) {
        if (Arrays.equals(stored.bundle(), kept.bundle())) {
            return List.of();
        }
        return List.of(
                new Issue(Issue.Severity.INFORMATION, "explained-anew", "", "", reason(stored, converted, kept)));
    }

    private static String reason(MessageDetail stored, Conversion converted, Conversion kept) {
        if (stored.bundle().length == 0) {
            return "no Bundle is stored of this message; this is what the mappings of now make of it";
        }
        if (!stored.mappings().equals(kept.mappings())) {
            return "the stored Bundle was made by the mappings " + stored.mappings()
                    + "; this is what those of now would make";
        }
        if (Arrays.equals(stored.bundle(), converted.bundle())) {
            return "the stored Bundle was made before a merge that is remembered now; this is what would be made after it";
        }
        return "the stored Bundle is another one, though the mappings are the same: a merge was remembered or taken back since,"
                + " the message came in a batch, or a terminology server answers otherwise; this is what would be made now";
    }
}
