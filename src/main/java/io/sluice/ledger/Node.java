package io.sluice.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * This engine among those that share the ledger. It holds an advisory lock on its epoch with a connection of its own:
 * the lock falls when the process dies, and whoever sees that takes over what the epoch had leased. When this node's
 * own connection is lost, or the fate of a commit is unknown, it takes a new epoch and takes over its own former one.
 *
 * <p>Called by the pulse's thread only, but for {@link #epoch()} and {@link #holdRelay()}.
 */
final class Node {

    private static final Logger LOG = Logger.getLogger(Node.class);
    private static final int ALIVE = 720;
    private static final int RELAY = 722;

    private final Connector connector;
    private final String name;
    private final Consumer<List<Work>> takenOver;
    private final Set<Long> mine = ConcurrentHashMap.newKeySet();
    private volatile long epoch;
    private volatile boolean doubtful = true;
    private boolean relay;
    private Session session;

    /** @param takenOver gets the work of dead epochs: READY, or leased to this epoch to be judged */
    Node(Connector connector, String name, Consumer<List<Work>> takenOver) {
        this.connector = connector;
        this.name = name;
        this.takenOver = takenOver;
    }

    long epoch() {
        return epoch;
    }

    /** The epoch is not to be trusted any more; the next {@link #beat()} takes a new one. */
    void doubt() {
        doubtful = true;
    }

    /**
     * Makes sure that the epoch is held, and takes over those that are not.
     *
     * @return true when a new epoch was taken
     */
    synchronized boolean beat() throws SQLException {
        try {
            boolean renewed = doubtful || session == null;
            if (renewed) {
                renew();
            }
            takeOver();
            return renewed;
        } catch (SQLException e) {
            if (Failure.of(e) == Failure.UNKNOWN || Failure.of(e) == Failure.EPOCH_ENDED) {
                doubtful = true;
            }
            throw e;
        }
    }

    /** True while the relay's lock is held by this node. */
    synchronized boolean holdRelay() {
        if (session == null || doubtful) {
            return false;
        }
        try {
            if (!relay) {
                relay = one("select pg_try_advisory_lock(" + RELAY + ", 0)");
            } else {
                // A lock is worth what its connection is worth.
                one("select true");
            }
            return relay;
        } catch (SQLException e) {
            doubtful = true;
            return false;
        }
    }

    private void renew() throws SQLException {
        if (session != null) {
            session.abort();
            session = null;
        }
        relay = false;
        session = connector.connect();
        doubtful = false;
        long fresh = number("select nextval('node_epoch')");
        one("select pg_advisory_lock(" + ALIVE + ", " + fresh + ") is not null");
        new Script()
                .run("insert into node (epoch, name) values (?, ?)", fresh, name)
                .execute(session);
        mine.add(fresh);
        epoch = fresh;
        LOG.infof("Node %s works under epoch %d", name, fresh);
    }

    private void takeOver() throws SQLException {
        Script others = new Script();
        List<Long> epochs =
                others.query("select epoch from node where epoch <> ? order by epoch", row -> row.getLong(1), epoch);
        others.execute(session);
        for (long other : epochs) {
            boolean own = mine.contains(other);
            String lock = "(" + ALIVE + ", " + other + ")";
            if (own) {
                takeOver(other, false);
            } else if (one("select pg_try_advisory_lock" + lock)) {
                try {
                    takeOver(other, true);
                } finally {
                    one("select pg_advisory_unlock" + lock);
                }
            }
        }
    }

    private void takeOver(long dead, boolean crashed) throws SQLException {
        Script script = new Script();
        List<Work> taken = script.query(
                "select " + Work.COLUMNS + " from take_over(?, ?, " + crashed + ")", Work::read, dead, epoch);
        script.execute(session);
        if (!taken.isEmpty()) {
            LOG.infof("Epoch %d has ended; %d leases of it are taken over", dead, taken.size());
        }
        takenOver.accept(new ArrayList<>(taken));
    }

    private boolean one(String sql) throws SQLException {
        Script script = new Script();
        List<Boolean> answer = script.query(sql, row -> row.getBoolean(1));
        script.execute(session);
        return answer.getFirst();
    }

    private long number(String sql) throws SQLException {
        Script script = new Script();
        List<Long> answer = script.query(sql, row -> row.getLong(1));
        script.execute(session);
        return answer.getFirst();
    }

    /** Gives the lock back: others take over at once. */
    synchronized void close() {
        if (session != null) {
            session.abort();
            session = null;
        }
        doubtful = true;
    }
}
