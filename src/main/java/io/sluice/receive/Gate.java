package io.sluice.receive;

import io.sluice.catalog.Inflow;
import io.sluice.receive.Throttle.Later;
import io.sluice.receive.Throttle.Now;
import io.sluice.receive.Throttle.Turn;
import java.time.Duration;

/**
 * One system's limit: a bucket of {@code burst} tokens that fills at {@code rate}, and places for what is under way.
 * Thread-safe. The bucket is kept as the time at which it will be full (GCRA), so that nothing has to fill it.
 */
final class Gate {

    /** When a place becomes free is not known; so soon it is worth while to ask again. */
    private static final Duration PLACE = Duration.ofMillis(20);

    private final Inflow limit;
    private final long interval;
    private final long tolerance;
    private long full = Long.MIN_VALUE;
    private int underWay;
    private long heldUp;

    Gate(Inflow limit) {
        this.limit = limit;
        this.interval = limit.rate() == 0 ? 0 : (long) Math.ceil(1e9 / limit.rate());
        this.tolerance = interval * Math.max(0, limit.burst() - 1);
    }

    Inflow limit() {
        return limit;
    }

    /** @param first nobody was told to wait for this message before: it is counted as held up once */
    synchronized Turn ask(long now, boolean first) {
        Duration pause = pause(now);
        if (pause.isPositive()) {
            if (first) {
                heldUp++;
            }
            return new Later(pause);
        }
        full = start(now) + interval;
        underWay++;
        return new Now(this::end);
    }

    /** Zero when a message could be taken now. */
    synchronized Duration pause(long now) {
        if (limit.concurrency() > 0 && underWay >= limit.concurrency()) {
            return PLACE;
        }
        return Duration.ofNanos(Math.max(0, start(now) - tolerance - now));
    }

    /** A message has waited elsewhere, before anybody asked. */
    synchronized void waited() {
        heldUp++;
    }

    private long start(long now) {
        return full == Long.MIN_VALUE ? now : Math.max(full, now);
    }

    private synchronized void end() {
        underWay--;
    }

    synchronized Throttle.Status status(String system) {
        return new Throttle.Status(system, limit, underWay, heldUp);
    }
}
