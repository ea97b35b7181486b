package io.sluice.receive;

import io.sluice.catalog.Integration;
import io.sluice.format.Content;
import io.sluice.ledger.Arrival;
import io.sluice.message.Ids;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes what was found out about a message into the form that the ledger stores. */
final class Arrivals {

    private Arrivals() {}

    static Arrival accepted(Inbound inbound, Inspected inspected, Integration integration, IntakePlan plan) {
        Content content = inspected.content();
        Fields fields = plan.fields(integration);
        return arrival(
                inbound,
                inspected,
                integration.name(),
                keys(inbound, fields.keys(content)),
                fields.lanes(content),
                Repetition.key(inbound, integration, content, fields),
                null,
                plan.subscribers(integration, content));
    }

    private static Map<String, String> keys(Inbound inbound, Map<String, String> declared) {
        if (inbound.envelope().keys().isEmpty()) {
            return declared;
        }
        Map<String, String> keys = new HashMap<>(declared);
        keys.putAll(inbound.envelope().keys());
        return keys;
    }

    /**
     * Has no key of its content and no lane: a resend after a correction must not be a duplicate, and nothing waits for
     * it.
     */
    static Arrival refused(Inbound inbound, Inspected inspected, String integration) {
        Arrival.Refusal refusal = new Arrival.Refusal(inspected.problem().code(), inspected.where());
        return arrival(
                inbound,
                inspected,
                integration,
                Map.of(),
                List.of(),
                Repetition.redelivery(inbound),
                refusal,
                List.of());
    }

    private static Arrival arrival(
            Inbound inbound,
            Inspected inspected,
            String integration,
            Map<String, String> keys,
            List<String> lanes,
            Arrival.DuplicateKey duplicate,
            Arrival.Refusal refusal,
            List<Arrival.Subscriber> subscribers) {
        UUID id = Ids.v7(inbound.receivedAt());
        Envelope envelope = inbound.envelope();
        return new Arrival(
                id,
                inbound.listener().name(),
                inbound.listener().system(),
                inbound.listener().transport(),
                integration,
                inspected.format().label(),
                usable(or(envelope.type(), inspected.type())),
                usable(inspected.version()),
                usable(or(envelope.controlId(), inspected.controlId())),
                inbound.peer(),
                or(usable(envelope.correlationId()), id.toString()),
                envelope.traceparent(),
                inbound.receivedAt(),
                inbound.bytes(),
                keys,
                lanes,
                duplicate,
                inspected.content() == null ? List.of() : inspected.content().tolerated(),
                refusal,
                subscribers,
                envelope.origin(),
                refusal == null ? inspected.content() : null);
    }

    private static String or(String first, String second) {
        return first.isEmpty() ? second : first;
    }

    private static String usable(String text) {
        return Inspection.usable(text) ? text : "";
    }
}
