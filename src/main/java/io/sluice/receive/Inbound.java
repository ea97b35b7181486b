package io.sluice.receive;

import io.sluice.catalog.Listener;
import java.time.Instant;

/**
 * What a transport read, before anybody looked into it.
 *
 * @param peer who sent it: the address, or the subject of its certificate
 * @param bytes exactly as they came, without the transport's framing; given away, not copied
 */
public record Inbound(Listener listener, String peer, Instant receivedAt, byte[] bytes) {}
