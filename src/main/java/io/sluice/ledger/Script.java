package io.sluice.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Several statements that go to the server together and are answered together: one round trip, and one transaction when
 * the session is not in one already. Each statement sees what those before it did, and what others had committed when
 * it began. One failing statement undoes all.
 *
 * <p>Rows travel as arrays, one for each column: {@code insert ... select ... from unnest(?, ?)}.
 */
final class Script {

    private final StringBuilder text = new StringBuilder(2048);
    private final List<Object> parameters = new ArrayList<>();
    private final List<Answer<?>> answers = new ArrayList<>();
    private boolean once;

    private record Answer<T>(Query.Row<T> row, List<T> rows) {
        void read(ResultSet result) throws SQLException {
            while (result.next()) {
                rows.add(row.read(result));
            }
        }
    }

    /** Adds a statement whose answer does not matter. */
    Script run(String sql, Object... values) {
        query(sql, null, values);
        return this;
    }

    /** Adds a statement; the list that is returned fills when the script runs. */
    <T> List<T> query(String sql, Query.Row<T> row, Object... values) {
        if (!text.isEmpty()) {
            text.append(';');
        }
        text.append(sql);
        parameters.addAll(java.util.Arrays.asList(values));
        List<T> rows = new ArrayList<>();
        answers.add(new Answer<>(row, rows));
        return rows;
    }

    /**
     * The commit returns before it is on disk. Only for leases: when the server loses one, whoever held it has lost its
     * connection as well, takes a new epoch, and what it did under the lease is durable or refused.
     */
    Script withoutWaitingForTheDisk() {
        return run("select set_config('synchronous_commit', 'off', true)");
    }

    /**
     * The statement is not kept for the next time: one that was prepared keeps its parameters, however large, until
     * then.
     */
    void forgotten() {
        once = true;
    }

    void execute(Session session) throws SQLException {
        if (!once) {
            execute(session, session.prepare(text.toString()));
            return;
        }
        try (PreparedStatement statement = session.connection().prepareStatement(text.toString())) {
            execute(session, statement);
        }
    }

    private void execute(Session session, PreparedStatement statement) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            bind(session.connection(), statement, i + 1, parameters.get(i));
        }
        boolean rows = statement.execute();
        for (Answer<?> answer : answers) {
            if (rows && answer.row() != null) {
                try (ResultSet result = statement.getResultSet()) {
                    answer.read(result);
                }
            }
            rows = statement.getMoreResults();
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, int at, Object value)
            throws SQLException {
        switch (value) {
            case Long number -> statement.setLong(at, number);
            case Integer number -> statement.setInt(at, number);
            case String string -> statement.setString(at, string);
            case Instant time -> statement.setObject(at, time.atOffset(java.time.ZoneOffset.UTC));
            case UUID[] ids -> statement.setArray(at, connection.createArrayOf("uuid", ids));
            case String[] texts -> statement.setArray(at, connection.createArrayOf("text", texts));
            case long[] numbers -> statement.setArray(at, array(connection, "int8", numbers));
            case int[] numbers -> statement.setArray(at, array(connection, "int4", numbers));
            case boolean[] truths -> statement.setArray(at, array(connection, "bool", truths));
            case byte[][] bytes -> statement.setArray(at, array(connection, "bytea", bytes));
            case null -> statement.setNull(at, java.sql.Types.VARCHAR);
            default -> statement.setObject(at, value);
        }
    }

    private static Array array(Connection connection, String type, Object values) throws SQLException {
        return connection.unwrap(org.postgresql.PGConnection.class).createArrayOf(type, values);
    }
}
