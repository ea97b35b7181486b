package io.sluice.ledger;

import io.sluice.message.CrashPoint;
import io.sluice.message.Mutants;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Commits arrivals: message, body, keys, runs and their work (or what they have come to already, {@link AheadRuns}), or
 * what is kept of those that are refused or came before. Usually one round trip. When one of the batch came before, or
 * may not pass what stands in its lanes, that is rolled back and done again step by step.
 */
final class Arrivals implements Committer.Step<PendingArrival> {

    private final InstantSource clock;
    private final LongSupplier epoch;
    private final AheadRuns ahead;
    private final Runs runs;
    private final Deliveries deliveries;
    private final Outbox outbox;

    Arrivals(
            InstantSource clock, LongSupplier epoch, AheadRuns ahead, Runs runs, Deliveries deliveries, Outbox outbox) {
        this.clock = clock;
        this.epoch = epoch;
        this.ahead = ahead;
        this.runs = runs;
        this.deliveries = deliveries;
        this.outbox = outbox;
    }

    /** One batch, once it is decided. */
    private record Batch(List<Verdict> verdicts, NewRows rows, Instant now) {}

    @Override
    public void commit(Session session, Day day, List<PendingArrival> arrivals) throws SQLException {
        long under = epoch.getAsLong();
        try (Room.Promises room = runs.room()) {
            CrashPoint.ARRIVAL_BEFORE_COMMIT.among(() -> listeners(arrivals));
            Batch batch = store(session, day, arrivals, under, room);
            CrashPoint.ARRIVAL_AFTER_COMMIT.among(() -> listeners(arrivals));
            if (Mutants.OFFSETS_OUTSIDE.on()) {
                Script apart = new Script();
                ProgressRows.advance(apart, arrivals);
                apart.execute(session);
            }
            batch.verdicts().forEach(verdict -> verdict.pending().complete(verdict.receipt()));
            batch.rows().committed(under, batch.now(), runs, deliveries, outbox);
        }
    }

    private Batch store(Session session, Day day, List<PendingArrival> arrivals, long under, Room.Promises room)
            throws SQLException {
        Instant now = clock.instant();
        List<Verdict> verdicts = Verdict.of(arrivals, Map.of());
        NewRows all = rows(verdicts, new NewRows(room::one, true));
        try {
            Script script = new Script();
            Lanes.enter(script, under, all.lanes());
            progress(script, arrivals);
            Duplicates.takeAll(script, verdicts, now);
            insert(script, day, verdicts, all, under, now);
            if (!all.carried().isEmpty()) {
                CrashPoint.RUN_BEFORE_COMMIT.here();
            }
            script.execute(session);
            return new Batch(verdicts, all, now);
        } catch (SQLException e) {
            if (Failure.of(e) != Failure.UNEXPECTED) {
                throw e;
            }
        }
        ahead.inVain(arrivals);
        return session.transaction(() -> {
            // Whatever turns out to be new: its lanes are locked before it is looked what that is.
            Script enter = new Script();
            Lanes.enter(enter, under, all.lanes());
            progress(enter, arrivals);
            enter.execute(session);
            List<Verdict> decided = Duplicates.decide(session, arrivals, now);
            NewRows rows = rows(decided, new NewRows(room::one, false));
            Script script = new Script();
            insert(script, day, decided, rows, under, now);
            script.execute(session);
            return new Batch(decided, rows, now);
        });
    }

    /** In the transaction of the arrivals: a source that moves without them loses them, or repeats them. */
    private static void progress(Script script, List<PendingArrival> arrivals) {
        if (!Mutants.OFFSETS_OUTSIDE.on()) {
            ProgressRows.advance(script, arrivals);
        }
    }

    private static Stream<String> listeners(List<PendingArrival> arrivals) {
        return arrivals.stream().map(pending -> pending.arrival().listener());
    }

    private static NewRows rows(List<Verdict> verdicts, NewRows rows) {
        for (Verdict verdict : verdicts) {
            PendingArrival pending = verdict.pending();
            if (verdict.keepsBytes()) {
                rows.body(new PayloadRows.Body(pending.id(), pending.id(), Payloads.ORIGINAL, pending.sealed()));
                pending.sealedHeaders()
                        .ifPresent(headers ->
                                rows.body(new PayloadRows.Body(pending.id(), pending.id(), Payloads.HEADERS, headers)));
            }
            rows.keys(pending.id(), pending.keys());
            ArrivalPlan.of(verdict).addTo(rows);
        }
        return rows;
    }

    private static void insert(Script script, Day day, List<Verdict> verdicts, NewRows rows, long under, Instant now) {
        List<BlobRows.Blob> blobs = verdicts.stream()
                .filter(Verdict::keepsBytes)
                .flatMap(verdict -> verdict.pending().blobs().stream())
                .toList();
        List<DeadLetterRows.DeadLetter> held = verdicts.stream()
                .filter(verdict -> verdict.outcome() == Verdict.Outcome.CONFLICT)
                .map(verdict -> ArrivalPlan.of(verdict).deadLetter())
                .toList();
        MessageRows.insert(script, day, verdicts);
        BlobRows.insert(script, day, blobs);
        DeadLetterRows.insert(script, day, held, now);
        rows.insert(script, day, under, now);
    }
}
