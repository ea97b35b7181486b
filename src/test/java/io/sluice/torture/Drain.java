package io.sluice.torture;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until the engine has nothing left to do, or does nothing any more. */
final class Drain {

    private static final Duration LOOK = Duration.ofMillis(50);

    private final LedgerTables tables;

    Drain(LedgerTables tables) {
        this.tables = tables;
    }

    /** @param patience without progress; what is left then, the checker finds stuck */
    void await(Duration patience) {
        long least = Long.MAX_VALUE;
        long since = System.nanoTime();
        for (long open = tables.open(); open > 0; open = tables.open()) {
            if (open < least) {
                least = open;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > patience.toNanos()) {
                return;
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
