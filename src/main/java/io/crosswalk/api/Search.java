package io.crosswalk.api;

import io.crosswalk.history.HistoryQuery;
import io.crosswalk.history.HistoryQuery.Filter;
import io.crosswalk.history.MessageSummary;
import io.crosswalk.message.Status;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody looks for. Empty texts ask for nothing in particular.
 *
 * @param q a control id (MSH-10) exactly as sent, or a message key
 * @param status name of a status, in any case
 * @param before only messages older than this id; 0 for the newest
 */
public record Search(String q, String channel, String status, long before, int limit) {

    public Search {
        q = q.strip();
        channel = channel.strip();
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("limit is 1 to 1000, not " + limit);
        }
        if (before < 0) {
            throw new IllegalArgumentException("before is the id of a message, not " + before);
        }
        wanted(status);
    }

    public Optional<Status> wanted() {
        return wanted(status);
    }

    /** Whether {@code q} is the name of one message. */
    public boolean isKey() {
        return q.matches("[0-9a-f]{64}");
    }

    public List<MessageSummary> in(HistoryQuery history) throws SQLException {
        if (isKey()) {
            return history.byKey(q).map(found -> List.of(found.summary())).orElse(List.of());
        }
        return history.list(new Filter(channel, q, wanted(), before, limit));
    }

    private static Optional<Status> wanted(String status) {
        if (status.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(Status.values())
                .filter(one -> one.name().equals(status.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "status is one of " + Arrays.toString(Status.values()) + ", not '" + status + "'")));
    }
}
