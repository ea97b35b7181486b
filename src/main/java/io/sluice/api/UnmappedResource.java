package io.sluice.api;

import io.quarkus.security.identity.SecurityIdentity;
import io.sluice.identity.Role;
import io.sluice.ledger.LedgerProblem;
import io.sluice.ledger.UnmappedCodes;
import io.sluice.message.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The worklist of a code table. The codes are content of messages: viewers see how many there are and where, not which.
 */
@Path("/api/tables/{name}/unmapped")
@ApplicationScoped
@Tag(name = "code tables")
public class UnmappedResource {

    private final UnmappedCodes worklist;
    private final SecurityIdentity identity;
    private final Caller caller;
    private final InstantSource clock;

    UnmappedResource(UnmappedCodes worklist, SecurityIdentity identity, Caller caller, InstantSource clock) {
        this.worklist = worklist;
        this.identity = identity;
        this.caller = caller;
        this.clock = clock;
    }

    /** Seen most first; open ones before resolved ones. */
    public record Unmapped(List<Code> items) {}

    /**
     * @param place where the code stands, as the mapping says
     * @param code null for a viewer
     * @param seen in so many runs
     * @param state open or resolved
     * @param resolution the version that knows it, or the reason that was given
     */
    public record Code(
            UUID id,
            String integration,
            String place,
            String code,
            long seen,
            Instant firstSeen,
            Instant lastSeen,
            String state,
            String resolution) {}

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Codes that the table lacks, seen most first", description = "state: open (default) or all")
    public Unmapped list(
            @PathParam("name") String name, @QueryParam("state") String state, @QueryParam("limit") Integer limit) {
        boolean all = "all".equals(Parameters.text(state));
        boolean codes = identity.hasRole(Role.ANALYSE);
        return new Unmapped(worklist.of(name, all, Parameters.limit(limit)).stream()
                .map(item -> new Code(
                        item.id(),
                        item.integration(),
                        item.place(),
                        codes ? item.code() : null,
                        item.seen(),
                        item.firstSeen(),
                        item.lastSeen(),
                        item.resolvedAt() == null ? "open" : "resolved",
                        item.resolution()))
                .toList());
    }

    @POST
    @Path("/{id}/resolve")
    @RolesAllowed(Role.ANALYSE)
    @Operation(summary = "Takes a code off the worklist that will never be in the table; met again, it is open again")
    public ControlsResource.Done resolve(
            @PathParam("name") String name, @PathParam("id") String id, ControlsResource.Reason why) {
        String reason = ControlsResource.required(why == null ? null : why.reason());
        UUID item = Parameters.required("id", id);
        if (!worklist.resolve(name, item, caller.actor(), reason, clock.instant())) {
            throw new ProblemException(LedgerProblem.NOT_FOUND, "open code");
        }
        return new ControlsResource.Done("table:" + name + " code:" + item, "resolved");
    }
}
