package io.sluice.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Which of several nodes works on a thing that one alone may work on, such as the folder of a listener. A turn is an
 * advisory lock of a session: it falls when the process dies, and another node has the next turn. It keeps nodes from
 * doing the same work twice; what must not happen twice is guarded by the rows that they write.
 */
public final class Turns implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Turns.class);
    private static final int TURN = 723;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    private final DataSource pool;
    private final Set<String> mine = new HashSet<>();
    private Session session;

    public Turns(DataSource pool) {
        this.pool = pool;
    }

    /** True while it is this node's turn; taken if nobody has it. False also while the database does not answer. */
    public synchronized boolean mine(String thing) {
        try {
            if (session == null) {
                session = Session.open(pool, ANSWER_WITHIN);
            }
            // A lock is worth what its connection is worth.
            String ask = mine.contains(thing)
                    ? "select true"
                    : "select pg_try_advisory_lock(" + TURN + ", hashtext('" + thing.replace("'", "''") + "'))";
            if (one(ask)) {
                mine.add(thing);
                return true;
            }
            return false;
        } catch (SQLException e) {
            LOG.debugf("no turn at %s, SQLSTATE %s", thing, e.getSQLState());
            close();
            return false;
        }
    }

    private boolean one(String sql) throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Others may go on. */
    @Override
    public synchronized void close() {
        mine.clear();
        if (session != null) {
            session.abort();
            session = null;
        }
    }
}
