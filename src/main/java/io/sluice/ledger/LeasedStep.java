package io.sluice.ledger;

import io.sluice.message.ProblemException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Commits results that stand under leases. When one of the batch has lost its lease, the whole is rolled back, that one
 * is dropped and told so, and the others go again.
 */
abstract class LeasedStep<T extends Waiting<Void> & LeasedStep.Leased> implements Committer.Step<T> {

    /** What may be committed only while its lease is held. */
    interface Leased {
        Work lease();
    }

    private final LongSupplier epoch;
    private final Leases leases;
    private final String stillLeased;

    /** @param states in which work is while its lease is held, as a list of SQL */
    LeasedStep(LongSupplier epoch, Leases leases, String states) {
        this.epoch = epoch;
        this.leases = leases;
        this.stillLeased =
                "select w.id from unnest(?) u(id) join work w on w.id = u.id where w.epoch = ? and w.state in ("
                        + states + ")";
    }

    /** Commits all of the batch, or fails with {@link Failure#UNEXPECTED} when one has lost its lease. */
    abstract void commit(Session session, Day day, List<T> batch, long under) throws SQLException;

    @Override
    public void commit(Session session, Day day, List<T> batch) throws SQLException {
        long under = epoch.getAsLong();
        List<T> leased = new ArrayList<>(batch);
        dropOthers(leased, result -> result.lease().epoch() == under);
        while (!leased.isEmpty()) {
            try {
                commit(session, day, leased, under);
                return;
            } catch (SQLException e) {
                if (Failure.of(e) != Failure.UNEXPECTED) {
                    throw e;
                }
                Set<UUID> still = stillLeased(session, leased, under);
                if (still.size() == leased.size()) {
                    throw e;
                }
                dropOthers(leased, result -> still.contains(result.lease().id()));
            }
        }
    }

    private void dropOthers(List<T> batch, Predicate<T> keep) {
        batch.removeIf(result -> {
            if (keep.test(result)) {
                return false;
            }
            leases.end(result.lease());
            result.fail(new ProblemException(
                    LedgerProblem.FENCED, "epoch " + result.lease().epoch()));
            return true;
        });
    }

    private Set<UUID> stillLeased(Session session, List<T> batch, long under) throws SQLException {
        Script script = new Script();
        List<UUID> still = script.query(
                stillLeased,
                row -> row.getObject(1, UUID.class),
                Columns.of(batch).ids(result -> result.lease().id()),
                under);
        script.execute(session);
        return new HashSet<>(still);
    }
}
