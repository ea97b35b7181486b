package io.sluice.engine.table;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.Integration;
import io.sluice.catalog.TextFile;
import io.sluice.ledger.TableVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Imported tables over those of files. */
final class TableOverlay {

    private TableOverlay() {}

    /** Imports of integrations and tables that the catalogue does not have any more are passed over. */
    static Catalog over(Catalog files, List<TableVersion> imported) {
        Map<String, TextFile> shared = new LinkedHashMap<>(files.tables());
        Map<String, Integration> integrations = new LinkedHashMap<>(files.integrations());
        for (TableVersion version : imported) {
            if (version.csv().isEmpty()) {
                continue;
            }
            Map<String, TextFile> tables = version.integration().isEmpty()
                    ? shared
                    : files.integration(version.integration())
                            .map(one -> new LinkedHashMap<>(
                                    integrations.get(one.name()).tables()))
                            .orElseGet(LinkedHashMap::new);
            TextFile now = tables.get(version.name());
            if (now == null) {
                continue;
            }
            tables.put(
                    version.name(),
                    new TextFile(version.name(), now.file(), version.csv().get()));
            if (!version.integration().isEmpty()) {
                integrations.computeIfPresent(version.integration(), (name, one) -> one.withTables(tables));
            }
        }
        return files.withTables(shared, integrations);
    }
}
