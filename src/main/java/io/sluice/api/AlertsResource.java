package io.sluice.api;

import io.sluice.identity.Role;
import io.sluice.ledger.Alert;
import io.sluice.ledger.Alerts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What waits longer than its tier allows. */
@Path("/api/alerts")
@ApplicationScoped
@Tag(name = "operation")
public class AlertsResource {

    private final Alerts alerts;

    AlertsResource(Alerts alerts) {
        this.alerts = alerts;
    }

    /** Those that go on, the oldest first; or all, the newest first. */
    public record Listing(List<Alert> alerts) {}

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(
            summary = "What waits longer than its tier allows, with its owner and who is to know",
            description = "With all=true also those that have ended, the newest first")
    public Listing list(@QueryParam("all") @DefaultValue("false") boolean all) {
        return new Listing(all ? alerts.latest() : alerts.open());
    }
}
