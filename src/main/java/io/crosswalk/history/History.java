package io.crosswalk.history;

import io.crosswalk.history.HistoryDatabase.Dialect;
import io.crosswalk.message.MessageKey;
import io.crosswalk.message.ReceivedMessage;
import io.crosswalk.message.Status;
import java.io.ByteArrayInputStream;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the history. Each call is one transaction: it is durable when the call returns, and nothing of it is there when
 * the call throws. Thread safe.
 *
 * <p>Transactions that have only read end with a commit too: H2 takes a rollback for a change and writes the unfinished
 * pages of the others to the disk.
 */
public final class History {

    private static final int LONGEST_REASON = 4000;
    private static final int LONGEST_OUTCOME = 1_000_000;
    private static final int LONGEST_NAME = 500;
    /** H2 takes longer values as a stream only. */
    private static final int LONGEST_BINARY = 1 << 20;

    private static final int LONGEST_TYPE = 100;

    private final HistoryDatabase database;
    private final Ids ids;
    private final String byKeys;
    private final String byControlIds;
    private final String settledAmong;

    public History(HistoryDatabase database) {
        this.database = database;
        this.ids = new Ids(database);
        boolean h2 = database.dialect() == Dialect.H2;
        String keys = h2 ? "UNNEST(CAST(? AS VARCHAR(64) ARRAY)) AS k(k)" : "UNNEST(CAST(? AS TEXT[])) AS k(k)";
        String pairs = h2
                ? "UNNEST(CAST(? AS VARCHAR(500) ARRAY), CAST(? AS VARCHAR(500) ARRAY)) AS c(control_id, sender)"
                : "UNNEST(CAST(? AS TEXT[]), CAST(? AS TEXT[])) AS c(control_id, sender)";
        String numbers = h2 ? "UNNEST(CAST(? AS BIGINT ARRAY)) AS n(n)" : "UNNEST(CAST(? AS BIGINT[])) AS n(n)";
        this.byKeys = "SELECT m.message_key, m.id, m.accept_id, m.received_at FROM " + keys
                + " JOIN message m ON m.message_key = k.k";
        this.byControlIds = "SELECT c.control_id, c.sender FROM " + pairs + " WHERE EXISTS (SELECT 1 FROM message m"
                + " WHERE m.control_id = c.control_id AND m.channel = ? AND m.sender = c.sender)";
        this.settledAmong = "SELECT d.message_id FROM " + numbers
                + " JOIN delivery d ON d.message_id = n.n AND d.destination = ? WHERE d.status <> 'QUEUED'";
    }

    /** A number for a message that is not in the history yet. */
    public long nextId() throws SQLException {
        return ids.next();
    }

    /** The acceptances that are on record for these keys. */
    public Map<MessageKey, Earlier> earlier(Collection<MessageKey> keys) throws SQLException {
        Map<MessageKey, Earlier> known = new HashMap<>();
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement(byKeys)) {
            select.setArray(1, array(connection, keys.stream().map(MessageKey::value)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.put(
                            new MessageKey(row.getString(1)),
                            new Earlier(row.getLong(2), row.getString(3), instant(row, 4)));
                }
            }
            connection.commit();
        }
        return known;
    }

    /** Those of {@code messages} whose sender has used their control id before, for something else. */
    public Set<MessageKey> reusingControlIds(String channel, Collection<ReceivedMessage> messages) throws SQLException {
        List<ReceivedMessage> named =
                messages.stream().filter(m -> !m.controlId().isEmpty()).toList();
        if (named.isEmpty()) {
            return Set.of();
        }
        Set<List<String>> used = new HashSet<>();
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement(byControlIds)) {
            select.setArray(1, array(connection, named.stream().map(m -> fit(m.controlId(), LONGEST_NAME))));
            select.setArray(2, array(connection, named.stream().map(m -> fit(m.sender(), LONGEST_NAME))));
            select.setString(3, channel);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    used.add(List.of(row.getString(1), row.getString(2)));
                }
            }
            connection.commit();
        }
        Set<MessageKey> reusing = new HashSet<>();
        for (ReceivedMessage message : named) {
            if (!used.add(List.of(fit(message.controlId(), LONGEST_NAME), fit(message.sender(), LONGEST_NAME)))) {
                reusing.add(message.key());
            }
        }
        return reusing;
    }

    /** Those of {@code messageIds} that are done with {@code destination}: it has confirmed them, or they are parked. */
    public Set<Long> settled(String destination, Collection<Long> messageIds) throws SQLException {
        Set<Long> settled = new HashSet<>();
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement(settledAmong)) {
            select.setArray(1, connection.createArrayOf("BIGINT", messageIds.toArray()));
            select.setString(2, destination);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    settled.add(row.getLong(1));
                }
            }
            connection.commit();
        }
        return settled;
    }

    /** Whether no destination of the message has been tried yet: then its work may be done again without harm. */
    public boolean untouched(long messageId) throws SQLException {
        String select = "SELECT 1 FROM delivery WHERE message_id = ? AND attempts > 0";
        try (Connection connection = database.connection();
                PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setLong(1, messageId);
            try (ResultSet row = statement.executeQuery()) {
                boolean touched = row.next();
                connection.commit();
                return !touched;
            }
        }
    }

    /**
     * Records messages that went through the stages, and repeats that were dropped.
     *
     * @param processed messages with all their rows
     * @param repeated ids of messages that came once more
     */
    public void record(List<Processed> processed, List<Long> repeated) throws SQLException {
        try (Connection connection = database.connection()) {
            try {
                removeOldRows(connection, processed);
                insertMessages(connection, processed);
                insertPayloads(connection, processed);
                insertSteps(connection, processed);
                insertDeliveries(connection, processed);
                MergeRegister.insert(connection, processed);
                countRepeats(connection, repeated);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** Records attempts to deliver. */
    public void record(List<Attempted> attempts) throws SQLException {
        try (Connection connection = database.connection()) {
            try {
                insertMissing(connection, attempts, update(connection, attempts));
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** Records what was turned away at the door of a channel, with the bytes that are kept of it. */
    public void refused(String channel, Instant at, String code, String place, String reason, byte[] body)
            throws SQLException {
        String insert = "INSERT INTO refusal (channel, at, code, place, reason, body) VALUES (?, ?, ?, ?, ?, ?)";
        try (Connection connection = database.connection();
                PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, channel);
            setInstant(statement, 2, at);
            statement.setString(3, fit(code, LONGEST_TYPE));
            statement.setString(4, fit(place, LONGEST_TYPE));
            statement.setString(5, fit(reason, LONGEST_REASON));
            setBytes(statement, 6, body);
            statement.executeUpdate();
            connection.commit();
        }
    }

    private static void removeOldRows(Connection connection, List<Processed> processed) throws SQLException {
        List<Processed> again = processed.stream().filter(Processed::again).toList();
        if (again.isEmpty()) {
            return;
        }
        for (String table : List.of(
                "message WHERE id", "payload WHERE message_id", "step WHERE message_id", "delivery WHERE message_id")) {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table + " = ?")) {
                for (Processed one : again) {
                    delete.setLong(1, one.id());
                    delete.addBatch();
                }
                delete.executeBatch();
            }
        }
    }

    private static void insertMessages(Connection connection, List<Processed> processed) throws SQLException {
        String insert = "INSERT INTO message (id, message_key, accept_id, channel, sender, format, control_id, type,"
                + " received_at, processed_at, status, reason, issues, resources, mappings)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            Instant now = Instant.now();
            for (Processed one : processed) {
                ReceivedMessage message = one.message();
                statement.setLong(1, one.id());
                statement.setString(2, message.key().value());
                statement.setString(3, message.acceptId());
                statement.setString(4, message.channel());
                statement.setString(5, fit(message.sender(), LONGEST_NAME));
                statement.setString(6, message.format().name());
                statement.setString(7, fit(message.controlId(), LONGEST_NAME));
                statement.setString(8, fit(message.type(), LONGEST_TYPE));
                setInstant(statement, 9, message.receivedAt());
                setInstant(statement, 10, now);
                statement.setString(11, one.status().name());
                statement.setString(12, fit(one.reason(), LONGEST_REASON));
                statement.setString(13, Json.issues(one.issues()));
                statement.setString(14, fit(Json.resources(one.resources()), LONGEST_REASON));
                statement.setString(15, fit(one.mappings(), LONGEST_TYPE));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void insertPayloads(Connection connection, List<Processed> processed) throws SQLException {
        String insert = "INSERT INTO payload (message_id, body, bundle) VALUES (?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (Processed one : processed) {
                statement.setLong(1, one.id());
                setBytes(statement, 2, one.message().body());
                if (one.bundle().length == 0) {
                    statement.setNull(3, Types.VARBINARY);
                } else {
                    setBytes(statement, 3, one.bundle());
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void insertSteps(Connection connection, List<Processed> processed) throws SQLException {
        String insert = "INSERT INTO step (message_id, stage, destination, status, reason, at, micros)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (Processed one : processed) {
                for (Step step : one.steps()) {
                    statement.setLong(1, one.id());
                    statement.setString(2, step.stage().name());
                    statement.setString(3, step.destination());
                    statement.setString(4, step.status().name());
                    statement.setString(5, fit(step.reason(), LONGEST_REASON));
                    setInstant(statement, 6, step.at());
                    statement.setLong(7, step.micros());
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private static final String INSERT_DELIVERY = "INSERT INTO delivery (message_id, destination, lane, status, reason,"
            + " attempts, queued_at, last_attempt_at, micros, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static void insertDeliveries(Connection connection, List<Processed> processed) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_DELIVERY)) {
            Instant now = Instant.now();
            for (Processed one : processed) {
                for (Processed.Queued queued : one.queued()) {
                    statement.setLong(1, one.id());
                    statement.setString(2, queued.destination());
                    statement.setString(3, queued.lane());
                    statement.setString(4, Status.QUEUED.name());
                    statement.setString(5, "");
                    statement.setInt(6, 0);
                    setInstant(statement, 7, now);
                    statement.setNull(8, Types.TIMESTAMP_WITH_TIMEZONE);
                    statement.setLong(9, 0);
                    statement.setString(10, "");
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private static void countRepeats(Connection connection, List<Long> repeated) throws SQLException {
        if (repeated.isEmpty()) {
            return;
        }
        String update = "UPDATE message SET repeats = repeats + 1, last_repeat_at = ? WHERE id = ?";
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            Instant now = Instant.now();
            for (long id : repeated) {
                setInstant(statement, 1, now);
                statement.setLong(2, id);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static int[] update(Connection connection, List<Attempted> attempts) throws SQLException {
        String update = "UPDATE delivery SET status = ?, reason = ?, attempts = ?, last_attempt_at = ?, micros = ?,"
                + " outcome = ? WHERE message_id = ? AND destination = ?";
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            for (Attempted attempt : attempts) {
                statement.setString(1, attempt.status().name());
                statement.setString(2, fit(attempt.reason(), LONGEST_REASON));
                statement.setInt(3, attempt.attempts());
                setInstant(statement, 4, attempt.at());
                statement.setLong(5, attempt.micros());
                statement.setString(6, fit(attempt.outcome(), LONGEST_OUTCOME));
                statement.setLong(7, attempt.messageId());
                statement.setString(8, attempt.destination());
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    /** A row can be missing only when an older database was put back under newer queues; the effect is recorded still. */
    private static void insertMissing(Connection connection, List<Attempted> attempts, int[] updated)
            throws SQLException {
        List<Attempted> missing = new ArrayList<>();
        for (int i = 0; i < updated.length; i++) {
            if (updated[i] == 0) {
                missing.add(attempts.get(i));
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT_DELIVERY)) {
            for (Attempted attempt : missing) {
                statement.setLong(1, attempt.messageId());
                statement.setString(2, attempt.destination());
                statement.setString(3, attempt.lane());
                statement.setString(4, attempt.status().name());
                statement.setString(5, fit(attempt.reason(), LONGEST_REASON));
                statement.setInt(6, attempt.attempts());
                setInstant(statement, 7, attempt.at());
                setInstant(statement, 8, attempt.at());
                statement.setLong(9, attempt.micros());
                statement.setString(10, fit(attempt.outcome(), LONGEST_OUTCOME));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static Array array(Connection connection, java.util.stream.Stream<String> values) throws SQLException {
        return connection.createArrayOf("VARCHAR", values.toArray());
    }

    private static void setBytes(PreparedStatement statement, int index, byte[] bytes) throws SQLException {
        if (bytes.length <= LONGEST_BINARY) {
            statement.setBytes(index, bytes);
        } else {
            statement.setBinaryStream(index, new ByteArrayInputStream(bytes), bytes.length);
        }
    }

    private static void setInstant(PreparedStatement statement, int index, Instant instant) throws SQLException {
        statement.setObject(index, instant.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static Instant instant(ResultSet row, int index) throws SQLException {
        return row.getObject(index, OffsetDateTime.class).toInstant();
    }

    /** PostgreSQL has no text with a NUL character in it. */
    private static String fit(String text, int longest) {
        String fitting = text.length() <= longest ? text : text.substring(0, longest);
        return fitting.replace('\0', ' ');
    }

    /** Hands out numbers in blocks, one statement for a hundred messages. */
    private static final class Ids {

        private static final int BLOCK = 100;

        private final HistoryDatabase database;
        private long next;
        private long end;

        Ids(HistoryDatabase database) {
            this.database = database;
        }

        synchronized long next() throws SQLException {
            if (next == end) {
                next = block();
                end = next + BLOCK;
            }
            return next++;
        }

        private long block() throws SQLException {
            String question = database.dialect() == Dialect.H2
                    ? "SELECT NEXT VALUE FOR message_id"
                    : "SELECT nextval('message_id')";
            try (Connection connection = database.connection();
                    PreparedStatement statement = connection.prepareStatement(question);
                    ResultSet answer = statement.executeQuery()) {
                if (!answer.next()) {
                    throw new SQLException("the database gave no message id");
                }
                long block = answer.getLong(1);
                connection.commit();
                return block;
            }
        }
    }
}
