package io.sluice.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** One INSERT and one commit for each message, over one connection for each thread. */
final class PlainInsert {

    private final String url;
    private final ThreadLocal<PreparedStatement> insert = ThreadLocal.withInitial(this::connect);

    /** @param url JDBC URL with user and password */
    PlainInsert(String url) throws SQLException {
        this.url = url;
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.createStatement()
                    .execute("create table if not exists floor (id uuid primary key, received_at timestamptz not null"
                            + " default now(), control_id text, type text, body text not null)");
        }
    }

    void store(String controlId, String type, String body) throws SQLException {
        PreparedStatement statement = insert.get();
        statement.setObject(1, UUID.randomUUID());
        statement.setString(2, controlId);
        statement.setString(3, type);
        statement.setString(4, body);
        statement.executeUpdate(); // auto-commit: returns after the fsync
    }

    private PreparedStatement connect() {
        try {
            return DriverManager.getConnection(url)
                    .prepareStatement("insert into floor (id, control_id, type, body) values (?, ?, ?, ?)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
