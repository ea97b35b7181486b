package io.sluice.engine.verb;

import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.Control;
import io.sluice.catalog.Endpoint;
import io.sluice.catalog.FailMode;
import io.sluice.catalog.FileEndpoint;
import io.sluice.catalog.Integration;
import io.sluice.catalog.MllpEndpoint;
import io.sluice.engine.EngineProblem;
import io.sluice.engine.run.OrderKey;
import io.sluice.engine.run.RunScope;
import io.sluice.format.hl7.Hl7Message;
import io.sluice.format.json.Json;
import io.sluice.ledger.RunResult.NewDelivery;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.camel.Exchange;

/** {@code send:<system>/<endpoint>}: the body becomes a delivery of the run. The body stays as it is. */
public final class SendVerb implements Verb {

    private final CatalogHolder catalogs;
    private final Predicate<String> away;

    /** @param away whether an endpoint is not to be reached at this moment, as far as this node knows */
    public SendVerb(CatalogHolder catalogs, Predicate<String> away) {
        this.catalogs = catalogs;
        this.away = away;
    }

    @Override
    public void apply(RunScope scope, String target, Map<String, Object> options, Exchange exchange) {
        Endpoint declared = endpoint(scope, target);
        Endpoint endpoint = away.test(target) ? whileAway(scope, declared, options) : declared;
        byte[] body = bytes(exchange.getIn().getBody(), target);
        int revision = scope.run().revision();
        UUID id = scope.nextId("delivery", target, exchange, revision);
        UUID supersedes = revision == 0 ? null : scope.idBefore("delivery", target, exchange);
        scope.send(new NewDelivery(
                id,
                endpoint.id(),
                contentType(endpoint, exchange.getIn().getBody()),
                Map.of(),
                body,
                OrderKey.first(scope),
                revision,
                supersedes));
        scope.note(
                endpoint == declared
                        ? Map.of("delivery", id.toString())
                        : Map.of("delivery", id.toString(), "fallback", endpoint.id()));
    }

    private Endpoint endpoint(RunScope scope, String target) {
        Endpoint endpoint = catalogs.current()
                .endpoint(target)
                .orElseThrow(() -> new ProblemException(EngineProblem.UNKNOWN_ENDPOINT, target));
        Integration integration = scope.integration().config();
        integration
                .target()
                .filter(allowed -> !allowed.equals(endpoint.system()))
                .ifPresent(allowed -> {
                    throw new ProblemException(EngineProblem.WRONG_TARGET, target);
                });
        return endpoint;
    }

    /**
     * As the tier says. The id stays that of the declared endpoint: whether it is away is no matter of the message, and a
     * repeated run must find its delivery under the same id.
     */
    private Endpoint whileAway(RunScope scope, Endpoint declared, Map<String, Object> options) {
        FailMode mode = scope.integration().config().tier().failModes().of(Control.TARGET);
        Object fallback = options.get("fallback");
        switch (mode) {
            case CLOSED -> {
                return declared;
            }
            case HOLD -> throw new ProblemException(EngineProblem.TARGET_HELD, declared.id());
            case OPEN_WITH_FLAG -> {
                scope.flag(mode.flag(Control.TARGET));
                return declared;
            }
            case DEGRADE -> {
                if (fallback == null) {
                    return declared;
                }
                scope.flag(mode.flag(Control.TARGET));
                return endpoint(scope, fallback.toString());
            }
        }
        throw new AssertionError("a switch over all modes");
    }

    private static String contentType(Endpoint endpoint, Object body) {
        if (endpoint instanceof FileEndpoint && body instanceof byte[]) {
            return "application/octet-stream";
        }
        boolean hl7 = endpoint instanceof MllpEndpoint || body instanceof Hl7Message || body instanceof byte[];
        return hl7 ? "x-application/hl7-v2+er7" : "application/json";
    }

    private static byte[] bytes(Object body, String target) {
        byte[] bytes = switch (body) {
            case null -> new byte[0];
            case byte[] raw -> raw;
            case Hl7Message message -> message.bytes();
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            case Map<?, ?> tree -> Json.write(tree);
            case List<?> list -> Json.write(list);
            default -> throw new ProblemException(EngineProblem.NOTHING_TO_SEND, target);
        };
        if (bytes.length == 0) {
            throw new ProblemException(EngineProblem.NOTHING_TO_SEND, target);
        }
        return bytes;
    }
}
