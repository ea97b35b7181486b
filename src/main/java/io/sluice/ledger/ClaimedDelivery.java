package io.sluice.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A delivery leased to this node.
 *
 * @param attempts attempts spent before this one
 * @param epoch the lease; a result under another epoch is refused
 */
public record ClaimedDelivery(
        UUID id,
        UUID messageId,
        UUID runId,
        UUID eventId,
        String integration,
        String endpoint,
        String contentType,
        Map<String, String> meta,
        byte[] body,
        int attempts,
        int revision,
        long seq,
        long epoch,
        Instant createdAt,
        String correlationId,
        String traceparent) {

    /** The same, under another lease. */
    ClaimedDelivery leased(long newSeq, long newEpoch, int newAttempts) {
        return new ClaimedDelivery(
                id,
                messageId,
                runId,
                eventId,
                integration,
                endpoint,
                contentType,
                meta,
                body,
                newAttempts,
                revision,
                newSeq,
                newEpoch,
                createdAt,
                correlationId,
                traceparent);
    }
}
