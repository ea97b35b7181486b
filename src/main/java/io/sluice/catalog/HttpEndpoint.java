package io.sluice.catalog;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A REST resource of a system.
 *
 * @param method {@code GET} for what is only read; a repetition of it is harmless (RFC 9110 section 9.2.1)
 * @param headers fixed ones, beside those that the engine sets
 * @param statusUrl asked with GET after an unknown outcome, {@code {key}} being the idempotency key: 2xx means applied,
 *     404 means not applied
 */
public record HttpEndpoint(
        String name,
        String system,
        URI url,
        String method,
        Map<String, String> headers,
        Optional<Auth> auth,
        boolean idempotent,
        Optional<String> statusUrl,
        Duration timeout,
        Optional<Tls> tls,
        Limits limits,
        Optional<Breaker> breaker)
        implements Endpoint {

    public HttpEndpoint {
        headers = Frozen.map(headers);
    }

    @Override
    public String transport() {
        return "http";
    }

    /**
     * How the engine proves who it is.
     *
     * @param user empty for bearer
     * @param secret password or token
     */
    public record Auth(Kind kind, Optional<String> user, SecretRef secret) {

        /** The scheme of the Authorization header. */
        public enum Kind implements Word {
            BASIC,
            BEARER
        }
    }
}
