package io.sluice.ledger;

import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Makes sessions, and knows whether the database answers. While it does not, all who ask are refused at once, and it is
 * tried a few times a second.
 */
final class Connector {

    private static final Logger LOG = Logger.getLogger(Connector.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private final DataSource pool;
    private final Duration answerWithin;
    private volatile boolean available = true;
    private volatile Runnable onDoubt = () -> {};
    private long tryAgainAt = System.nanoTime();

    Connector(DataSource pool, Duration answerWithin) {
        this.pool = pool;
        this.answerWithin = answerWithin;
    }

    /** Who takes a new epoch when the fate of a commit is unknown. */
    void onDoubt(Runnable renew) {
        onDoubt = renew;
    }

    boolean available() {
        return available;
    }

    DataSource pool() {
        return pool;
    }

    synchronized Session connect() throws SQLException {
        if (!available && System.nanoTime() - tryAgainAt < 0) {
            throw new SQLException("PostgreSQL was away a moment ago", "08001");
        }
        try {
            Session session = Session.open(pool, answerWithin);
            if (!available) {
                LOG.info("PostgreSQL answers again");
            }
            available = true;
            return session;
        } catch (SQLException e) {
            tryAgainAt = System.nanoTime() + BETWEEN_TRIES.toNanos();
            if (available) {
                LOG.warnf(
                        "PostgreSQL does not answer, SQLSTATE %s; nothing is acknowledged until it does",
                        e.getSQLState());
            }
            available = false;
            throw e;
        }
    }

    /** A connection was lost in the middle of something: whatever it was, it is committed or it is not. */
    void lost(String who, SQLException e) {
        if (available) {
            LOG.warnf("%s: connection to PostgreSQL lost, SQLSTATE %s; a new epoch is taken", who, e.getSQLState());
        }
        onDoubt.run();
    }

    /** Another node has taken this one for dead. */
    void epochEnded() {
        LOG.warn("This node was taken for dead, another has taken over its work; a new epoch is taken");
        onDoubt.run();
    }

    /** @return true when the day has partitions now, so that it is worth another try */
    boolean makePartition(Session session, LocalDate day) {
        try (PreparedStatement statement = session.connection().prepareStatement("select ensure_partitions(?, ?)")) {
            statement.setDate(1, Date.valueOf(day));
            statement.setDate(2, Date.valueOf(day));
            statement.execute();
            return true;
        } catch (SQLException e) {
            LOG.errorf("No partition for %s could be made, SQLSTATE %s", day, e.getSQLState());
            return false;
        }
    }
}
