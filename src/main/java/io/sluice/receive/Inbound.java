package io.sluice.receive;

import io.sluice.catalog.Listener;
import java.time.Instant;

/**
 * What a transport read, before anybody looked into it.
 *
 * @param peer who sent it: the address, the subject of its certificate, the principal
 * @param bytes exactly as they came, without the transport's framing; given away, not copied
 * @param envelope what the transport knows beside the bytes
 */
public record Inbound(Listener listener, String peer, Instant receivedAt, byte[] bytes, Envelope envelope) {

    /** By a transport that carries bytes and nothing else. */
    public Inbound(Listener listener, String peer, Instant receivedAt, byte[] bytes) {
        this(listener, peer, receivedAt, bytes, Envelope.NONE);
    }
}
