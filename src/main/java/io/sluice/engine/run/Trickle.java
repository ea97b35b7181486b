package io.sluice.engine.run;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Gives tasks to threads that others use too, only so many at once; the rest wait here, in their order. So what the
 * others bring meanwhile never waits behind all of them. When the threads take nothing more, what waits is done by who
 * is at it.
 */
final class Trickle implements Executor {

    private final Executor threads;
    private final int most;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int underWay;

    Trickle(Executor threads, int most) {
        this.threads = threads;
        this.most = most;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            if (underWay == most) {
                waiting.add(task);
                return;
            }
            underWay++;
        }
        try {
            threads.execute(() -> run(task));
        } catch (RejectedExecutionException closing) {
            for (Runnable other = next(); other != null; other = next()) {
                other.run(); // came to wait meanwhile
            }
            throw closing;
        }
    }

    private void run(Runnable first) {
        for (Runnable task = first; task != null; task = next()) {
            task.run();
        }
    }

    /** Null when there is nothing more, or the threads have it. */
    private Runnable next() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                underWay--;
                return null;
            }
        }
        try {
            threads.execute(() -> run(next));
            return null;
        } catch (RejectedExecutionException closing) {
            return next;
        }
    }
}
