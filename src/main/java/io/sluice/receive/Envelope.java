package io.sluice.receive;

import io.sluice.ledger.Origin;
import java.util.Map;

/**
 * What a transport knows about a message beside its bytes.
 *
 * @param integration whose address, folder or topic it is; empty: type and version decide
 * @param type what kind of message the transport says it is; empty: what the message itself says
 * @param controlId the sender's id of it: an Idempotency-Key, a JMS message id; empty: what the message itself says
 * @param correlationId by which the sender's side knows it; empty: the engine's own id
 * @param traceparent W3C trace context; null when there is none
 * @param origin what is stored with it
 * @param keys by which it can be found, beside those of its integration
 */
public record Envelope(
        String integration,
        String type,
        String controlId,
        String correlationId,
        String traceparent,
        Origin origin,
        Map<String, String> keys) {

    public Envelope {
        keys = Map.copyOf(keys);
    }

    /** Found by nothing else than the keys of its integration. */
    public Envelope(
            String integration,
            String type,
            String controlId,
            String correlationId,
            String traceparent,
            Origin origin) {
        this(integration, type, controlId, correlationId, traceparent, origin, Map.of());
    }

    /** For transports that carry bytes and nothing else. */
    public static final Envelope NONE = of(Origin.NONE);

    /** With nothing but where it comes from. */
    public static Envelope of(Origin origin) {
        return new Envelope("", "", "", "", null, origin);
    }
}
