package io.sluice.catalog;

import io.sluice.contract.Contract;
import io.sluice.contract.ContractVersion;
import io.sluice.message.FileProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One immutable snapshot of all that is configured. Everything in it has passed every check and every reference in it
 * resolves, so that the steps need not ask again.
 *
 * @param environment name of the overlay that was applied, {@code local} unless {@code SLUICE_ENV} says otherwise
 * @param integrations those that run here, by name
 * @param notDeployed those that could run and that the environment does without, by name
 * @param refused those that may not, with their problems; health shows them
 * @param contracts by entity and version
 * @param tables the shared code tables of {@code tables/}, by name
 * @param problems all of them, sorted by file and line; those of refused integrations included
 */
public record Catalog(
        String environment,
        Map<String, Integration> integrations,
        Map<String, Integration> notDeployed,
        Map<String, List<FileProblem>> refused,
        Map<String, ConnectedSystem> systems,
        Map<Integer, Tier> tiers,
        Map<String, Map<ContractVersion, Contract>> contracts,
        Map<String, TextFile> tables,
        List<FileProblem> problems) {

    public static final Catalog EMPTY =
            new Catalog("local", Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), List.of());

    public Catalog {
        integrations = Frozen.map(integrations);
        notDeployed = Frozen.map(notDeployed);
        refused = Frozen.map(refused);
        systems = Frozen.map(systems);
        tiers = Frozen.map(tiers);
        contracts = Frozen.map(contracts);
        tables = Frozen.map(tables);
        problems = List.copyOf(problems);
    }

    /** The same with other integrations. */
    public Catalog withIntegrations(Map<String, Integration> others) {
        return new Catalog(environment, others, notDeployed, refused, systems, tiers, contracts, tables, problems);
    }

    /** The same as if its environment did without none of them. */
    public Catalog withAllDeployed() {
        Map<String, Integration> all = new TreeMap<>(integrations);
        all.putAll(notDeployed);
        return new Catalog(environment, all, Map.of(), refused, systems, tiers, contracts, tables, problems);
    }

    /** The same with other shared tables and other integrations. */
    public Catalog withTables(Map<String, TextFile> shared, Map<String, Integration> others) {
        return new Catalog(environment, others, notDeployed, refused, systems, tiers, contracts, shared, problems);
    }

    public Optional<Integration> integration(String name) {
        return Optional.ofNullable(integrations.get(name));
    }

    /** Names of listeners are unique over all systems. */
    public Optional<Listener> listener(String name) {
        return systems.values().stream()
                .flatMap(s -> Stream.ofNullable(s.listeners().get(name)))
                .findFirst();
    }

    /** Every listener of every system. */
    public Stream<Listener> listeners() {
        return systems.values().stream().flatMap(s -> s.listeners().values().stream());
    }

    /** @param id {@code system/endpoint} */
    public Optional<Endpoint> endpoint(String id) {
        int slash = id.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : Optional.ofNullable(systems.get(id.substring(0, slash)))
                        .map(s -> s.endpoints().get(id.substring(slash + 1)));
    }

    /** Every endpoint of every system. */
    public Stream<Endpoint> endpoints() {
        return systems.values().stream().flatMap(s -> s.endpoints().values().stream());
    }

    /**
     * The newest contract that serves the request.
     *
     * @param requested as integrations write it: {@code "1"}, {@code "1.2"} or {@code "1.2.0"}
     */
    public Optional<Contract> contract(String entity, String requested) {
        return contracts.getOrDefault(entity, Map.of()).values().stream()
                .filter(contract -> contract.version().satisfies(requested))
                .max(Comparator.comparing(Contract::version));
    }

    /** The newest contract of an entity. */
    public Optional<Contract> newestContract(String entity) {
        return contracts.getOrDefault(entity, Map.of()).values().stream().max(Comparator.comparing(Contract::version));
    }

    /** Integrations that get a run for each event of the entity. Asked with each event, hence without streams. */
    public List<Integration> subscribersOf(String entity) {
        List<Integration> found = new ArrayList<>();
        for (Integration integration : integrations.values()) {
            if (integration.subscribesTo(entity)) {
                found.add(integration);
            }
        }
        return found;
    }

    /** Integrations that get a run for each original message of the integration. */
    public List<Integration> subscribersOfMessages(String integration) {
        return integrations.values().stream()
                .filter(i -> i.subscribesToMessagesOf(integration))
                .toList();
    }

    /** The table of an integration, its own before the shared ones. */
    public Optional<TextFile> table(Integration integration, String name) {
        return Optional.ofNullable(integration.tables().get(name)).or(() -> Optional.ofNullable(tables.get(name)));
    }
}
