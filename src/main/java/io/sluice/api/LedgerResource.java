package io.sluice.api;

import io.sluice.catalog.CatalogHolder;
import io.sluice.identity.Role;
import io.sluice.ledger.Action;
import io.sluice.ledger.Actions;
import io.sluice.ledger.Arrival;
import io.sluice.ledger.Backlog;
import io.sluice.ledger.Balance;
import io.sluice.ledger.Controls;
import io.sluice.ledger.Cursor;
import io.sluice.ledger.DeliverySearch;
import io.sluice.ledger.Page;
import io.sluice.message.DeliveryState;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The record as a whole: balance, backlog, deliveries, actions. */
@Path("/api")
@ApplicationScoped
@Tag(name = "operation")
public class LedgerResource {

    private final Balance balance;
    private final Backlog backlog;
    private final DeliverySearch deliveries;
    private final Actions actions;
    private final Controls controls;
    private final CatalogHolder catalogs;

    LedgerResource(
            Balance balance,
            Backlog backlog,
            DeliverySearch deliveries,
            Actions actions,
            Controls controls,
            CatalogHolder catalogs) {
        this.balance = balance;
        this.backlog = backlog;
        this.deliveries = deliveries;
        this.actions = actions;
        this.controls = controls;
        this.catalogs = catalogs;
    }

    /** A line for each integration that is configured or has received something. */
    public record BalanceSheet(List<Balance.Line> integrations) {}

    /** What is still to do, and what is paused. */
    public record Work(List<Backlog.Entry> backlog, List<Controls.Pause> paused, List<Controls.BreakerHold> breakers) {}

    @GET
    @Path("/balance")
    @RolesAllowed(Role.VIEW)
    @Operation(
            summary = "What became of everything received",
            description = "received = completed + filtered + rejected + duplicate + held + dead + inDoubt + inProgress")
    public BalanceSheet balance() {
        Map<String, Balance.Line> lines = new TreeMap<>();
        Stream.concat(catalogs.current().integrations().keySet().stream(), Stream.of(Arrival.UNROUTED))
                .forEach(name -> lines.put(name, Balance.Line.empty(name)));
        balance.read().forEach(line -> lines.put(line.name(), line));
        return new BalanceSheet(List.copyOf(lines.values()));
    }

    @GET
    @Path("/backlog")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Runs and deliveries still to do, by integration and endpoint; pauses and held breakers")
    public Work backlog() {
        return new Work(backlog.read(), controls.pauses(), controls.overrides());
    }

    @GET
    @Path("/deliveries")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Deliveries, all or to one endpoint, newest message first, without bodies")
    public Page<DeliverySearch.DeliverySummary> deliveries(
            @QueryParam("endpoint") String endpoint,
            @QueryParam("state") String state,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        return deliveries.find(
                Optional.ofNullable(Parameters.text(endpoint)),
                Parameters.word("state", state, DeliveryState.class),
                Parameters.cursor(cursor).orElse(Cursor.START),
                Parameters.limit(limit));
    }

    @GET
    @Path("/actions")
    @RolesAllowed(Role.ANALYSE)
    @Operation(
            summary = "What was done by hand, newest first",
            description = "Targets: message:<id>, replay:<id>, integration:<name>, endpoint:<system/name>")
    public Page<Action> actions(
            @QueryParam("target") String target,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        return actions.list(
                Optional.ofNullable(Parameters.text(target)), Parameters.id("cursor", cursor), Parameters.limit(limit));
    }
}
