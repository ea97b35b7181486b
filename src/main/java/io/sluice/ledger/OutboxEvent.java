package io.sluice.ledger;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * An event to be relayed to Kafka.
 *
 * @param causationId the message or event that it was made from
 * @param keyHash keyed hash of its order key, null: none
 * @param data JSON, in clear
 * @param flags controls that could not be applied when it was made
 */
public record OutboxEvent(
        long seq,
        UUID id,
        UUID messageId,
        UUID runId,
        UUID causationId,
        String integration,
        String entity,
        String version,
        String classification,
        UUID keyHash,
        int revision,
        UUID supersedes,
        Instant time,
        String correlationId,
        String traceparent,
        byte[] data,
        Set<String> flags) {}
