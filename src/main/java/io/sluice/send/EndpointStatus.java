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
        String lastOutcome,
        String lastCode,
        Instant lastAt) {}
