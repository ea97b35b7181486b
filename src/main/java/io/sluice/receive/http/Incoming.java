package io.sluice.receive.http;

import io.sluice.catalog.HttpListener;
import io.sluice.catalog.lint.EngineHeaders;
import io.sluice.format.Format;
import io.sluice.format.json.Json;
import io.sluice.ledger.Origin;
import io.sluice.receive.Envelope;
import io.sluice.receive.Inbound;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a request is to the intake: the message in its body, and of its head what is let in.
 *
 * @param listener as the caller sees it
 */
record Incoming(HttpListener listener, Resources.One found, MediaTypes types, MultiMap head) {

    /** Name of the key under which a question is found again, where an earlier answer may stand in. */
    static final String REQUEST = "request";

    /**
     * @param query asked for where there is no body
     * @throws io.sluice.message.ProblemException with a {@link io.sluice.receive.ReceiveProblem}
     */
    Inbound read(byte[] body, Supplier<Map<String, Object>> query, String peer, Instant receivedAt) {
        String contentType = head.get("Content-Type");
        boolean asks = body.length == 0 && contentType == null;
        HttpMessage message =
                asks ? HttpMessage.of(found, query.get()) : HttpMessage.of(body, contentType, types, listener);
        Map<String, String> headers = new LinkedHashMap<>(EnteringHeaders.of(head, listener.headers()));
        headers.putAll(message.headers());
        headers.putAll(found.variables());
        headers.put(EngineHeaders.OPERATION, found.operation().name());
        boolean typedByItself = found.integration().format().equals(Format.HL7V2.label());
        Envelope envelope = new Envelope(
                found.integration().name(),
                typedByItself ? "" : found.operation().name(),
                EnteringHeaders.idempotencyKey(head),
                EnteringHeaders.correlationId(head).orElse(""),
                EnteringHeaders.traceparent(head),
                new Origin(null, 0, headers, null),
                asks && found.operation().rules().fallback().isPresent() ? question(message) : Map.of());
        return new Inbound(listener, peer, receivedAt, message.bytes(), envelope);
    }

    /**
     * The same question of the same caller, whatever the order of its parameters. An answer to one is none to another.
     */
    private Map<String, String> question(HttpMessage message) {
        String asked = new String(Json.canonical(Json.read(message.bytes())), StandardCharsets.UTF_8);
        return Map.of(REQUEST, listener.system() + " " + found.integration().name() + " " + asked);
    }
}
