package io.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ShippedContractsTest {

    /** Entities of the ERP, in which nothing of a patient stands. */
    private static final Set<String> BUSINESS =
            Set.of("worker", "supplier", "inventory-item", "purchase-order", "invoice", "journal-entry");

    @Test
    void everyShippedContractReadsWithoutProblems() {
        for (var entity : ShippedContracts.ENTITIES) {
            assertThat(ShippedContracts.readResult(entity).problems())
                    .as(entity)
                    .isEmpty();
            ContractCheck.compile(ShippedContracts.read(entity));
        }
    }

    @Test
    void everyShippedContractIsOwnedActiveAndAsSensitiveAsItsFields() {
        for (var entity : ShippedContracts.ENTITIES) {
            var contract = ShippedContracts.read(entity);
            assertThat(contract.owner()).isNotBlank();
            assertThat(contract.status().isUsable()).isTrue();
            assertThat(contract.classification().isPhi()).as(entity).isEqualTo(!BUSINESS.contains(entity));
            assertThat(contract.serviceLevels()).containsKey("latency");
        }
    }

    @Test
    void namesThePathsThatHoldLists() {
        assertThat(ShippedContracts.read("patient").arrayPaths())
                .contains("identifier", "identifier.type.coding", "name", "name.given", "contact.name.given")
                .doesNotContain("gender", "maritalStatus");
    }
}
