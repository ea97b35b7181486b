package io.sluice.catalog;

import java.time.ZoneId;
import java.util.Map;

/**
 * A connected application: {@code systems/<name>.yaml} under the overlay of the environment.
 *
 * @param zone time zone of the system: times without an offset, opening hours
 */
public record ConnectedSystem(
        String name,
        String description,
        Owner owner,
        ZoneId zone,
        Identity identity,
        Map<String, Listener> listeners,
        Map<String, Endpoint> endpoints) {

    public ConnectedSystem {
        listeners = Frozen.map(listeners);
        endpoints = Frozen.map(endpoints);
    }
}
