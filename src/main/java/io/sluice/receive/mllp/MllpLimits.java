package io.sluice.receive.mllp;

/**
 * Limits that are the same for all listeners; those of one listener stand in its
 * {@link io.sluice.catalog.MllpListener}.
 *
 * @param bytesInFlight of messages held at once, over all connections
 * @param messagesInFlight of one connection, waiting for their commit; more of them stay in the sender's socket
 * @param eventLoops threads that serve the connections
 */
public record MllpLimits(long bytesInFlight, int messagesInFlight, int eventLoops) {

    private static final long SMALLEST_BUDGET = 32L << 20;

    /** An eighth of the heap, since the ledger holds a compressed and a sealed copy beside the original. */
    public static MllpLimits standard() {
        Runtime runtime = Runtime.getRuntime();
        long budget = Math.max(SMALLEST_BUDGET, runtime.maxMemory() / 8);
        return new MllpLimits(budget, 64, Math.max(2, runtime.availableProcessors()));
    }
}
