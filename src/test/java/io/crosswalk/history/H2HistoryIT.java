package io.crosswalk.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2HistoryIT extends HistoryContract {

    @TempDir
    static @Nullable Path folder;

    static @Nullable HistoryDatabase opened;

    @BeforeAll
    static void open() throws SQLException {
        opened = HistoryDatabase.open("jdbc:h2:file:" + folder + "/history", "sa", "");
    }

    @AfterAll
    static void close() {
        database(opened).close();
    }

    @Override
    HistoryDatabase database() {
        return database(opened);
    }

    private static HistoryDatabase database(@Nullable HistoryDatabase database) {
        return java.util.Objects.requireNonNull(database);
    }

    @Test
    void refusesAnH2ThatWritesLater() {
        assertThatThrownBy(() -> HistoryDatabase.open("jdbc:h2:file:./x;WRITE_DELAY=500", "sa", ""))
                .hasMessage("history database 'jdbc:h2:file:./x': WRITE_DELAY must be 0, otherwise committed rows are"
                        + " lost when the process is killed");
    }

    @Test
    void refusesAnH2InMemory() {
        assertThatThrownBy(() -> HistoryDatabase.open("jdbc:h2:mem:x", "sa", ""))
                .hasMessageContaining("H2 must keep it in a file of this engine");
    }

    @Test
    void writesAtOnceUnlessToldOtherwise() {
        assertThat(HistoryDatabase.durable("jdbc:h2:file:./x"))
                .isEqualTo("jdbc:h2:file:./x;WRITE_DELAY=0;QUERY_CACHE_SIZE=64;DB_CLOSE_ON_EXIT=FALSE");
    }

    @Test
    void refusesADatabaseItDoesNotKnow() {
        assertThatThrownBy(() -> HistoryDatabase.open("jdbc:mysql://host/db?password=secret", "sa", ""))
                .hasMessage("history database 'jdbc:mysql://host/db': only jdbc:h2:file:... and jdbc:postgresql:..."
                        + " are known");
    }
}
