package io.sluice.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes runs, as many as the test lets it, and keeps them until the test asks. */
final class TestSink implements RunSink {

    final List<ReadyRun> all = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<ReadyRun> queue = new LinkedBlockingQueue<>();
    volatile int capacity = 1_000;

    @Override
    public int capacity(String integration) {
        return capacity;
    }

    @Override
    public void ready(List<ReadyRun> runs) {
        all.addAll(runs);
        queue.addAll(runs);
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
