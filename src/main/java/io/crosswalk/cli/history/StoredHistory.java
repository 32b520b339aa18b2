package io.crosswalk.cli.history;

import io.crosswalk.history.HistoryQuery;
import io.crosswalk.history.HistoryQuery.Filter;
import io.crosswalk.history.MessageSummary;
import io.crosswalk.message.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads the database itself, without changing it: for when no engine runs. */
public final class StoredHistory implements HistorySource {

    private static final String H2_FILE = "jdbc:h2:file:";

    private final String url;
    private final String user;
    private final String password;
    private final HistoryQuery query = new HistoryQuery(this::connect);

    /** @param home what a relative file of H2 is relative to: the engine's working directory */
    public StoredHistory(String url, String user, String password, Path home) {
        this.url = url.startsWith(H2_FILE) ? readOnly(url, home) : url;
        this.user = user;
        this.password = password;
    }

    /** Never makes a database where there is none, and never writes one. */
    private static String readOnly(String url, Path home) {
        String[] parts = url.substring(H2_FILE.length()).split(";", 2);
        return H2_FILE + home.resolve(parts[0]).normalize() + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r";
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url, user, password);
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public List<MessageSummary> list(Query wanted) throws IOException {
        Filter filter = Filter.newest(wanted.limit()).channel(wanted.channel()).controlId(wanted.q());
        try {
            return query.list(wanted.status().isEmpty() ? filter : filter.status(Status.valueOf(wanted.status())));
        } catch (SQLException e) {
            throw new IOException(reason(e), e);
        }
    }

    @Override
    public Optional<Lifeline> message(String key) throws IOException {
        try {
            return query.byKey(key).map(Lifeline::of);
        } catch (SQLException e) {
            throw new IOException(reason(e), e);
        }
    }

    /** H2's error codes: 90146 there is no database, 90020 another process has it. */
    private static String reason(SQLException e) {
        return switch (e.getErrorCode()) {
            case 90_146 -> "there is none yet; nothing has been received";
            case 90_020 -> "a running engine holds it, and does not answer";
            default -> String.valueOf(e.getMessage());
        };
    }

    @Override
    public String place() {
        return url.split("[;?]", 2)[0];
    }
}
