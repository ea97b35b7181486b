package io.sluice.send;

import java.time.Duration;
import java.time.Instant;

/**
 * At most so many starts per second, in every second, not only on average: a start is allowed when the n-th last one
 * lies a whole window back. The window is a tenth of a second where the rate allows it, so that starts are spread. Not
 * thread-safe.
 */
final class RateWindow {

    private static final int WINDOWS_PER_SECOND = 10;

    private final Instant[] starts;
    private final Duration window;
    private int next;
    private int reserved;

    /** @param perSecond more than 0 */
    RateWindow(double perSecond) {
        int count = Math.max(1, (int) (perSecond / WINDOWS_PER_SECOND));
        starts = new Instant[count];
        window = Duration.ofNanos((long) Math.ceil(count / perSecond * 1e9));
    }

    /** How many may start now, beside those reserved. */
    int available(Instant now) {
        int free = 0;
        while (free < starts.length && isFree(starts[(next + free) % starts.length], now)) {
            free++;
        }
        return Math.max(0, free - reserved);
    }

    /** When the next may start: now, or later. */
    Instant nextStart(Instant now) {
        Instant oldest = starts[(next + Math.min(reserved, starts.length - 1)) % starts.length];
        return isFree(oldest, now) ? now : oldest.plus(window);
    }

    /** They may start, or not, by {@link #start}. */
    void reserve(int count) {
        reserved += count;
    }

    /** Of those reserved, some start now; the others never will. */
    void start(int count, int used, Instant now) {
        reserved -= count;
        for (int i = 0; i < used; i++) {
            starts[next] = now;
            next = (next + 1) % starts.length;
        }
    }

    private boolean isFree(Instant start, Instant now) {
        return start == null || !now.isBefore(start.plus(window));
    }
}
