package io.sluice.ledger;

import java.util.concurrent.locks.LockSupport;

/**
 * Spaces out commits that nobody waits for at the door: each costs the database the same, however little is in it. A commit
 * waits until the shortest distance to the one before has passed, so after a quiet moment it goes at once. Waiting that
 * brings no company (work of one key comes one by one) is given up for a while.
 */
final class Pace {

    private static final int GIVEN_UP = 32;

    private final long distance;
    private long last = System.nanoTime();
    private int freeRuns;

    private Pace(long distance) {
        this.distance = distance;
    }

    /** Without any waiting. */
    static Pace none() {
        return new Pace(0);
    }

    static Pace millis(int millis) {
        return new Pace(millis * 1_000_000L);
    }

    /**
     * Waits, if it is worth it.
     *
     * @return true when it has waited
     */
    boolean await() {
        long wait = last + distance - System.nanoTime();
        boolean waits = distance > 0 && freeRuns == 0 && wait > 0;
        if (waits) {
            LockSupport.parkNanos(wait);
        } else if (freeRuns > 0) {
            freeRuns--;
        }
        last = System.nanoTime();
        return waits;
    }

    /** After a wait: how many went together. */
    void gathered(int batch) {
        if (batch == 1) {
            freeRuns = GIVEN_UP;
        }
    }
}
