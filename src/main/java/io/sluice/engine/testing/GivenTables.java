package io.sluice.engine.testing;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.Integration;
import io.sluice.catalog.TextFile;
import java.util.LinkedHashMap;
import java.util.Map;

/** The catalogue with the tables that a test gives, in place of those of the same name. */
final class GivenTables {

    private GivenTables() {}

    static Catalog in(Catalog catalog, TestFile file) {
        Integration one = file.integration();
        Map<String, TextFile> tables = new LinkedHashMap<>(one.tables());
        file.tables().forEach((name, content) -> tables.put(name, new TextFile(name, file.name(), file.text(content))));
        Map<String, Integration> integrations = new LinkedHashMap<>(catalog.integrations());
        integrations.put(one.name(), one.withTables(tables));
        return catalog.withIntegrations(integrations);
    }
}
