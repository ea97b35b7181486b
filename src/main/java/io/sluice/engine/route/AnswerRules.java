package io.sluice.engine.route;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.HttpOperation;
import io.sluice.catalog.Integration;
import io.sluice.contract.ContractCheck;
import io.sluice.policy.Projection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What holds for the answers of one operation.
 *
 * @param contract of what it gives
 * @param reads what of it may leave; everything when no contract is declared
 */
public record AnswerRules(HttpOperation operation, Optional<ContractCheck> contract, Optional<Projection> reads) {

    /** By name of the operation; only for integrations whose callers wait. */
    static Map<String, AnswerRules> of(Catalog catalog, Integration integration) {
        Map<String, AnswerRules> rules = new LinkedHashMap<>();
        if (integration.answersWithin().isPresent()) {
            integration.operations().forEach(one -> rules.put(one.name(), of(catalog, one)));
        }
        return rules;
    }

    private static AnswerRules of(Catalog catalog, HttpOperation operation) {
        Optional<ContractCheck> contract = operation
                .rules()
                .entity()
                .flatMap(entity ->
                        catalog.contract(entity, operation.rules().version().orElseThrow()))
                .map(ContractCheck::compile);
        return new AnswerRules(
                operation,
                contract,
                contract.map(check -> Projection.of(operation.rules().reads())));
    }
}
