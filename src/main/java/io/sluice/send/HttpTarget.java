package io.sluice.send;

import io.sluice.catalog.HttpEndpoint;
import io.sluice.ledger.ClaimedDelivery;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Where a delivery goes and with which headers: the endpoint's declaration and the delivery's meta put together. */
final class HttpTarget {

    /** RFC 3986 section 3.3 and a query; no dot segments, which could leave the endpoint's URL. */
    private static final Pattern SUFFIX = Pattern.compile(
            "(?!.*/\\.\\.?(/|\\?|$))/(?!/)([A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*(\\?([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?");

    private static final Pattern TOKEN = Pattern.compile("[A-Z]+");

    private final HttpEndpoint endpoint;

    HttpTarget(HttpEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Empty when the delivery's method or path cannot be written. */
    Optional<RequestOptions> of(Map<String, String> meta) {
        String suffix = meta.getOrDefault(DeliveryMeta.PATH, "");
        String method = meta.getOrDefault(DeliveryMeta.METHOD, endpoint.method());
        if (!suffix.isEmpty() && !SUFFIX.matcher(suffix).matches()
                || !TOKEN.matcher(method).matches()) {
            return Optional.empty();
        }
        return Optional.of(options(endpoint.url(), suffix).setMethod(HttpMethod.valueOf(method)));
    }

    /** The status query about a delivery. */
    RequestOptions statusOf(UUID delivery) {
        URI url = URI.create(endpoint.statusUrl().orElseThrow().replace("{key}", delivery.toString()));
        return options(url, "").setMethod(HttpMethod.GET);
    }

    /** @throws io.sluice.message.ProblemException {@link SendProblem#SECRET_MISSING} */
    Map<String, String> headers(ClaimedDelivery delivery) {
        Map<String, String> headers = new LinkedHashMap<>(endpoint.headers());
        endpoint.auth().ifPresent(auth -> headers.put("Authorization", authorization(auth)));
        headers.put("Idempotency-Key", delivery.id().toString());
        if (delivery.correlationId() != null) {
            headers.put("X-Correlation-Id", delivery.correlationId());
        }
        if (delivery.traceparent() != null) {
            headers.put("traceparent", delivery.traceparent());
        }
        if (delivery.contentType() != null && !delivery.contentType().isEmpty()) {
            headers.put("Content-Type", delivery.contentType());
        }
        return headers;
    }

    private static RequestOptions options(URI url, String suffix) {
        boolean tls = "https".equals(url.getScheme());
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        String base = path.endsWith("/") && !suffix.isEmpty() ? path.substring(0, path.length() - 1) : path;
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String target = base + suffix + query;
        return new RequestOptions()
                .setHost(url.getHost())
                .setPort(url.getPort() > 0 ? url.getPort() : tls ? 443 : 80)
                .setSsl(tls)
                .setURI(target.isEmpty() ? "/" : target);
    }

    private static String authorization(HttpEndpoint.Auth auth) {
        String secret = Secrets.read(auth.secret());
        return switch (auth.kind()) {
            case BEARER -> "Bearer " + secret;
            case BASIC ->
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (auth.user().orElse("") + ":" + secret).getBytes(StandardCharsets.UTF_8));
        };
    }
}
