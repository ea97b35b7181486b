package io.sluice.ledger;

import io.sluice.message.CrashPoint;
import io.sluice.message.Mutants;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * Commits what runs came to: their state and all their effects, under the lease. When one of the batch has lost its
 * lease, the whole is rolled back, that one is dropped, and the others go again.
 */
final class RunResults extends LeasedStep<PendingResult> {

    private static final String BLOCK = """
            with blocked as (
                update work w set state = 'BLOCKED', epoch = null from unnest(?) u(id)
                where w.id = u.id and w.epoch = ? and w.state in ('LEASED', 'SENDING') returning 1)
            select case when (select count(*) from blocked) <> ? then unexpected('lease') end""";

    private final InstantSource clock;
    private final Leases leases;
    private final AheadRuns ahead;
    private final Runs runs;
    private final Deliveries deliveries;
    private final Outbox outbox;
    private final Runnable blocked;

    /** @param blocked called when a lane was blocked */
    RunResults(
            InstantSource clock,
            LongSupplier epoch,
            Leases leases,
            AheadRuns ahead,
            Runs runs,
            Deliveries deliveries,
            Outbox outbox,
            Runnable blocked) {
        super(epoch, leases, "'LEASED'");
        this.clock = clock;
        this.leases = leases;
        this.ahead = ahead;
        this.runs = runs;
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.blocked = blocked;
    }

    /** First with the runs that were carried ahead of it; where one may not pass its lanes, without all of them. */
    @Override
    void commit(Session session, Day day, List<PendingResult> batch, long under) throws SQLException {
        if (batch.stream().anyMatch(PendingResult::followed)) {
            try {
                commit(session, day, batch, under, true);
                return;
            } catch (SQLException e) {
                if (Failure.of(e) != Failure.UNEXPECTED) {
                    throw e;
                }
            }
            ahead.followersInVain(batch);
        }
        commit(session, day, batch, under, false);
    }

    private void commit(Session session, Day day, List<PendingResult> batch, long under, boolean withAhead)
            throws SQLException {
        Instant now = clock.instant();
        List<Work> leaving = new ArrayList<>();
        List<Work> blocking = new ArrayList<>();
        batch.forEach(result -> (result.blocks() ? blocking : leaving).add(result.lease()));
        Set<UUID> identical = Supersede.identical(session, day, batch);
        batch.forEach(result -> result.identical(identical));
        try (Room.Promises room = runs.room()) {
            NewRows rows = new NewRows(room::one, withAhead);
            batch.forEach(result -> rows.ends(result.lease()));
            batch.forEach(rows::result);
            List<UUID> superseded = batch.stream()
                    .flatMap(result -> result.deliveries().stream())
                    .map(delivery -> delivery.delivery().supersedes())
                    .filter(id -> id != null)
                    .toList();
            List<Work> left = new ArrayList<>(leaving);
            left.addAll(Supersede.open(session, superseded));
            Script script = new Script();
            Lanes.enter(script, under, LongStream.concat(rows.lanes(), Lanes.of(left)));
            Lanes.leave(script, under, leaving);
            block(script, under, blocking);
            RunStates.update(script, day, batch, now);
            DeadLetterRows.insert(script, day, RunStates.deadLetters(batch), now);
            Supersede.add(script, day, superseded, batch, now);
            UnmappedRows.insert(script, batch, now);
            if (Mutants.EFFECTS_OUTSIDE.on()) {
                script.execute(session);
                script = new Script();
                Lanes.enter(script, under, LongStream.concat(rows.lanes(), Lanes.of(left)));
            }
            rows.insert(script, day, under, now);
            List<Work> woken = Lanes.wake(script, under, now, left, room(room, left));
            CrashPoint.RUN_BEFORE_COMMIT.here();
            if (RunStates.anyStopped(batch)) {
                CrashPoint.DEAD_LETTER_BEFORE_COMMIT.here();
            }
            script.execute(session);
            CrashPoint.RUN_AFTER_COMMIT.here();
            committed(batch, rows, woken, under, now);
        }
        if (!blocking.isEmpty()) {
            blocked.run();
        }
    }

    private void committed(List<PendingResult> batch, NewRows rows, List<Work> woken, long under, Instant now) {
        batch.forEach(result -> leases.end(result.lease()));
        rows.committed(under, now, runs, deliveries, outbox);
        runs.woken(woken);
        deliveries.woken(woken);
        batch.forEach(result -> result.complete(null));
    }

    static void block(Script script, long under, List<Work> blocking) {
        if (!blocking.isEmpty()) {
            script.run(BLOCK, Columns.of(blocking).ids(Work::id), under, (long) blocking.size());
        }
    }

    /** How many of each integration may be leased at once when their turn comes now. */
    private static Map<String, Integer> room(Room.Promises room, List<Work> left) {
        Map<String, Integer> wanted = new HashMap<>();
        for (Work work : left) {
            if (work.run()) {
                wanted.merge(work.owner(), work.lanes().length, Integer::sum);
            }
        }
        wanted.replaceAll(room::some);
        return wanted;
    }
}
