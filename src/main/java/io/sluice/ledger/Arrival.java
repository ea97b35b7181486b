package io.sluice.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One thing received and inspected, ready to be stored.
 *
 * @param id UUIDv7 of the message
 * @param integration who takes it, or {@link #UNROUTED}
 * @param type for HL7 v2 {@code ADT^A01}
 * @param controlId MSH-10 or the transport's own id; empty when there is none
 * @param peer address or principal of the sender
 * @param bytes the original, kept exactly
 * @param keys business keys, name to value; stored as keyed hashes only
 * @param lanes values of the order keys (empty: no order is kept)
 * @param duplicate how a repetition is recognised; null for integrations without duplicates. Of what is refused: how
 *     the very same delivery of a broker is recognised when it comes again; null where a refusal is an answer
 * @param warnings codes with paths, never values
 * @param refusal null: accepted; else kept as REJECTED, never runs
 * @param subscribers integrations with {@code subscribe:message/<integration>}: each gets a run of its own
 * @param origin where it comes from beside its bytes
 * @param attachment the parsed form, handed to the run as is when it starts from memory; never stored
 */
public record Arrival(
        UUID id,
        String listener,
        String system,
        String transport,
        String integration,
        String format,
        String type,
        String version,
        String controlId,
        String peer,
        String correlationId,
        String traceparent,
        Instant receivedAt,
        byte[] bytes,
        Map<String, String> keys,
        List<String> lanes,
        DuplicateKey duplicate,
        List<String> warnings,
        Refusal refusal,
        List<Subscriber> subscribers,
        Origin origin,
        Object attachment) {

    public static final String UNROUTED = "_unrouted";

    /**
     * @param key the values of {@code duplicates.key}, joined; hashed before it is stored
     * @param content SHA-256 of the bytes without the fields in {@code duplicates.ignore}
     * @param window how long it is remembered
     */
    public record DuplicateKey(String key, byte[] content, Duration window) {}

    /** Why it is refused: problem code and path or rule. */
    public record Refusal(String code, String where) {}

    /** A subscribing integration and the values of its order keys for this message. */
    public record Subscriber(String integration, List<String> lanes) {}
}
