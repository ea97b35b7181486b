package io.sluice.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Runs with the real time, and jumps ahead when the test says so. */
final class TestClock implements InstantSource {

    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    void jump(Duration further) {
        ahead = ahead.plus(further);
    }
}
