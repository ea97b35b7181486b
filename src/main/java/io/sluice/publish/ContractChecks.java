package io.sluice.publish;

import io.sluice.contract.Contract;
import io.sluice.contract.ContractCheck;
import io.sluice.contract.ContractVersion;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The contracts in force, each compiled once, when it is first used. */
public final class ContractChecks {

    private final Map<String, Map<ContractVersion, Contract>> contracts;
    private final Map<String, Optional<ContractCheck>> compiled = new ConcurrentHashMap<>();

    /** @param contracts by entity and version, as in the catalogue */
    public ContractChecks(Map<String, Map<ContractVersion, Contract>> contracts) {
        this.contracts = contracts;
    }

    /** @param asked {@code 1}: the newest of that major version; {@code 1.2.0}: exactly that */
    public Optional<ContractCheck> find(String entity, String asked) {
        return compiled.computeIfAbsent(
                entity + "/" + asked, key -> newest(entity, asked).map(ContractCheck::compile));
    }

    private Optional<Contract> newest(String entity, String asked) {
        return contracts.getOrDefault(entity, Map.of()).values().stream()
                .filter(c -> c.version().satisfies(asked))
                .max(Comparator.comparing(Contract::version));
    }
}
