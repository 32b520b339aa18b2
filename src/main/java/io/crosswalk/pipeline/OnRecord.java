package io.crosswalk.pipeline;

import io.crosswalk.history.Earlier;
import io.crosswalk.intake.AcceptedMessages;
import io.crosswalk.message.MessageKey;
import io.crosswalk.pipeline.broker.InboundWriter;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The messages in the history, asked for repeats. While the database is away senders are served all the same: a repeat is
 * then stored once more, and dropped when it is worked on. For one thread.
 */
final class OnRecord implements InboundWriter.OnRecord {

    private static final Logger LOG = Logger.getLogger(OnRecord.class);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Finds first acceptances. */
    @FunctionalInterface
    interface Records {
        Map<MessageKey, Earlier> find(Collection<MessageKey> keys) throws SQLException;
    }

    private final Records records;
    private long againAt = System.nanoTime();

    OnRecord(Records records) {
        this.records = records;
    }

    @Override
    public Map<MessageKey, AcceptedMessages.Earlier> among(Collection<MessageKey> keys) {
        if (System.nanoTime() - againAt < 0) {
            return Map.of();
        }
        try {
            Map<MessageKey, AcceptedMessages.Earlier> known = new HashMap<>();
            records.find(keys)
                    .forEach((key, first) ->
                            known.put(key, new AcceptedMessages.Earlier(first.receivedAt(), first.acceptId())));
            return known;
        } catch (SQLException e) {
            againAt = System.nanoTime() + PAUSE_NANOS;
            LOG.warnf("repeats are not looked up for a while, the history does not answer: %s", e.getSQLState());
            return Map.of();
        }
    }
}
