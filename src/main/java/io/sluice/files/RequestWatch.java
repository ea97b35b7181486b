package io.sluice.files;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Breaks off what waits for an answer for too long, though its connection lives. */
final class RequestWatch implements AutoCloseable {

    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sftp-watch").daemon().factory());

    private final long longest;
    private final Runnable breakOff;
    private final ScheduledFuture<?> looking;
    private volatile long begun;

    /** @param longest of one request */
    RequestWatch(Duration longest, Runnable breakOff) {
        this.longest = longest.toNanos();
        this.breakOff = breakOff;
        this.looking = TIMER.scheduleWithFixedDelay(
                this::look, this.longest, Math.max(1, this.longest / 2), TimeUnit.NANOSECONDS);
    }

    /** A request begins, or gives a sign that it goes on. */
    void begin() {
        begun = System.nanoTime() | 1; // never 0
    }

    void end() {
        begun = 0;
    }

    private void look() {
        long since = begun;
        if (since != 0 && System.nanoTime() - since > longest) {
            breakOff.run();
        }
    }

    @Override
    public void close() {
        looking.cancel(false);
    }
}
