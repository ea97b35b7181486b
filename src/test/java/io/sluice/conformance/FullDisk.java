package io.sluice.conformance;

import io.sluice.stack.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database that takes every statement, and refuses each COMMIT of a message as one without room does (SQLSTATE
 * 53100). Whoever acknowledges before the commit is found out by it; whoever waits for it is refused.
 */
final class FullDisk implements AutoCloseable {

    private static final String FULL = """
            create or replace function disk_is_full() returns trigger language plpgsql as $$
            begin
                raise exception using errcode = '53100', message = 'no space left on device';
            end $$;
            create constraint trigger full_disk after insert on message deferrable initially deferred
                for each row execute function disk_is_full()""";

    private final Database database;

    FullDisk(Database database) throws SQLException {
        this.database = database;
        execute(FULL);
    }

    @Override
    public void close() throws SQLException {
        execute("drop trigger full_disk on message");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
