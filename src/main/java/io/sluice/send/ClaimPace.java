package io.sluice.send;

import java.time.Duration;
import java.time.Instant;

/**
 * When to claim next. A claim is a transaction, so under load a few milliseconds of company are worth more than haste:
 * one claim then takes what has become ready since. An endpoint that was idle is served at once, and a backlog is
 * claimed as soon as half of the places are free. Not thread-safe.
 */
final class ClaimPace {

    /** Hundred claims a second cost little; nobody sees ten milliseconds. */
    static final Duration GAP = Duration.ofMillis(10);

    private final int concurrency;
    private Instant last = Instant.MIN;
    private boolean backlog;

    ClaimPace(int concurrency) {
        this.concurrency = concurrency;
    }

    /** When that many may be claimed: now, or later. */
    Instant next(int count, Instant now) {
        Instant due = last.equals(Instant.MIN) ? now : last.plus(GAP);
        boolean halfFree = 2 * count >= concurrency;
        return !due.isAfter(now) || backlog && halfFree ? now : due;
    }

    void claimed(int wanted, int got, Instant now) {
        last = now;
        backlog = got == wanted;
    }
}
