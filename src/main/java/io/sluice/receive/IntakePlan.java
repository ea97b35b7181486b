package io.sluice.receive;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.ConnectedSystem;
import io.sluice.catalog.Identity;
import io.sluice.catalog.Integration;
import io.sluice.catalog.Listener;
import io.sluice.catalog.MllpListener;
import io.sluice.catalog.Router;
import io.sluice.catalog.Routing;
import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.ledger.Arrival.Subscriber;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that the intake needs of one snapshot of the catalogue, prepared so that a message only looks it up. */
final class IntakePlan {

    private record Subscribed(String integration, Fields fields) {}

    private final Catalog catalog;
    private final Router router;
    private final Map<String, Inspection> inspections = new HashMap<>();
    private final Map<String, Inspection> addressed = new HashMap<>();
    private final Map<String, Fields> fields = new HashMap<>();
    private final Map<String, List<Subscribed>> subscribers = new HashMap<>();

    IntakePlan(Catalog catalog) {
        this.catalog = catalog;
        router = new Router(catalog);
        catalog.listeners().forEach(listener -> inspections.put(listener.name(), inspection(listener)));
        for (Integration integration : catalog.integrations().values()) {
            if (!integration.verbs().receives().isEmpty()) {
                fields.put(integration.name(), Fields.of(integration));
                integration.verbs().receives().stream()
                        .flatMap(receive -> catalog.listener(receive.listener()).stream())
                        .findFirst()
                        .ifPresent(listener ->
                                addressed.put(integration.name(), inspection(listener, integration.format())));
                subscribers.put(
                        integration.name(),
                        catalog.subscribersOfMessages(integration.name()).stream()
                                .map(subscriber -> new Subscribed(subscriber.name(), Fields.of(subscriber)))
                                .toList());
            }
        }
    }

    /** All integrations that share a listener without addresses of their own work on the same format. */
    private Inspection inspection(Listener listener) {
        return inspection(
                listener,
                catalog.integrations().values().stream()
                        .filter(integration -> integration.receives(listener.name()))
                        .findFirst()
                        .map(Integration::format)
                        .orElse(""));
    }

    private Inspection inspection(Listener listener, String label) {
        Format format = Format.of(label).orElse(Format.HL7V2);
        Optional<Charset> charset =
                listener instanceof MllpListener mllp ? Optional.of(mllp.charset()) : Optional.empty();
        return format == Format.HL7V2
                ? new Hl7Inspection(charset, identity(listener))
                : new ContentInspection(format, charset);
    }

    private Identity identity(Listener listener) {
        ConnectedSystem system = catalog.systems().get(listener.system());
        return system == null ? Identity.ANY : system.identity();
    }

    boolean of(Catalog current) {
        return catalog == current;
    }

    /** A listener that this snapshot does not have any more still answers its open connections: by its own settings. */
    Inspection inspection(Inbound inbound) {
        Inspection known = addressed.get(inbound.envelope().integration());
        if (known == null) {
            known = inspections.get(inbound.listener().name());
        }
        return known != null ? known : inspection(inbound.listener());
    }

    /** By the address at which it came, where the transport has one for each integration, else by type and version. */
    Routing route(Inbound inbound, Inspected inspected) {
        String type = inbound.envelope().type().isEmpty()
                ? inspected.type()
                : inbound.envelope().type();
        String addressed = inbound.envelope().integration();
        return addressed.isEmpty()
                ? router.accept(inbound.listener().name(), type, inspected.version())
                : router.accept(catalog.integration(addressed), type, inspected.version());
    }

    /** Who answers for a message that cannot be read. */
    Optional<Integration> addressed(Inbound inbound) {
        return catalog.integration(inbound.envelope().integration());
    }

    Fields fields(Integration integration) {
        return fields.get(integration.name());
    }

    List<Subscriber> subscribers(Integration integration, Content content) {
        List<Subscribed> all = subscribers.get(integration.name());
        if (all.isEmpty()) {
            return List.of();
        }
        List<Subscriber> found = new ArrayList<>(all.size());
        for (Subscribed one : all) {
            found.add(new Subscriber(one.integration(), one.fields().lanes(content)));
        }
        return found;
    }
}
