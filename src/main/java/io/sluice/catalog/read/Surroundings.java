package io.sluice.catalog.read;

import io.sluice.catalog.ConnectedSystem;
import io.sluice.catalog.Listener;
import io.sluice.catalog.Tier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an integration may refer to.
 *
 * @param integrations names of all folders, refused ones included: a subscriber waits for a broken integration
 */
record Surroundings(
        Map<Integer, Tier> tiers,
        Map<String, ConnectedSystem> systems,
        Contracts contracts,
        List<String> integrations) {

    Optional<Listener> listener(String name) {
        return systems.values().stream()
                .flatMap(s -> Stream.ofNullable(s.listeners().get(name)))
                .findFirst();
    }

    List<String> listeners() {
        return systems.values().stream()
                .flatMap(s -> s.listeners().keySet().stream())
                .toList();
    }
}
