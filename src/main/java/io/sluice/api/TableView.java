package io.sluice.api;

import io.sluice.engine.table.LiveTable;
import io.sluice.ledger.TableVersion;
import java.time.Instant;
import java.util.List;

/**
 * A code table in force.
 *
 * @param integration whose own it is; empty: shared
 * @param version as in the trace of runs that used it
 * @param rows without the header
 * @param unmapped open codes of the worklist under this name
 * @param imported null: it is that of the file
 */
public record TableView(
        String name,
        String integration,
        String version,
        List<String> columns,
        int rows,
        String file,
        long unmapped,
        Imported imported) {

    /** @param version empty: the table of the file held again */
    public record Imported(String version, String by, String reason, Instant at) {

        static Imported of(TableVersion version) {
            return new Imported(version.version(), version.actor().name(), version.reason(), version.at());
        }
    }

    static TableView of(LiveTable table, long unmapped) {
        var read = table.table();
        return new TableView(
                table.name(),
                table.integration(),
                read.version(),
                read.header(),
                read.rows().size(),
                table.file().file(),
                unmapped,
                table.imported().map(Imported::of).orElse(null));
    }
}
