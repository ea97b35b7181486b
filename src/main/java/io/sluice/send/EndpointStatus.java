package io.sluice.send;

import java.time.Instant;

/**
 * An endpoint as it stands in this node.
 *
 * @param endpoint {@code system/name}
 * @param transport {@code http} or {@code mllp}
 * @param breaker as deliveries see it, the operator's override included
 * @param mode who decides about the breaker
 * @param paused whether an operator has paused it
 * @param opensAt its hours are closed and its work waits until then; null while they are open
 * @param inFlight attempts under way
 * @param limit what it may be sent, and how often work has waited for that
 * @param lastOutcome {@code delivered}, {@code retry}, {@code dead}, {@code in-doubt}; null before the first
 * @param lastCode problem code of the last outcome, null when it was delivered
 * @param lastAt when the last attempt ended, null before the first
 */
public record EndpointStatus(
        String endpoint,
        String transport,
        BreakerState breaker,
        BreakerMode mode,
        boolean paused,
        Instant opensAt,
        int inFlight,
        Limit limit,
        String lastOutcome,
        String lastCode,
        Instant lastAt) {

    /**
     * The limits of an endpoint.
     *
     * @param rate starts per second; 0: as many as there are
     * @param concurrency attempts under way at once; 0: none is declared
     * @param heldUp how often deliveries and calls that were there had to wait for rate or concurrency, of the endpoint
     *     or of its system, since this node started or the endpoint was changed
     */
    public record Limit(double rate, int concurrency, long heldUp) {}
}
