package io.sluice.ledger;

import io.sluice.message.Ids;
import io.sluice.message.ProblemException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Commits that bytes are about to go out. All of a batch or none: when a lease in it is lost, each caller's list is
 * tried apart, and the one that holds it fails with {@code ledger.fenced}.
 */
final class Sendings implements Committer.Step<Sendings.Pending> {

    private static final String SENDING = """
            with sending as (
                update work w set state = 'SENDING' from unnest(?) u(id)
                where w.id = u.id and w.epoch = ? and w.state = 'LEASED' returning 1)
            select case when (select count(*) from sending) <> ? then unexpected('lease') end""";

    private static final String STATE =
            "update delivery_{day} d set state = 'SENDING' from unnest(?, ?) u(id, message_id)"
                    + " where d.message_id = u.message_id and d.id = u.id";

    private final LongSupplier epoch;

    Sendings(LongSupplier epoch) {
        this.epoch = epoch;
    }

    /** What one caller is about to send, of one day. */
    static final class Pending extends Waiting<Void> {
        private final List<Work> leases;

        Pending(List<Work> leases) {
            this.leases = leases;
        }

        @Override
        LocalDate day() {
            return Ids.day(leases.getFirst().messageId());
        }

        @Override
        long bytes() {
            return 100L * leases.size();
        }
    }

    @Override
    public void commit(Session session, Day day, List<Pending> batch) throws SQLException {
        long under = epoch.getAsLong();
        try {
            commit(session, day, batch, under);
        } catch (SQLException e) {
            if (Failure.of(e) != Failure.UNEXPECTED) {
                throw e;
            }
            if (batch.size() == 1) {
                batch.getFirst().fail(new ProblemException(LedgerProblem.FENCED, "epoch " + under));
                return;
            }
            for (Pending one : batch) {
                commit(session, day, List.of(one));
            }
        }
    }

    private static void commit(Session session, Day day, List<Pending> batch, long under) throws SQLException {
        List<Work> works = new ArrayList<>();
        batch.forEach(pending -> works.addAll(pending.leases));
        Columns<Work> columns = Columns.of(works);
        Script script = new Script();
        Lanes.enter(script, under);
        script.run(SENDING, columns.ids(Work::id), under, (long) works.size());
        script.run(day.sql(STATE), columns.ids(Work::id), columns.ids(Work::messageId));
        script.execute(session);
        batch.forEach(pending -> pending.complete(null));
    }
}
