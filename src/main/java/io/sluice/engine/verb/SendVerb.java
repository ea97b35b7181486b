package io.sluice.engine.verb;

import io.sluice.catalog.CallStep;
import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.Control;
import io.sluice.catalog.Endpoint;
import io.sluice.catalog.FailMode;
import io.sluice.catalog.FileEndpoint;
import io.sluice.catalog.HttpEndpoint;
import io.sluice.catalog.Integration;
import io.sluice.catalog.MllpEndpoint;
import io.sluice.engine.EngineProblem;
import io.sluice.engine.run.OrderKey;
import io.sluice.engine.run.RunScope;
import io.sluice.format.hl7.Hl7Message;
import io.sluice.format.json.Json;
import io.sluice.ledger.RunResult.NewDelivery;
import io.sluice.message.ProblemException;
import io.sluice.send.Caller;
import io.sluice.send.DeliveryMeta;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.camel.Exchange;

/**
 * {@code send:<system>/<endpoint>}: the body becomes a delivery of the run, and stays as it is. With {@code mode=call}
 * it goes out at once, and the run waits for the reply.
 */
public final class SendVerb implements Verb {

    private static final String FALLBACK = "fallback";

    private final CatalogHolder catalogs;
    private final Predicate<String> away;
    private final CallVerb calls;

    /** @param away whether an endpoint is not to be reached at this moment, as far as this node knows */
    public SendVerb(CatalogHolder catalogs, Predicate<String> away, Caller caller) {
        this.catalogs = catalogs;
        this.away = away;
        this.calls = new CallVerb(caller);
    }

    @Override
    public void apply(RunScope scope, String target, Map<String, Object> options, Exchange exchange) {
        Endpoint declared = endpoint(scope, target);
        Optional<CallStep> call = CallStep.of(name -> text(options.get(name)));
        if (call.isPresent()) {
            call(scope, declared, call.get(), text(options.get(FALLBACK)), exchange);
            return;
        }
        Endpoint endpoint = away.test(target) ? whileAway(scope, declared, options) : declared;
        NewDelivery delivery = delivery(scope, "delivery", target, endpoint, Map.of(), exchange);
        scope.send(delivery);
        String id = delivery.id().toString();
        scope.note(endpoint == declared ? Map.of("delivery", id) : Map.of("delivery", id, "fallback", endpoint.id()));
    }

    /**
     * A call to the fallback has an id of its own: it may be made beside the first one, which is known as failed by
     * then, and a repeated run must find both.
     */
    private void call(RunScope scope, Endpoint declared, CallStep step, String fallback, Exchange exchange) {
        Map<String, String> meta = CallVerb.path(step, exchange, declared.id())
                .map(path -> Map.of(DeliveryMeta.PATH, path))
                .orElse(Map.of());
        Optional<Supplier<NewDelivery>> instead = Optional.ofNullable(fallback)
                .map(id -> () -> delivery(scope, FALLBACK, id, endpoint(scope, id), meta, exchange));
        calls.apply(
                scope, delivery(scope, "delivery", declared.id(), declared, meta, exchange), instead, step, exchange);
    }

    private static NewDelivery delivery(
            RunScope scope,
            String kind,
            String target,
            Endpoint endpoint,
            Map<String, String> meta,
            Exchange exchange) {
        boolean reads = endpoint instanceof HttpEndpoint http && http.method().equals("GET");
        byte[] body = reads ? new byte[0] : bytes(exchange.getIn().getBody(), target);
        int revision = scope.run().revision();
        UUID id = scope.nextId(kind, target, exchange, revision);
        return new NewDelivery(
                id,
                endpoint.id(),
                reads ? "" : contentType(endpoint, exchange.getIn().getBody()),
                meta,
                body,
                OrderKey.first(scope),
                revision,
                revision == 0 ? null : scope.idBefore(kind, target, exchange));
    }

    private static String text(Object option) {
        return option == null ? null : option.toString();
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
     * As the tier says. The id stays that of the declared endpoint: whether it is away is no matter of the message, and
     * a repeated run must find its delivery under the same id.
     */
    private Endpoint whileAway(RunScope scope, Endpoint declared, Map<String, Object> options) {
        FailMode mode = scope.integration().config().tier().failModes().of(Control.TARGET);
        Object fallback = options.get(FALLBACK);
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
