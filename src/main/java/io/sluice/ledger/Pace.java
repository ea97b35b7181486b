package io.sluice.ledger;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Spaces out commits that nobody waits for at the door: each costs the database the same, however little is in it. A
 * commit waits until some time has passed since the one before, so after a quiet moment it goes at once; and no longer
 * than there is company to wait for, so that work of one key, which comes one by one, is not slowed. Waiting that
 * brings no company is given up for a while.
 */
final class Pace {

    private static final int GIVEN_UP = 32;
    private static final long LOOK_AGAIN = 500_000;

    private final long distance;
    private final IntSupplier underway;
    private long last = System.nanoTime();
    private int freeRuns;

    private Pace(long distance, IntSupplier underway) {
        this.distance = distance;
        this.underway = underway;
    }

    /** Without any waiting. */
    static Pace none() {
        return new Pace(0, () -> 0);
    }

    /**
     * @param millis from the beginning of one commit to that of the next, at least, while there is company to wait for
     * @param underway how many there are whose results come sooner or later, with those that have come
     */
    static Pace millis(int millis, IntSupplier underway) {
        return new Pace(millis * 1_000_000L, underway);
    }

    /**
     * Waits, if it is worth it.
     *
     * @param come how many have come by now
     * @param most that go together
     * @return true when it has waited
     */
    boolean await(IntSupplier come, int most) {
        if (freeRuns > 0) {
            freeRuns--;
            last = System.nanoTime();
            return false;
        }
        boolean waited = false;
        long wait = last + distance - System.nanoTime();
        while (wait > 0
                && come.getAsInt() < Math.min(most, underway.getAsInt())
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(Math.min(wait, LOOK_AGAIN));
            waited = true;
            wait = last + distance - System.nanoTime();
        }
        last = System.nanoTime();
        return waited;
    }

    /** After a wait: how many went together. */
    void gathered(int batch) {
        if (batch == 1) {
            freeRuns = GIVEN_UP;
        }
    }
}
