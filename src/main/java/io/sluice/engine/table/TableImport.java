package io.sluice.engine.table;

import io.sluice.engine.EngineProblem;
import io.sluice.ledger.Actor;
import io.sluice.ledger.TableVersions;
import io.sluice.map.CodeTable;
import io.sluice.message.ProblemException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Brings a table into force: checked first, then a version in the ledger with who and why, then in this node's
 * mappings, and codes of the worklist that it knows are done.
 */
public final class TableImport {

    private final LiveTables tables;
    private final TableVersions versions;
    private final InstantSource clock;

    public TableImport(LiveTables tables, TableVersions versions, InstantSource clock) {
        this.tables = tables;
        this.versions = versions;
        this.clock = clock;
    }

    /** @param resolved codes of the worklist that the table knows now */
    public record Done(TableChange change, int resolved) {}

    /**
     * What an import would change; nothing is done.
     *
     * @throws ProblemException when the table is unknown, cannot be read or lacks a column of the one in force
     */
    public TableChange plan(String integration, String name, String csv) {
        return TableChange.of(inForce(integration, name).table(), checked(integration, name, csv));
    }

    /** @throws ProblemException as {@link #plan} */
    public Done run(String integration, String name, String csv, Actor actor, String reason) {
        CodeTable next = checked(integration, name, csv);
        TableChange change = TableChange.of(inForce(integration, name).table(), next);
        versions.put(integration, name, next.version(), Optional.of(csv), actor, reason, clock.instant());
        return new Done(change, done(integration, name));
    }

    /** The table of the file holds again. */
    public Done reset(String integration, String name, Actor actor, String reason) {
        CodeTable was = inForce(integration, name).table();
        versions.put(integration, name, "", Optional.empty(), actor, reason, clock.instant());
        int resolved = done(integration, name);
        return new Done(TableChange.of(was, inForce(integration, name).table()), resolved);
    }

    private int done(String integration, String name) {
        tables.refresh();
        return tables.resolve(inForce(integration, name));
    }

    private LiveTable inForce(String integration, String name) {
        return tables.find(integration, name)
                .orElseThrow(() -> new ProblemException(EngineProblem.TABLE_UNKNOWN, "table"));
    }

    private CodeTable checked(String integration, String name, String csv) {
        return TableCheck.inPlaceOf(inForce(integration, name).table(), csv);
    }
}
