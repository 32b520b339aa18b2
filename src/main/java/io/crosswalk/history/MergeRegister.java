package io.crosswalk.history;

import io.crosswalk.message.Merge;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Which records have been merged into which, for good: a message that still names a retired record months later must not
 * bring it back to life. Kept in the history and, whole, in memory: a lookup costs no statement. Thread safe.
 *
 * <p>Engines that share a database see each other's merges a second later at most.
 */
public final class MergeRegister {

    private static final Duration REFRESHED_EVERY = Duration.ofSeconds(1);

    /** Clocks of engines differ, and a row can be committed after a later one. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private final ConnectionSource database;
    private final Map<String, String> survivors = new ConcurrentHashMap<>();
    /** The other way round: whom a record has replaced. */
    private final Map<String, List<String>> replaced = new ConcurrentHashMap<>();

    private Instant refreshed = Instant.EPOCH;

    public MergeRegister(ConnectionSource database) {
        this.database = database;
    }

    /** Whether there is nothing to look up. */
    public boolean isEmpty() {
        return survivors.isEmpty();
    }

    /**
     * The record that is to be used instead.
     *
     * @param reference as {@code Type/id}
     * @return the same when it is in use itself
     */
    public String survivorOf(String reference) {
        String current = reference;
        for (String next = survivors.get(current); next != null; next = survivors.get(current)) {
            current = next;
        }
        return current;
    }

    /** The records that have been merged into this one directly. */
    public List<String> replacedBy(String survivor) {
        return replaced.getOrDefault(survivor, List.of());
    }

    /** Knows a merge from now on. Where it undoes an earlier one, that one is forgotten: no record retires itself. */
    public synchronized void note(Merge merge) {
        if (merge.survivor().equals(survivors.get(merge.retired()))) {
            return;
        }
        for (String at = merge.survivor(); survivors.containsKey(at); at = survivors.get(at)) {
            if (survivors.get(at).equals(merge.retired())) {
                forget(at);
                break;
            }
        }
        forget(merge.retired());
        survivors.put(merge.retired(), merge.survivor());
        replaced.merge(merge.survivor(), List.of(merge.retired()), MergeRegister::both);
    }

    private void forget(String retired) {
        String survivor = survivors.remove(retired);
        if (survivor != null) {
            replaced.computeIfPresent(survivor, (to, from) -> {
                List<String> rest =
                        from.stream().filter(one -> !one.equals(retired)).toList();
                return rest.isEmpty() ? null : rest;
            });
        }
    }

    private static List<String> both(List<String> a, List<String> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }

    /**
     * Takes a merge back that was wrong: from now on the record is in use again. What was moved at destinations stays.
     *
     * @return false when no merge of the record is known
     * @throws SQLException when that could not be written
     */
    public boolean takeBack(String retired) throws SQLException {
        // The row stays, without a survivor: that is how engines on the same database hear of it.
        String update = "UPDATE merged SET survivor = '', at = ? WHERE retired = ? AND survivor <> ''";
        int rows;
        try (Connection connection = database.connection();
                PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setObject(1, Instant.now().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
            statement.setString(2, retired);
            rows = statement.executeUpdate();
            connection.commit();
        }
        synchronized (this) {
            forget(retired);
        }
        return rows > 0;
    }

    /**
     * Reads what other engines have merged since; does nothing when that was done within the last second.
     *
     * @throws SQLException when the history cannot be read
     */
    public void refresh() throws SQLException {
        Instant now = Instant.now();
        Instant since;
        synchronized (this) {
            if (now.isBefore(refreshed.plus(REFRESHED_EVERY))) {
                return;
            }
            since = refreshed;
            refreshed = now;
        }
        try {
            read(since.equals(Instant.EPOCH) ? since : since.minus(OVERLAP));
        } catch (SQLException e) {
            synchronized (this) {
                refreshed = since;
            }
            throw e;
        }
    }

    private void read(Instant since) throws SQLException {
        List<String[]> rows = new ArrayList<>();
        try (Connection connection = database.connection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT retired, survivor FROM merged WHERE at >= ? ORDER BY at")) {
            select.setObject(1, since.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(new String[] {row.getString(1), row.getString(2)});
                }
            }
            connection.commit();
        }
        for (String[] row : rows) {
            if (row[1].isEmpty()) {
                synchronized (this) {
                    forget(row[0]);
                }
            } else {
                note(new Merge(row[0], row[1]));
            }
        }
    }

    /** Writes the merges of messages within the transaction of their other rows, as {@link #note} keeps them in memory. */
    static void insert(Connection connection, List<Processed> processed) throws SQLException {
        for (Processed one : processed) {
            for (Merge merge : one.merges()) {
                forgetUndone(connection, merge);
                delete(connection, merge.retired());
                try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO merged (retired, survivor, message_id, at) VALUES (?, ?, ?, ?)")) {
                    insert.setString(1, merge.retired());
                    insert.setString(2, merge.survivor());
                    insert.setLong(3, one.id());
                    insert.setObject(4, Instant.now().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
                    insert.executeUpdate();
                }
            }
        }
    }

    private static void forgetUndone(Connection connection, Merge merge) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT survivor FROM merged WHERE retired = ?")) {
            String at = merge.survivor();
            while (true) {
                select.setString(1, at);
                String next;
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return;
                    }
                    next = row.getString(1);
                }
                if (next.isEmpty()) {
                    return;
                }
                if (next.equals(merge.retired())) {
                    delete(connection, at);
                    return;
                }
                at = next;
            }
        }
    }

    private static void delete(Connection connection, String retired) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM merged WHERE retired = ?")) {
            delete.setString(1, retired);
            delete.executeUpdate();
        }
    }
}
