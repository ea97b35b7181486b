package io.sluice.api;

import io.sluice.catalog.CatalogHolder;
import io.sluice.identity.Role;
import io.sluice.ledger.Controls;
import io.sluice.ledger.LedgerProblem;
import io.sluice.message.ProblemException;
import io.sluice.send.BreakerMode;
import io.sluice.send.Dispatcher;
import io.sluice.send.EndpointStatus;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Pause, resume and breakers. Receiving goes on in any case; what is paused waits in the ledger. */
@Path("/api")
@ApplicationScoped
@Tag(name = "operation")
public class ControlsResource {

    private final Controls controls;
    private final CatalogHolder catalogs;
    private final Dispatcher deliveries;
    private final InstantSource clock;
    private final Caller caller;

    ControlsResource(
            Controls controls, CatalogHolder catalogs, Dispatcher deliveries, InstantSource clock, Caller caller) {
        this.controls = controls;
        this.catalogs = catalogs;
        this.deliveries = deliveries;
        this.clock = clock;
        this.caller = caller;
    }

    /** Why something is done. */
    public record Reason(String reason) {}

    /** @param mode AUTOMATIC, OPEN (nothing is sent) or CLOSED (everything is sent, whatever fails) */
    public record Breaker(BreakerMode mode, String reason) {}

    /** What was done. */
    public record Done(String target, String state) {}

    /** Every endpoint as it stands in this node. */
    public record Endpoints(List<EndpointStatus> endpoints) {}

    @GET
    @Path("/endpoints")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Endpoints: breaker, pause, attempts under way, last outcome")
    public Endpoints endpoints() {
        return new Endpoints(deliveries.endpoints());
    }

    @POST
    @Path("/integrations/{name}/pause")
    @RolesAllowed(Role.OPERATE)
    @Operation(summary = "Halts the runs of an integration; what arrives waits")
    public Done pauseIntegration(@PathParam("name") String name, Reason reason) {
        return pause(integration(name), reason);
    }

    @POST
    @Path("/integrations/{name}/resume")
    @RolesAllowed(Role.OPERATE)
    @Operation(summary = "Lets the runs of an integration go on, in order")
    public Done resumeIntegration(@PathParam("name") String name, Reason reason) {
        return resume(integration(name), reason);
    }

    @POST
    @Path("/endpoints/{system}/{endpoint}/pause")
    @RolesAllowed(Role.OPERATE)
    @Operation(summary = "Halts deliveries to an endpoint; they wait")
    public Done pauseEndpoint(
            @PathParam("system") String system, @PathParam("endpoint") String endpoint, Reason reason) {
        return pause("endpoint:" + endpoint(system, endpoint), reason);
    }

    @POST
    @Path("/endpoints/{system}/{endpoint}/resume")
    @RolesAllowed(Role.OPERATE)
    @Operation(summary = "Lets deliveries to an endpoint go on, in order")
    public Done resumeEndpoint(
            @PathParam("system") String system, @PathParam("endpoint") String endpoint, Reason reason) {
        return resume("endpoint:" + endpoint(system, endpoint), reason);
    }

    @POST
    @Path("/endpoints/{system}/{endpoint}/breaker")
    @RolesAllowed(Role.OPERATE)
    @Operation(summary = "Holds a breaker open or closed, or lets it decide by itself again")
    public Done breaker(@PathParam("system") String system, @PathParam("endpoint") String name, Breaker order) {
        if (order == null || order.mode() == null) {
            throw new ProblemException(ApiProblem.BAD_BODY, "mode");
        }
        String endpoint = endpoint(system, name);
        Optional<String> mode = Optional.of(order.mode())
                .filter(m -> m != BreakerMode.AUTOMATIC)
                .map(BreakerMode::name);
        controls.override(endpoint, mode, caller.actor(), required(order.reason()), clock.instant());
        // At once in this node; the others follow by BreakerHolds.
        deliveries.breaker(endpoint, order.mode());
        return new Done("endpoint:" + endpoint, "breaker " + order.mode());
    }

    private Done pause(String target, Reason reason) {
        controls.pause(target, caller.actor(), required(reason == null ? null : reason.reason()), clock.instant());
        return new Done(target, "paused");
    }

    private Done resume(String target, Reason reason) {
        String why = required(reason == null ? null : reason.reason());
        if (!controls.resume(target, caller.actor(), why, clock.instant())) {
            throw new ProblemException(LedgerProblem.WRONG_STATE, target + ", which is not paused");
        }
        return new Done(target, "live");
    }

    private String integration(String name) {
        if (catalogs.current().integration(name).isEmpty()) {
            throw new ProblemException(ApiProblem.NOT_FOUND, "integration");
        }
        return "integration:" + name;
    }

    private String endpoint(String system, String endpoint) {
        String id = system + "/" + endpoint;
        if (catalogs.current().endpoint(id).isEmpty()) {
            throw new ProblemException(ApiProblem.NOT_FOUND, "endpoint");
        }
        return id;
    }

    static String required(String reason) {
        if (reason == null || reason.isBlank()) {
            throw new ProblemException(ApiProblem.NO_REASON, "reason");
        }
        return reason;
    }
}
