package io.sluice.ledger;

import io.sluice.ledger.RunRows.NewRun;
import io.sluice.message.CrashPoint;
import io.sluice.message.Mutants;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Commits arrivals: message, body, keys, runs and their work, or what is kept of those that are refused or came before.
 * Usually one round trip. When one of the batch came before, that is rolled back and done again step by step.
 */
final class Arrivals implements Committer.Step<PendingArrival> {

    private final InstantSource clock;
    private final LongSupplier epoch;
    private final Runs runs;

    Arrivals(InstantSource clock, LongSupplier epoch, Runs runs) {
        this.clock = clock;
        this.epoch = epoch;
        this.runs = runs;
    }

    /** One batch, once it is decided. */
    private record Batch(List<ArrivalPlan> plans, List<NewWork> works, List<NewWork.Placed> placed) {}

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
            batch.plans()
                    .forEach(plan ->
                            plan.verdict().pending().complete(plan.verdict().receipt()));
            runs.placed(NewWork.placed(batch.works(), batch.placed(), under), prototypes(batch.plans()));
        }
    }

    private Batch store(Session session, Day day, List<PendingArrival> arrivals, long under, Room.Promises room)
            throws SQLException {
        Instant now = clock.instant();
        List<ArrivalPlan> plans = plans(Verdict.of(arrivals, Map.of()));
        List<NewWork> works = works(plans, room::one);
        try {
            Script script = new Script();
            Lanes.enter(script, under, works);
            progress(script, arrivals);
            Duplicates.takeAll(script, verdicts(plans), now);
            List<NewWork.Placed> placed = rows(script, day, plans, works, under, now);
            script.execute(session);
            return new Batch(plans, works, placed);
        } catch (SQLException e) {
            if (Failure.of(e) != Failure.UNEXPECTED) {
                throw e;
            }
        }
        return session.transaction(() -> {
            Script enter = new Script();
            Lanes.enter(enter, under, works);
            progress(enter, arrivals);
            enter.execute(session);
            List<ArrivalPlan> decided = plans(Duplicates.decide(session, arrivals, now));
            List<NewWork> fewer = works(decided, leasedAmong(works));
            Script script = new Script();
            List<NewWork.Placed> placed = rows(script, day, decided, fewer, under, now);
            script.execute(session);
            return new Batch(decided, fewer, placed);
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

    /** What was promised to the whole batch is more than enough for a part of it. */
    private static Predicate<String> leasedAmong(List<NewWork> works) {
        return integration ->
                works.stream().filter(work -> work.owner().equals(integration)).allMatch(NewWork::lease);
    }

    private static List<NewWork.Placed> rows(
            Script script, Day day, List<ArrivalPlan> plans, List<NewWork> works, long under, Instant now) {
        List<PayloadRows.Body> bodies = new ArrayList<>();
        List<BlobRows.Blob> blobs = new ArrayList<>();
        List<KeyRows.Key> keys = new ArrayList<>();
        List<NewRun> runs = new ArrayList<>();
        List<DeadLetterRows.DeadLetter> held = new ArrayList<>();
        for (ArrivalPlan plan : plans) {
            PendingArrival pending = plan.verdict().pending();
            if (plan.verdict().keepsBytes()) {
                bodies.add(new PayloadRows.Body(pending.id(), pending.id(), Payloads.ORIGINAL, pending.sealed()));
                blobs.addAll(pending.blobs());
                pending.sealedHeaders()
                        .ifPresent(headers -> bodies.add(
                                new PayloadRows.Body(pending.id(), pending.id(), Payloads.HEADERS, headers)));
            }
            keys.addAll(KeyRows.of(pending.id(), pending.keys()));
            runs.addAll(plan.runs());
            if (plan.verdict().outcome() == Verdict.Outcome.CONFLICT) {
                held.add(plan.deadLetter());
            }
        }
        MessageRows.insert(script, day, verdicts(plans));
        PayloadRows.insert(script, day, bodies);
        BlobRows.insert(script, day, blobs);
        KeyRows.insert(script, day, keys);
        RunRows.insert(script, day, runs, now);
        DeadLetterRows.insert(script, day, held, now);
        return Lanes.enqueue(script, under, now, works);
    }

    private static List<NewWork> works(List<ArrivalPlan> plans, Predicate<String> lease) {
        List<NewWork> works = new ArrayList<>(plans.size());
        for (ArrivalPlan plan : plans) {
            if (plan.verdict().accepted()) {
                for (NewRun run : plan.runs()) {
                    works.add(NewWork.run(run, works.size(), lease.test(run.integration())));
                }
            }
        }
        return works;
    }

    private static List<ReadyRun> prototypes(List<ArrivalPlan> plans) {
        List<ReadyRun> prototypes = new ArrayList<>(plans.size());
        for (ArrivalPlan plan : plans) {
            if (plan.verdict().accepted()) {
                plan.runs().forEach(run -> prototypes.add(plan.prototype(run)));
            }
        }
        return prototypes;
    }

    private static List<ArrivalPlan> plans(List<Verdict> verdicts) {
        return verdicts.stream().map(ArrivalPlan::of).toList();
    }

    private static List<Verdict> verdicts(List<ArrivalPlan> plans) {
        return plans.stream().map(ArrivalPlan::verdict).toList();
    }
}
