package io.sluice.ledger;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/**
 * A delivery leased to this node.
 *
 * @param attempts attempts spent before this one
 * @param epoch the lease; a result under another epoch is refused
 * @param orderKey keyed hash of the order key, 16 hexadecimal digits; null when it keeps no order
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
        String traceparent,
        String orderKey) {

    /** As the hash of an order key goes out. */
    static String orderKey(long[] lanes) {
        return lanes.length == 0 ? null : HexFormat.of().toHexDigits(lanes[0]);
    }

    /** The same with other bytes, such as the whole ones. */
    public ClaimedDelivery with(byte[] otherBody) {
        return with(otherBody, seq, epoch, attempts);
    }

    /** The same, under another lease. */
    ClaimedDelivery leased(long newSeq, long newEpoch, int newAttempts) {
        return with(body, newSeq, newEpoch, newAttempts);
    }

    private ClaimedDelivery with(byte[] newBody, long newSeq, long newEpoch, int newAttempts) {
        return new ClaimedDelivery(
                id,
                messageId,
                runId,
                eventId,
                integration,
                endpoint,
                contentType,
                meta,
                newBody,
                newAttempts,
                revision,
                newSeq,
                newEpoch,
                createdAt,
                correlationId,
                traceparent,
                orderKey);
    }
}
