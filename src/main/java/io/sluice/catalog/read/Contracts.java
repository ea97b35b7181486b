package io.sluice.catalog.read;

import io.sluice.contract.Contract;
import io.sluice.contract.ContractReader;
import io.sluice.contract.ContractVersion;
import io.sluice.message.FileProblem;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The contracts without problems, by entity and version. */
record Contracts(Map<String, Map<ContractVersion, Contract>> byEntity) {

    static Contracts read(SourceFiles files, List<FileProblem> problems) {
        var byEntity = new TreeMap<String, Map<ContractVersion, Contract>>();
        files.in(Layout.CONTRACTS, ".odcs.yaml").forEach(file -> {
            var result = ContractReader.read(file, files.text(file));
            problems.addAll(result.problems());
            result.contract()
                    .ifPresent(contract -> byEntity.computeIfAbsent(contract.entity(), e -> new TreeMap<>())
                            .put(contract.version(), contract));
        });
        return new Contracts(byEntity);
    }

    Optional<Contract> find(String entity, String requested) {
        return byEntity.getOrDefault(entity, Map.of()).values().stream()
                .filter(c -> c.version().satisfies(requested))
                .max(Comparator.comparing(Contract::version));
    }

    Optional<Contract> newest(String entity) {
        return byEntity.getOrDefault(entity, Map.of()).values().stream().max(Comparator.comparing(Contract::version));
    }
}
