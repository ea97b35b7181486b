package io.sluice.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * One connection kept by one thread, with its statements prepared for good. Plans are made once, for tables that are
 * small or always reached by a key: the planner is told so, since the statistics of tables that empty and fill all the
 * time are never right.
 */
final class Session implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Session.class);
    private static final int STATEMENTS = 200;
    private static final String SETTINGS =
            "set synchronous_commit = on; set plan_cache_mode = force_generic_plan; set jit = off;"
                    + " set enable_seqscan = off; set enable_bitmapscan = off;"
                    + " set enable_hashjoin = off; set enable_mergejoin = off";

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(STATEMENTS, 0.75f, true);

    private Session(Connection connection) {
        this.connection = connection;
    }

    /** @param answerWithin after this time without an answer the connection is broken off */
    static Session open(DataSource pool, Duration answerWithin) throws SQLException {
        Connection connection = pool.getConnection();
        try {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(answerWithin.toMillis()));
            connection.unwrap(PGConnection.class).setPrepareThreshold(1);
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute(SETTINGS);
            }
            return new Session(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    /** The prepared statement; the caller does not close it. */
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
            if (statements.size() > STATEMENTS) {
                var eldest = statements.entrySet().iterator().next();
                eldest.getValue().close();
                statements.remove(eldest.getKey());
            }
        }
        return statement;
    }

    /** Several round trips, one transaction. */
    <T> T transaction(Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.run();
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            try {
                connection.rollback();
            } catch (SQLException broken) {
                e.addSuppressed(broken);
            }
            throw e;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    interface Work<T> {
        T run() throws SQLException;
    }

    /** Gives the connection back in the state that a pool expects, or drops it when it is broken. */
    @Override
    public void close() {
        try (connection) {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("reset all");
            }
        } catch (SQLException broken) {
            // Broken connections are closed because they are broken: nothing more can be done, and nothing is lost.
            abort();
        }
    }

    /**
     * Breaks the connection off at once; a transaction in it is rolled back by the server. Its place in the pool is
     * free again.
     */
    void abort() {
        // Not the pool's own abort(): Agroal marks its wrapper as closed first, so that neither the server learns of it
        // (and
        // the locks of this session stay held) nor the pool gets its place back.
        try (connection) {
            if (connection.unwrap(PGConnection.class) instanceof Connection real) {
                real.abort(Runnable::run);
            }
            // Fails, and by that the pool sees that this one is not to be lent again.
            connection.createStatement().close();
        } catch (SQLException asWanted) {
            LOG.debugf("a connection was broken off, SQLSTATE %s", asWanted.getSQLState());
        }
    }
}
