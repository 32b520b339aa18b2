package io.crosswalk.cli.history;

import io.crosswalk.history.MessageSummary;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where the history comes from. */
public interface HistorySource {

    /**
     * What to list; empty texts ask for nothing in particular.
     *
     * @param q a control id (MSH-10) as the sender wrote it, or a message key
     */
    record Query(String q, String channel, String status, int limit) {}

    /** Newest first. */
    List<MessageSummary> list(Query query) throws IOException;

    /** The message with this key. */
    Optional<Lifeline> message(String key) throws IOException;

    /** For people: the engine or the database that answered. */
    String place();
}
