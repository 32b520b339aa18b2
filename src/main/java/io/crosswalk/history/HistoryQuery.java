package io.crosswalk.history;

import io.crosswalk.message.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the history. Newest first everywhere. Thread safe; each call is one short read. */
public final class HistoryQuery {

    /**
     * Which messages to list. Empty texts and an absent status ask for nothing in particular.
     *
     * @param channel name of the inbound feed
     * @param controlId exactly as the sender wrote it
     * @param status of the whole message
     * @param before only messages older than this id; 0 for the newest
     * @param limit how many at most
     */
    public record Filter(String channel, String controlId, Optional<Status> status, long before, int limit) {

        public static Filter newest(int limit) {
            return new Filter("", "", Optional.empty(), 0, limit);
        }

        public Filter {
            if (limit < 1 || limit > 1000) {
                throw new IllegalArgumentException("a list has 1 to 1000 messages, not " + limit);
            }
        }

        public Filter channel(String name) {
            return new Filter(name, controlId, status, before, limit);
        }

        public Filter controlId(String id) {
            return new Filter(channel, id, status, before, limit);
        }

        public Filter status(Status wanted) {
            return new Filter(channel, controlId, Optional.of(wanted), before, limit);
        }

        public Filter before(long id) {
            return new Filter(channel, controlId, status, id, limit);
        }
    }

    /** How many messages of a channel ended how. */
    public record ChannelCount(String channel, Status status, long messages) {}

    /** How many deliveries to a destination stand where. */
    public record DestinationCount(String destination, Status status, long deliveries) {}

    /** One message's status is computed from its deliveries, so that a delivery writes one row only. */
    private static final String STATUS = "CASE WHEN m.status <> 'QUEUED' THEN m.status"
            + " WHEN EXISTS (SELECT 1 FROM delivery d WHERE d.message_id = m.id AND d.status = 'PARKED') THEN 'PARKED'"
            + " WHEN EXISTS (SELECT 1 FROM delivery d WHERE d.message_id = m.id AND d.status = 'QUEUED') THEN 'QUEUED'"
            + " ELSE 'SENT' END";

    private static final String SUMMARY = "SELECT m.id, m.message_key, m.channel, m.sender, m.format, m.control_id,"
            + " m.type, m.received_at, m.processed_at, " + STATUS + ", m.reason, m.issues, m.repeats, m.last_repeat_at,"
            + " m.resources, m.mappings FROM message m";

    private final ConnectionSource database;

    public HistoryQuery(ConnectionSource database) {
        this.database = database;
    }

    public List<MessageSummary> list(Filter filter) throws SQLException {
        List<Object> values = new ArrayList<>();
        StringBuilder sql = new StringBuilder(SUMMARY).append(" WHERE 1 = 1");
        if (filter.before() > 0) {
            sql.append(" AND m.id < ?");
            values.add(filter.before());
        }
        if (!filter.channel().isEmpty()) {
            sql.append(" AND m.channel = ?");
            values.add(filter.channel());
        }
        if (!filter.controlId().isEmpty()) {
            sql.append(" AND m.control_id = ?");
            values.add(filter.controlId());
        }
        filter.status().ifPresent(status -> restrict(sql, values, status));
        sql.append(" ORDER BY m.id DESC FETCH FIRST ").append(filter.limit()).append(" ROWS ONLY");
        try (Connection connection = database.connection();
                PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            List<MessageSummary> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(summary(row));
                }
            }
            connection.commit();
            return found;
        }
    }

    private static void restrict(StringBuilder sql, List<Object> values, Status status) {
        switch (status) {
            // Rare ones are found by the index of the deliveries, whatever the size of the history.
            case PARKED -> sql.append(" AND m.id IN (SELECT message_id FROM delivery WHERE status = 'PARKED')");
            case QUEUED -> {
                sql.append(" AND m.id IN (SELECT message_id FROM delivery WHERE status = 'QUEUED')");
                sql.append(" AND ").append(STATUS).append(" = 'QUEUED'");
            }
            case SENT ->
                sql.append(" AND m.status = 'QUEUED' AND ").append(STATUS).append(" = 'SENT'");
            case RECEIVED, CONVERTED, FILTERED, ERROR -> {
                sql.append(" AND m.status = ?");
                values.add(status.name());
            }
        }
    }

    public Optional<MessageDetail> byId(long id) throws SQLException {
        return detail(" WHERE m.id = ?", id);
    }

    public Optional<MessageDetail> byKey(String key) throws SQLException {
        return detail(" WHERE m.message_key = ?", key);
    }

    private Optional<MessageDetail> detail(String where, Object value) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement statement = connection.prepareStatement(SUMMARY + where)) {
            statement.setObject(1, value);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                MessageSummary summary = summary(row);
                byte[][] payload = payload(connection, summary.id());
                MessageDetail detail = new MessageDetail(
                        summary,
                        Json.readIssues(row.getString(12)),
                        Json.readResources(row.getString(15)),
                        row.getString(16),
                        steps(connection, summary.id()),
                        deliveries(connection, summary.id()),
                        payload[0],
                        payload[1]);
                return Optional.of(detail);
            } finally {
                connection.commit();
            }
        }
    }

    /** What was turned away at the doors, newest first. */
    public List<Refusal> refusals(int limit) throws SQLException {
        String sql = "SELECT id, channel, at, code, place, reason, OCTET_LENGTH(body) FROM refusal ORDER BY id DESC"
                + " FETCH FIRST ? ROWS ONLY";
        try (Connection connection = database.connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, limit);
            List<Refusal> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Refusal(
                            row.getLong(1),
                            row.getString(2),
                            instant(row, 3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getInt(7)));
                }
            }
            connection.commit();
            return found;
        }
    }

    /** Deliveries that are not done: QUEUED and PARKED. Cheap, whatever the size of the history. */
    public List<DestinationCount> openDeliveries() throws SQLException {
        return destinationCounts("WHERE status IN ('QUEUED', 'PARKED')");
    }

    /** Since when the first message waits for a destination. Cheap, whatever the size of the history. */
    public Optional<Instant> oldestQueued(String destination) throws SQLException {
        String sql = "SELECT queued_at FROM delivery WHERE status = 'QUEUED' AND destination = ?"
                + " ORDER BY message_id FETCH FIRST 1 ROWS ONLY";
        try (Connection connection = database.connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, destination);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(instant(row, 1)) : Optional.empty();
            } finally {
                connection.commit();
            }
        }
    }

    /** All deliveries. Reads the whole index: not for a page that refreshes by itself. */
    public List<DestinationCount> allDeliveries() throws SQLException {
        return destinationCounts("");
    }

    private List<DestinationCount> destinationCounts(String where) throws SQLException {
        String sql = "SELECT destination, status, COUNT(*) FROM delivery " + where
                + " GROUP BY destination, status ORDER BY destination, status";
        try (Connection connection = database.connection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            List<DestinationCount> counts = new ArrayList<>();
            while (row.next()) {
                counts.add(new DestinationCount(row.getString(1), Status.valueOf(row.getString(2)), row.getLong(3)));
            }
            connection.commit();
            return counts;
        }
    }

    /** Messages by channel and by what was decided before delivery: QUEUED (went on), FILTERED, ERROR. */
    public List<ChannelCount> channels(Instant since) throws SQLException {
        String sql = "SELECT channel, status, COUNT(*) FROM message WHERE received_at >= ?"
                + " GROUP BY channel, status ORDER BY channel, status";
        try (Connection connection = database.connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, since.atOffset(java.time.ZoneOffset.UTC));
            List<ChannelCount> counts = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    counts.add(new ChannelCount(row.getString(1), Status.valueOf(row.getString(2)), row.getLong(3)));
                }
            }
            connection.commit();
            return counts;
        }
    }

    private static MessageSummary summary(ResultSet row) throws SQLException {
        return new MessageSummary(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                instant(row, 8),
                instant(row, 9),
                Status.valueOf(row.getString(10).strip()),
                row.getString(11),
                Json.readIssues(row.getString(12)).size(),
                row.getInt(13),
                instantOrNull(row, 14));
    }

    private static byte[][] payload(Connection connection, long id) throws SQLException {
        String sql = "SELECT body, bundle FROM payload WHERE message_id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return new byte[][] {{}, {}};
                }
                byte[] bundle = row.getBytes(2);
                return new byte[][] {row.getBytes(1), bundle == null ? new byte[0] : bundle};
            }
        }
    }

    private static List<Step> steps(Connection connection, long id) throws SQLException {
        String sql = "SELECT stage, destination, status, reason, at, micros FROM step WHERE message_id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            List<Step> steps = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    steps.add(new Step(
                            Stage.valueOf(row.getString(1)),
                            row.getString(2),
                            Status.valueOf(row.getString(3)),
                            row.getString(4),
                            instant(row, 5),
                            row.getLong(6)));
                }
            }
            steps.sort(Comparator.comparing(Step::stage).thenComparing(Step::destination));
            return steps;
        }
    }

    private static List<DeliveryView> deliveries(Connection connection, long id) throws SQLException {
        String sql = "SELECT destination, lane, status, reason, attempts, queued_at, last_attempt_at, micros, outcome"
                + " FROM delivery WHERE message_id = ? ORDER BY destination";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            List<DeliveryView> deliveries = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    deliveries.add(new DeliveryView(
                            row.getString(1),
                            row.getString(2),
                            Status.valueOf(row.getString(3)),
                            row.getString(4),
                            row.getInt(5),
                            instant(row, 6),
                            instantOrNull(row, 7),
                            row.getLong(8),
                            row.getString(9)));
                }
            }
            return deliveries;
        }
    }

    private static Instant instant(ResultSet row, int index) throws SQLException {
        return row.getObject(index, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, int index) throws SQLException {
        OffsetDateTime time = row.getObject(index, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
