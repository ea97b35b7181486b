package io.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.read.CatalogReader;
import io.sluice.catalog.read.ShippedSource;
import io.sluice.message.ProblemCode.Category;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every class of cause has somebody who answers for it, with the catalogue that ships. */
class CauseOwnerTest {

    private final Catalog catalog;
    private final Integration invoices;

    CauseOwnerTest() throws IOException {
        catalog = CatalogReader.read(new ShippedSource(), Map.of());
        invoices = catalog.integration("invoices-to-journal").orElseThrow();
    }

    @Test
    void aBrokenContractIsForTheTeamOfTheContract() {
        assertThat(CauseOwner.ofRun(catalog, invoices, Category.CONTRACT, "publish:journal-entry"))
                .isEqualTo(catalog.newestContract("journal-entry").orElseThrow().owner())
                .isEqualTo("General Ledger");
        Integration admissions = catalog.integration("admissions").orElseThrow();
        String clinical = CauseOwner.ofRun(catalog, admissions, Category.CONTRACT, "publish:encounter");
        assertThat(clinical)
                .isEqualTo(catalog.newestContract("encounter").orElseThrow().owner());
    }

    @Test
    void whatAMappingCouldNotDoIsForTheTeamOfTheIntegration() {
        for (Category cause :
                new Category[] {Category.MAPPING, Category.POLICY, Category.CONFIGURATION, Category.ENGINE}) {
            assertThat(CauseOwner.ofRun(catalog, invoices, cause, "map:invoice-to-entry"))
                    .isEqualTo(invoices.owner().team());
        }
    }

    @Test
    void whatStopsARunInACallIsForTheTeamOfTheSystemThatWasCalled() {
        String call = "send:erp-finance/customers";

        assertThat(CauseOwner.ofRun(catalog, invoices, Category.TRANSPORT, call))
                .isEqualTo("Finance Applications");
        assertThat(CauseOwner.ofRun(catalog, invoices, Category.MAPPING, call))
                .isEqualTo(invoices.owner().team());
    }

    @Test
    void aTargetThatIsAwayKeepsUsOutOrRefusesIsForTheTeamOfTheSystem() {
        String owner = catalog.systems().get("lab").owner().team();
        for (Category cause : new Category[] {Category.TRANSPORT, Category.AUTHENTICATION, Category.BUSINESS}) {
            assertThat(CauseOwner.ofDelivery(catalog, "patient-to-erp", cause, "erp-finance/customers"))
                    .isEqualTo("Finance Applications");
            assertThat(CauseOwner.ofDelivery(catalog, "items-to-ehr", cause, "lab/adt"))
                    .isEqualTo(owner)
                    .isNotEqualTo(catalog.integration("items-to-ehr")
                            .orElseThrow()
                            .owner()
                            .team());
        }
        assertThat(CauseOwner.ofDelivery(catalog, "items-to-ehr", Category.MAPPING, "ehr/items"))
                .isEqualTo("Supply Chain");
    }

    @Test
    void everyClassHasAnOwnerInEveryIntegration() {
        for (Integration one : catalog.integrations().values()) {
            for (Category cause : Category.values()) {
                one.verbs()
                        .publishes()
                        .forEach(publish -> assertThat(
                                        CauseOwner.ofRun(catalog, one, cause, "publish:" + publish.name()))
                                .as(one.name() + " " + cause)
                                .isNotBlank());
                one.verbs()
                        .sends()
                        .forEach(send -> assertThat(CauseOwner.ofDelivery(
                                        catalog, one.name(), cause, send.system() + "/" + send.endpoint()))
                                .as(one.name() + " " + cause)
                                .isNotBlank());
            }
        }
        assertThat(CauseOwner.ofDelivery(catalog, "gone", Category.TRANSPORT, "gone/endpoint"))
                .isEmpty();
    }
}
