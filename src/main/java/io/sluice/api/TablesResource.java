package io.sluice.api;

import io.sluice.engine.EngineProblem;
import io.sluice.engine.table.LiveTable;
import io.sluice.engine.table.LiveTables;
import io.sluice.engine.table.TableChange;
import io.sluice.engine.table.TableImport;
import io.sluice.identity.Role;
import io.sluice.ledger.TableVersions;
import io.sluice.ledger.UnmappedCodes;
import io.sluice.message.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Code tables: shared ones, and with {@code integration=} those of one integration. A change is in force at once. */
@Path("/api/tables")
@ApplicationScoped
@Tag(name = "code tables")
public class TablesResource {

    private static final int HISTORY = 100;

    private final LiveTables tables;
    private final TableImport imports;
    private final TableVersions versions;
    private final UnmappedCodes worklist;
    private final Caller caller;

    TablesResource(
            LiveTables tables, TableImport imports, TableVersions versions, UnmappedCodes worklist, Caller caller) {
        this.tables = tables;
        this.imports = imports;
        this.versions = versions;
        this.worklist = worklist;
        this.caller = caller;
    }

    /** By integration and name, shared ones first. */
    public record Tables(List<TableView> tables) {}

    /** The newest first. */
    public record History(List<TableView.Imported> items) {}

    /** @param plan only say what would change */
    public record Import(String csv, String reason, boolean plan) {}

    /** What was done, or would be. @param resolved codes of the worklist that the table knows now */
    public record Imported(TableChange change, boolean done, int resolved) {}

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Code tables in force, with their version, where they come from and how many codes they lack")
    public Tables list() {
        Map<String, Long> open = worklist.open();
        return new Tables(tables.all().stream()
                .map(table -> TableView.of(table, open.getOrDefault(table.name(), 0L)))
                .toList());
    }

    @GET
    @Path("/{name}")
    @RolesAllowed(Role.VIEW)
    @Produces("text/csv")
    @Operation(summary = "A code table as CSV")
    public String csv(@PathParam("name") String name, @QueryParam("integration") @DefaultValue("") String integration) {
        return find(integration, name).csv();
    }

    @GET
    @Path("/{name}/history")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Imports of a code table, newest first")
    public History history(
            @PathParam("name") String name, @QueryParam("integration") @DefaultValue("") String integration) {
        find(integration, name);
        return new History(versions.history(integration, name, HISTORY).stream()
                .map(TableView.Imported::of)
                .toList());
    }

    @POST
    @Path("/{name}")
    @RolesAllowed(Role.ANALYSE)
    @Operation(
            summary = "Imports a code table: in force at once, on all nodes, without a restart",
            description =
                    "With plan it only says what would change. Runs that have begun keep the table they began with")
    public Imported take(
            @PathParam("name") String name,
            @QueryParam("integration") @DefaultValue("") String integration,
            Import order) {
        if (order == null || order.csv() == null) {
            throw new ProblemException(ApiProblem.BAD_BODY, "csv");
        }
        if (order.plan()) {
            return new Imported(imports.plan(integration, name, order.csv()), false, 0);
        }
        String reason = ControlsResource.required(order.reason());
        TableImport.Done done = imports.run(integration, name, order.csv(), caller.actor(), reason);
        return new Imported(done.change(), true, done.resolved());
    }

    @POST
    @Path("/{name}/reset")
    @RolesAllowed(Role.ANALYSE)
    @Operation(summary = "Takes imports back: the table of the file holds again")
    public Imported reset(
            @PathParam("name") String name,
            @QueryParam("integration") @DefaultValue("") String integration,
            ControlsResource.Reason why) {
        String reason = ControlsResource.required(why == null ? null : why.reason());
        TableImport.Done done = imports.reset(integration, name, caller.actor(), reason);
        return new Imported(done.change(), true, done.resolved());
    }

    private LiveTable find(String integration, String name) {
        return tables.find(integration, name)
                .orElseThrow(() -> new ProblemException(EngineProblem.TABLE_UNKNOWN, "table"));
    }
}
