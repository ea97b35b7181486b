package io.sluice.receive;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.ConnectedSystem;
import io.sluice.catalog.Identity;
import io.sluice.catalog.Integration;
import io.sluice.catalog.Listener;
import io.sluice.catalog.MllpListener;
import io.sluice.catalog.Router;
import io.sluice.catalog.Routing;
import io.sluice.format.hl7.Hl7Header;
import io.sluice.format.hl7.Hl7Message;
import io.sluice.ledger.Arrival.Subscriber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that the intake needs of one snapshot of the catalogue, prepared so that a message only looks it up. */
final class IntakePlan {

    private static final String HL7 = "hl7v2";

    private record Subscribed(String integration, Fields fields) {}

    private final Catalog catalog;
    private final Router router;
    private final Map<String, Hl7Inspection> inspections = new HashMap<>();
    private final Map<String, Fields> fields = new HashMap<>();
    private final Map<String, List<Subscribed>> subscribers = new HashMap<>();

    IntakePlan(Catalog catalog) {
        this.catalog = catalog;
        router = new Router(catalog);
        catalog.listeners().forEach(listener -> inspections.put(listener.name(), inspection(listener)));
        for (Integration integration : catalog.integrations().values()) {
            if (integration.format().equals(HL7) && !integration.verbs().receives().isEmpty()) {
                fields.put(integration.name(), Fields.of(integration));
                subscribers.put(integration.name(), catalog.subscribersOfMessages(integration.name()).stream()
                        .map(subscriber -> new Subscribed(subscriber.name(), Fields.of(subscriber)))
                        .toList());
            }
        }
    }

    private Hl7Inspection inspection(Listener listener) {
        ConnectedSystem system = catalog.systems().get(listener.system());
        Identity identity = system == null ? Identity.ANY : system.identity();
        return switch (listener) {
            case MllpListener mllp -> new Hl7Inspection(mllp.charset(), identity);
        };
    }

    boolean of(Catalog current) {
        return catalog == current;
    }

    /** A listener that this snapshot does not have any more still answers its open connections: by its own settings. */
    Hl7Inspection inspection(Inbound inbound) {
        Hl7Inspection known = inspections.get(inbound.listener().name());
        return known != null ? known : inspection(inbound.listener());
    }

    Routing route(Listener listener, Hl7Header header) {
        return router.accept(listener.name(), header.type(), header.version());
    }

    Fields fields(Integration integration) {
        return fields.get(integration.name());
    }

    List<Subscriber> subscribers(Integration integration, Hl7Message message) {
        List<Subscribed> all = subscribers.get(integration.name());
        if (all.isEmpty()) {
            return List.of();
        }
        List<Subscriber> found = new ArrayList<>(all.size());
        for (Subscribed one : all) {
            found.add(new Subscriber(one.integration(), one.fields().lanes(message)));
        }
        return found;
    }
}
