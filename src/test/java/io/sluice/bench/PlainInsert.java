package io.sluice.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** One INSERT and one commit for each message, over a small pool of connections, each with its statement prepared. */
final class PlainInsert {

    private static final int CONNECTIONS = 16;

    private final BlockingQueue<PreparedStatement> pool = new ArrayBlockingQueue<>(CONNECTIONS);

    /** @param url JDBC URL with user and password */
    PlainInsert(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection
                    .createStatement()
                    .execute("create table if not exists floor (id uuid primary key, received_at timestamptz not null"
                            + " default now(), control_id text, type text, body text not null)");
        }
        for (int i = 0; i < CONNECTIONS; i++) {
            pool.add(DriverManager.getConnection(url)
                    .prepareStatement("insert into floor (id, control_id, type, body) values (?, ?, ?, ?)"));
        }
    }

    void store(String controlId, String type, String body) throws SQLException {
        try {
            PreparedStatement statement = pool.take();
            try {
                statement.setObject(1, UUID.randomUUID());
                statement.setString(2, controlId);
                statement.setString(3, type);
                statement.setString(4, body);
                statement.executeUpdate(); // auto-commit: returns after the fsync
            } finally {
                pool.add(statement);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException(e);
        }
    }
}
