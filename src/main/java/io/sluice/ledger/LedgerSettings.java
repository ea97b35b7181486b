package io.sluice.ledger;

import java.time.Duration;

/**
 * How the ledger works; {@link #defaults} suits a deployment on two cores.
 *
 * @param node name of this engine, for people
 * @param production refuses mutants
 * @param batch most arrivals or results in one commit
 * @param batchBytes most bytes of bodies in one commit; a single larger one goes alone
 * @param inFlightBytes bytes of arrivals that may wait for their commit in each of their sessions; what is beyond is
 *     refused
 * @param cacheBytes bytes of bodies kept in memory for runs and deliveries that will be due soon
 * @param answerWithin how long a statement may take before the database counts as away
 * @param pulse how often leases, pauses and work that became due are looked at
 */
public record LedgerSettings(
        String node,
        boolean production,
        int batch,
        long batchBytes,
        long inFlightBytes,
        long cacheBytes,
        Duration answerWithin,
        Duration pulse) {

    public static LedgerSettings defaults(String node) {
        return new LedgerSettings(
                node, true, 256, 4L << 20, 64L << 20, 32L << 20, Duration.ofSeconds(15), Duration.ofMillis(500));
    }

    /** The same, where mutants are allowed. */
    public LedgerSettings forTests() {
        return new LedgerSettings(node, false, batch, batchBytes, inFlightBytes, cacheBytes, answerWithin, pulse);
    }

    /** The same, with another pulse. */
    public LedgerSettings withPulse(Duration other) {
        return new LedgerSettings(node, production, batch, batchBytes, inFlightBytes, cacheBytes, answerWithin, other);
    }
}
