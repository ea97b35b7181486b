package io.sluice.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Takes runs, as many as the test lets it, and keeps them until the test asks. */
final class TestSink implements RunSink {

    final List<ReadyRun> all = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<ReadyRun> queue = new LinkedBlockingQueue<>();
    volatile int capacity = 1_000;
    /** Messages whose runs the ledger wanted to be carried ahead, and those that were committed like that. */
    final List<UUID> carried = new CopyOnWriteArrayList<>();

    final List<UUID> committed = new CopyOnWriteArrayList<>();
    /** What such a run comes to; empty: it runs in its turn. */
    volatile Function<ReadyRun, CompletableFuture<Optional<RunResult>>> ahead = run -> later();

    static CompletableFuture<Optional<RunResult>> later() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    static CompletableFuture<Optional<RunResult>> done(RunResult result) {
        return CompletableFuture.completedFuture(Optional.of(result));
    }

    @Override
    public int capacity(String integration) {
        return capacity;
    }

    @Override
    public void ready(List<ReadyRun> runs) {
        all.addAll(runs);
        queue.addAll(runs);
    }

    @Override
    public CompletableFuture<Optional<RunResult>> ahead(ReadyRun run) {
        carried.add(run.messageId());
        return ahead.apply(run);
    }

    @Override
    public void committed(RunResult result) {
        committed.add(result.run().messageId());
    }

    /** The next run; fails when none comes. */
    ReadyRun next() {
        try {
            ReadyRun run = queue.poll(20, TimeUnit.SECONDS);
            if (run == null) {
                throw new AssertionError("no run became ready");
            }
            return run;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    List<ReadyRun> next(int count) {
        List<ReadyRun> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            runs.add(next());
        }
        return runs;
    }

    /** True when nothing has come that was not asked for. */
    boolean idle() {
        return queue.isEmpty();
    }
}
