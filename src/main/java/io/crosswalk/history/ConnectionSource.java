package io.crosswalk.history;

import java.sql.Connection;
import java.sql.SQLException;

/** Gives connections to a database with the tables of the history. */
@FunctionalInterface
public interface ConnectionSource {

    /** A connection without auto-commit; close it to give it back. */
    Connection connection() throws SQLException;
}
