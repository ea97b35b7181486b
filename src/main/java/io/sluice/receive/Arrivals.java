package io.sluice.receive;

import io.sluice.catalog.Integration;
import io.sluice.format.hl7.Hl7Header;
import io.sluice.format.hl7.Hl7Message;
import io.sluice.ledger.Arrival;
import io.sluice.message.Ids;
import io.sluice.receive.Hl7Inspection.Inspected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes what was found out about a message into the form that the ledger stores. */
final class Arrivals {

    private static final String FORMAT = "hl7v2";

    private Arrivals() {}

    static Arrival accepted(Inbound inbound, Inspected inspected, Integration integration, IntakePlan plan) {
        Hl7Message message = inspected.message();
        Fields fields = plan.fields(integration);
        return arrival(
                inbound,
                inspected,
                integration.name(),
                fields.keys(message),
                fields.lanes(message),
                fields.duplicate(message),
                null,
                plan.subscribers(integration, message));
    }

    /** Has no key and no lane: a resend after a correction must not be a duplicate, and nothing waits for it. */
    static Arrival refused(Inbound inbound, Inspected inspected, String integration) {
        Arrival.Refusal refusal = new Arrival.Refusal(inspected.problem().code(), inspected.where());
        return arrival(inbound, inspected, integration, Map.of(), List.of(), null, refusal, List.of());
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
        Hl7Header header = inspected.header();
        return new Arrival(
                id,
                inbound.listener().name(),
                inbound.listener().system(),
                inbound.listener().transport(),
                integration,
                FORMAT,
                header == null ? "" : usable(header.type()),
                header == null ? "" : usable(header.version()),
                header == null ? "" : usable(header.controlId()),
                inbound.peer(),
                id.toString(),
                null,
                inbound.receivedAt(),
                inbound.bytes(),
                keys,
                lanes,
                duplicate,
                warnings(inspected.message()),
                refusal,
                subscribers,
                refusal == null ? inspected.message() : null);
    }

    private static String usable(String text) {
        return Hl7Inspection.usable(text) ? text : "";
    }

    private static List<String> warnings(Hl7Message message) {
        if (message == null || message.warnings().isEmpty()) {
            return List.of();
        }
        List<String> warnings = new ArrayList<>();
        for (Hl7Message.Warning warning : message.warnings()) {
            warnings.add(warning.path().isEmpty() ? warning.code() : warning.code() + " " + warning.path());
        }
        return warnings;
    }
}
