package io.sluice.engine.table;

import io.sluice.catalog.TextFile;
import io.sluice.ledger.TableVersion;
import io.sluice.map.CodeTable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A table in force.
 *
 * @param integration whose own table it is; empty: shared
 * @param imported how it was imported; empty: it is that of the file
 */
public record LiveTable(String integration, TextFile file, Optional<TableVersion> imported) {

    public String name() {
        return file.name();
    }

    /** As it was written. */
    public String csv() {
        return file.text();
    }

    public CodeTable table() {
        return CodeTable.read(name(), csv().getBytes(StandardCharsets.UTF_8));
    }
}
