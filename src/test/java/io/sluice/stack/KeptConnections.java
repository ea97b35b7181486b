package io.sluice.stack;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * Connections to one database that are lent again, as the engine's pool lends them: a test looks things up by the
 * hundred, and a new connection costs a process of PostgreSQL's and a password that is hashed thousands of times on
 * either side. One that is lent is alive and has no open transaction. Nobody needs to close them: few are kept in the
 * whole JVM, and the one that has been idle for longest goes.
 */
public final class KeptConnections implements DataSource {

    private static final int MOST_IDLE = 24;
    private static final int PREPARE_THRESHOLD = 5; // the driver's own

    private static final Deque<Idle> IDLE = new ArrayDeque<>();

    private record Idle(KeptConnections of, PooledConnection connection) {}

    private final PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();

    public KeptConnections(Database database) {
        source.setURL(database.url());
        source.setUser(database.username());
        source.setPassword(database.password());
        source.setConnectTimeout(5);
    }

    @Override
    public Connection getConnection() throws SQLException {
        for (PooledConnection kept = take(); kept != null; kept = take()) {
            try {
                Connection connection = kept.getConnection();
                if (connection.isValid(5)) {
                    connection.setNetworkTimeout(Runnable::run, 0);
                    connection.unwrap(PGConnection.class).setPrepareThreshold(PREPARE_THRESHOLD);
                    return connection;
                }
            } catch (SQLException broken) {
                // as one that is not valid
            }
            drop(kept);
        }
        PooledConnection fresh = source.getPooledConnection();
        fresh.addConnectionEventListener(new Return());
        return fresh.getConnection();
    }

    private PooledConnection take() {
        synchronized (IDLE) {
            for (var all = IDLE.descendingIterator(); all.hasNext(); ) {
                Idle one = all.next();
                if (one.of == this) {
                    all.remove();
                    return one.connection;
                }
            }
            return null;
        }
    }

    private void keep(PooledConnection connection) {
        List<PooledConnection> tooMany = new ArrayList<>();
        synchronized (IDLE) {
            IDLE.addLast(new Idle(this, connection));
            while (IDLE.size() > MOST_IDLE) {
                tooMany.add(IDLE.removeFirst().connection);
            }
        }
        tooMany.forEach(KeptConnections::drop);
    }

    private static void drop(PooledConnection connection) {
        try {
            connection.close();
        } catch (SQLException gone) {
            // then there is nothing to close
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("connections are those of the database's own user");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return source.getParentLogger();
    }

    /** Keeps what is given back whole. */
    private final class Return implements ConnectionEventListener {

        private boolean broken;

        @Override
        public void connectionClosed(ConnectionEvent event) {
            PooledConnection given = (PooledConnection) event.getSource();
            if (broken) {
                drop(given);
            } else {
                keep(given);
            }
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            broken = true;
        }
    }
}
