package io.sluice.ledger;

import io.sluice.message.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Transactions over the pool. A failure of the database comes out as {@code ledger.unavailable} and without its text,
 * since PostgreSQL quotes values in it.
 */
final class Database {

    /** Work within one transaction. */
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private final DataSource pool;

    Database(DataSource pool) {
        this.pool = pool;
    }

    /** Reads one snapshot. Limited in time, so that no search can hold up the cleaning of tables. */
    <T> T read(Work<T> work) {
        return transaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read, read only;"
                        + " set local statement_timeout = '20s'; set local jit = off");
            }
            return work.run(connection);
        });
    }

    /** Commits what the work did, or nothing of it. */
    <T> T write(Work<T> work) {
        return transaction(work);
    }

    private <T> T transaction(Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new ProblemException(LedgerProblem.UNAVAILABLE, "SQLSTATE " + e.getSQLState(), new WithoutText(e));
        }
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Keeps where it failed and drops what the server said. */
    private static final class WithoutText extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WithoutText(SQLException cause) {
            super("SQLSTATE " + cause.getSQLState());
            setStackTrace(cause.getStackTrace());
        }
    }
}
