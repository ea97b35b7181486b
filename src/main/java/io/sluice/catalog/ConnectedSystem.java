package io.sluice.catalog;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * A connected application: {@code systems/<name>.yaml} under the overlay of the environment.
 *
 * @param zone time zone of the system: times without an offset, opening hours
 * @param purposes purposes of use under which it may read
 * @param limits shared by all its endpoints, beside the limits that each has of its own
 * @param inbound what it may send
 */
public record ConnectedSystem(
        String name,
        String description,
        Owner owner,
        ZoneId zone,
        Identity identity,
        List<String> purposes,
        Limits limits,
        Inflow inbound,
        Map<String, Listener> listeners,
        Map<String, Endpoint> endpoints) {

    public ConnectedSystem {
        purposes = List.copyOf(purposes);
        listeners = Frozen.map(listeners);
        endpoints = Frozen.map(endpoints);
    }

    /** That may send as much as it likes. */
    public ConnectedSystem(
            String name,
            String description,
            Owner owner,
            ZoneId zone,
            Identity identity,
            List<String> purposes,
            Limits limits,
            Map<String, Listener> listeners,
            Map<String, Endpoint> endpoints) {
        this(name, description, owner, zone, identity, purposes, limits, Inflow.UNLIMITED, listeners, endpoints);
    }
}
