package io.crosswalk.history;

import io.crosswalk.message.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message in a list.
 *
 * @param id place in the history; higher is later
 * @param key name of the message everywhere
 * @param status of the whole message: PARKED when one destination parked it, QUEUED while one waits, SENT when all have
 *     it; FILTERED and ERROR as they were decided before delivery
 * @param reason why it did not go on; empty otherwise
 * @param issueCount how much is to be said about the conversion
 * @param repeats how often the sender sent it again
 * @param lastRepeatAt when it came again last; null when it never did
 */
public record MessageSummary(
        long id,
        String key,
        String channel,
        String sender,
        String format,
        String controlId,
        String type,
        Instant receivedAt,
        Instant processedAt,
        Status status,
        String reason,
        int issueCount,
        int repeats,
        @Nullable Instant lastRepeatAt) {}
