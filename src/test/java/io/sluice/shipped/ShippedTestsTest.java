package io.sluice.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.read.CatalogReader;
import io.sluice.catalog.read.CatalogSource;
import io.sluice.catalog.read.ShippedSource;
import io.sluice.engine.testing.TestSuite;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The tests that stand beside the shipped integrations, as {@code ./sluice test} runs them. */
class ShippedTestsTest {

    @TestFactory
    Stream<DynamicTest> eachTestBesideAnIntegrationPasses() throws IOException {
        CatalogSource source = new ShippedSource();
        Catalog catalog = CatalogReader.read(source, Map.of());
        return TestSuite.run(catalog, source, integration -> true).stream()
                .map(result -> DynamicTest.dynamicTest(
                        result.file(), () -> assertThat(result.differences()).isEmpty()));
    }

    @Test
    void everyShippedIntegrationHasTests() throws IOException {
        Catalog catalog = CatalogReader.read(new ShippedSource(), Map.of());

        assertThat(catalog.refused()).isEmpty();
        assertThat(catalog.integrations().values())
                .allSatisfy(i -> assertThat(i.tests()).as(i.name()).isNotEmpty());
    }
}
