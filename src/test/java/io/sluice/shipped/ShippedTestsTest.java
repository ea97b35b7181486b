package io.sluice.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.read.CatalogReader;
import io.sluice.catalog.read.FolderSource;
import io.sluice.engine.testing.TestSuite;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tests beside the integrations that ship, as {@code ./sluice test} runs them. */
class ShippedTestsTest {

    private final FolderSource source = new FolderSource(Path.of("src/main/resources"));
    private final Catalog catalog = CatalogReader.read(source, Map.of());

    @Test
    void everyShippedIntegrationIsSoundAndHasTests() {
        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.integrations())
                .containsOnlyKeys(
                        "admissions", "adt-to-lab", "charges", "charges-to-erp", "orders", "patient-to-erp", "results",
                        "results-to-archive");
        assertThat(catalog.integrations().values())
                .allSatisfy(integration -> assertThat(integration.tests()).isNotEmpty());
    }

    @Test
    void everyTestBesideAShippedIntegrationPasses() {
        var results = TestSuite.run(catalog, source, name -> true);
        assertThat(results).hasSizeGreaterThan(20);
        assertThat(results).allSatisfy(result -> assertThat(result.differences())
                .as(result.file())
                .isEmpty());
    }
}
