package io.sluice.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A run leased to this node, head of all its lanes.
 *
 * @param eventId what it works on when it subscribes to events, else null: the message
 * @param entity entity of that event ({@code patient}), else null
 * @param subject bytes of the message or the event's data
 * @param messageType type of the original message, {@code ADT^A01}
 * @param epoch the lease: an effect under another epoch is refused
 * @param crashes how often it was lost by a dying engine
 * @param revision 0, or how often it was repeated with other bytes or a new mapping
 * @param headers what the transport let through beside the bytes of the message
 * @param attachment parsed form when it comes from memory, else null
 */
public record ReadyRun(
        UUID id,
        UUID messageId,
        UUID eventId,
        String entity,
        String integration,
        int revision,
        UUID replayId,
        long seq,
        long epoch,
        int crashes,
        Instant receivedAt,
        String system,
        String format,
        String messageType,
        String controlId,
        String correlationId,
        String traceparent,
        byte[] subject,
        Map<String, String> headers,
        Object attachment) {

    /** The same, under another lease. */
    ReadyRun leased(long newSeq, long newEpoch, int newCrashes) {
        return new ReadyRun(
                id,
                messageId,
                eventId,
                entity,
                integration,
                revision,
                replayId,
                newSeq,
                newEpoch,
                newCrashes,
                receivedAt,
                system,
                format,
                messageType,
                controlId,
                correlationId,
                traceparent,
                subject,
                headers,
                attachment);
    }
}
