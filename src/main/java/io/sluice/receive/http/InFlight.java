package io.sluice.receive.http;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of bodies all requests may hold together, from the first byte read to the answer. Thread-safe. */
final class InFlight {

    private static final long SMALLEST = 32L << 20;

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    InFlight(long limit) {
        this.limit = limit;
    }

    /** An eighth of the heap, since the ledger holds a compressed and a sealed copy beside the original. */
    static InFlight standard() {
        return new InFlight(Math.max(SMALLEST, Runtime.getRuntime().maxMemory() / 8));
    }

    /** False: there is no room, and nothing was taken. */
    boolean take(long bytes) {
        if (used.addAndGet(bytes) <= limit) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    void release(long bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }
}
