package io.sluice.receive;

import io.sluice.message.ProblemException;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Opens a listener. When one of ours was closed just before, its port may be taken for a moment more: the JDK gives a
 * closed socket back with the next round of its selector, not at once. A listener that was changed shall not stay
 * closed for that.
 */
public final class Opening {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long AGAIN_MILLIS = 10;

    private Opening() {}

    /**
     * @param afterOthers whether listeners of ours were closed just before; otherwise a port that is taken is refused
     *     at once
     * @throws ProblemException of the opener; {@link ReceiveProblem#LISTENER_NOT_OPEN} when the port stays taken
     */
    public static <T> T of(boolean afterOthers, Supplier<T> opener) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return opener.get();
            } catch (ProblemException e) {
                boolean taken = e.getCause() instanceof BindException;
                if (!afterOthers || !taken || System.nanoTime() > end || !waited()) {
                    throw e;
                }
            }
        }
    }

    private static boolean waited() {
        try {
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
