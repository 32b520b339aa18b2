package io.crosswalk.history;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import org.flywaydb.core.Flyway;

/**
 * The database behind the history, chosen by its URL alone: H2 in a file of ours, or a PostgreSQL server. Thread safe.
 */
public final class HistoryDatabase implements ConnectionSource, AutoCloseable {

    /** Which SQL is spoken. */
    public enum Dialect {
        H2("org.h2.Driver"),
        POSTGRESQL("org.postgresql.Driver");

        private final String driver;

        Dialect(String driver) {
            this.driver = driver;
        }

        static Dialect of(String url) {
            if (url.startsWith("jdbc:h2:")) {
                return H2;
            }
            if (url.startsWith("jdbc:postgresql:")) {
                return POSTGRESQL;
            }
            throw new IllegalArgumentException("history database '" + withoutParameters(url)
                    + "': only jdbc:h2:file:... and jdbc:postgresql:... are known");
        }

        String folder() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int CONNECTIONS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AgroalDataSource pool;
    private final Dialect dialect;
    private final String url;

    private HistoryDatabase(AgroalDataSource pool, Dialect dialect, String url) {
        this.pool = pool;
        this.dialect = dialect;
        this.url = url;
    }

    /**
     * Opens the database and brings its tables to the version of this program.
     *
     * @throws IllegalArgumentException when the URL cannot be used safely, with the way out
     * @throws SQLException when the database cannot be reached
     */
    public static HistoryDatabase open(String url, String user, String password) throws SQLException {
        Dialect dialect = Dialect.of(url);
        String safeUrl = dialect == Dialect.H2 ? durable(url) : url;
        AgroalDataSource pool = pool(dialect, safeUrl, user, password);
        try {
            if (dialect == Dialect.H2) {
                refuseDelayedWrites(pool);
            }
            Flyway.configure(HistoryDatabase.class.getClassLoader())
                    .dataSource(pool)
                    .resourceProvider(new Migrations(dialect.folder()))
                    .javaMigrationClassProvider(java.util.List::of)
                    .locations("classpath:db/" + dialect.folder())
                    .load()
                    .migrate();
            return new HistoryDatabase(pool, dialect, withoutParameters(url));
        } catch (SQLException | RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /**
     * H2 writes committed rows half a second later unless told otherwise, and loses them when the process is killed; in
     * memory it loses all.
     */
    static String durable(String url) {
        String upper = url.toUpperCase(Locale.ROOT);
        if (!upper.startsWith("JDBC:H2:FILE:")) {
            throw new IllegalArgumentException("history database '" + withoutParameters(url)
                    + "': H2 must keep it in a file of this engine, as in jdbc:h2:file:./data/history/crosswalk");
        }
        int delay = upper.indexOf(";WRITE_DELAY=");
        if (delay >= 0
                && !upper.substring(delay + ";WRITE_DELAY=".length())
                        .split(";", -1)[0]
                        .strip()
                        .equals("0")) {
            throw new IllegalArgumentException("history database '" + withoutParameters(url)
                    + "': WRITE_DELAY must be 0, otherwise committed rows are lost when the process is killed");
        }
        String safe = delay >= 0 ? url : url + ";WRITE_DELAY=0";
        // H2 remembers eight prepared statements of a connection; the history has more than twenty.
        String remembering = upper.contains(";QUERY_CACHE_SIZE=") ? safe : safe + ";QUERY_CACHE_SIZE=64";
        return upper.contains(";DB_CLOSE_ON_EXIT=") ? remembering : remembering + ";DB_CLOSE_ON_EXIT=FALSE";
    }

    private static AgroalDataSource pool(Dialect dialect, String url, String user, String password)
            throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled(false)
                .connectionPoolConfiguration(connections -> connections
                        .minSize(0)
                        .maxSize(CONNECTIONS)
                        .acquisitionTimeout(PATIENCE)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)
                                // By name: the list of drivers of the JVM is shared, and others take theirs out of it.
                                .connectionProviderClassName(dialect.driver)
                                .autoCommit(false)
                                .principal(new NamePrincipal(user))
                                .credential(new SimplePassword(password)))));
    }

    private static void refuseDelayedWrites(AgroalDataSource pool) throws SQLException {
        String question = "SELECT setting_value FROM information_schema.settings WHERE setting_name = 'WRITE_DELAY'";
        try (Connection connection = pool.getConnection();
                var statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            if (!answer.next() || !answer.getString(1).equals("0")) {
                throw new IllegalArgumentException(
                        "history database: H2 did not take WRITE_DELAY=0; committed rows would be lost when the process is killed");
            }
        }
    }

    /** A connection without auto-commit; close it to give it back. */
    @Override
    public Connection connection() throws SQLException {
        return pool.getConnection();
    }

    public Dialect dialect() {
        return dialect;
    }

    /** For people: the URL without its parameters, which may hold a password. */
    public String place() {
        return url;
    }

    private static String withoutParameters(String url) {
        return url.split("[;?]", 2)[0];
    }

    @Override
    public void close() {
        pool.close();
    }
}
