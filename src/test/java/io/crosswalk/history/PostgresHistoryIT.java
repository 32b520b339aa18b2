package io.crosswalk.history;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresHistoryIT extends HistoryContract {

    static @Nullable EmbeddedPostgres server;
    static @Nullable HistoryDatabase opened;

    @BeforeAll
    static void open() throws IOException, SQLException {
        server = EmbeddedPostgres.start();
        opened = HistoryDatabase.open(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
    }

    @AfterAll
    static void close() throws IOException {
        Objects.requireNonNull(opened).close();
        Objects.requireNonNull(server).close();
    }

    @Override
    HistoryDatabase database() {
        return Objects.requireNonNull(opened);
    }
}
