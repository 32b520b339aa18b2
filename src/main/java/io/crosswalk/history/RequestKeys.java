package io.crosswalk.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Names that senders have given to their requests, and the content that came under each: a name that comes again with
 * another content is a mistake of the sender's. Kept for a week. Thread safe, also across engines on one database.
 */
public final class RequestKeys {

    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration CLEANED_EVERY = Duration.ofHours(1);

    /** SQLState class 23: a row of this name is there already. */
    private static final String TAKEN = "23505";

    private final HistoryDatabase database;
    private Instant cleaned = Instant.EPOCH;

    public RequestKeys(HistoryDatabase database) {
        this.database = database;
    }

    /**
     * Binds a name to a content.
     *
     * @param name of at most 64 characters, a hash of what the sender wrote
     * @param content of at most 64 characters, a hash of the content
     * @return false when the name is bound to another content
     */
    public boolean claim(String name, String content, Instant now) throws SQLException {
        clean(now);
        try (Connection connection = database.connection()) {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO request_key (name, content, at) VALUES (?, ?, ?)")) {
                insert.setString(1, name);
                insert.setString(2, content);
                insert.setObject(3, now.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
                insert.executeUpdate();
                connection.commit();
                return true;
            } catch (SQLException e) {
                connection.rollback();
                if (!TAKEN.equals(e.getSQLState())) {
                    throw e;
                }
            }
            return isBound(connection, name, content);
        }
    }

    private static boolean isBound(Connection connection, String name, String content) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT content FROM request_key WHERE name = ?")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                boolean same = row.next() && row.getString(1).equals(content);
                connection.commit();
                return same;
            }
        }
    }

    /** Nothing came of the request: the name may be used again. */
    public void release(String name) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM request_key WHERE name = ?")) {
            delete.setString(1, name);
            delete.executeUpdate();
            connection.commit();
        }
    }

    private synchronized void clean(Instant now) throws SQLException {
        if (Duration.between(cleaned, now).compareTo(CLEANED_EVERY) < 0) {
            return;
        }
        try (Connection connection = database.connection();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM request_key WHERE at < ?")) {
            delete.setObject(1, now.minus(KEPT).atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
            delete.executeUpdate();
            connection.commit();
        }
        cleaned = now;
    }
}
