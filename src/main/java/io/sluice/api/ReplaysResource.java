package io.sluice.api;

import io.sluice.deadletter.Replays;
import io.sluice.identity.Role;
import io.sluice.ledger.DeadLetter;
import io.sluice.ledger.Keyring;
import io.sluice.ledger.LedgerProblem;
import io.sluice.ledger.Page;
import io.sluice.ledger.Replay;
import io.sluice.ledger.ReplayItem;
import io.sluice.ledger.ReplaySelection;
import io.sluice.message.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Replays: planned, then started; nothing happens before that. */
@Path("/api/replays")
@ApplicationScoped
@Tag(name = "replays")
public class ReplaysResource {

    private final Replays replays;
    private final Keyring keyring;
    private final InstantSource clock;
    private final Caller caller;

    ReplaysResource(Replays replays, Keyring keyring, InstantSource clock, Caller caller) {
        this.replays = replays;
        this.keyring = keyring;
        this.clock = clock;
        this.caller = caller;
    }

    /** What to plan. */
    public record Plan(
            @Schema(description = "Dead letters or messages")
            List<UUID> ids,

            @Schema(description = "A group of dead letters; parts that are left out match all")
            DeadLetter.Cause cause,

            @Schema(description = "Business key, name:value")
            String key,

            @Schema(description = "ISO 8601, or how long ago: 2h")
            String since,

            @Schema(description = "As since; not included") String until,

            @Schema(description = "Only what this integration did")
            String integration,

            @Schema(description = "Only deliveries to this endpoint, system/name")
            String endpoint,

            @Schema(description = "Through the live route and mappings again, as a new revision")
            boolean remap,

            @Schema(description = "Also what was delivered with these very bytes")
            boolean again,

            @Schema(description = "Also what something newer of the same key has overtaken")
            boolean stale,

            String reason) {}

    /** @param rate targets per second; left out: as fast as the work goes */
    public record Order(String reason, Integer rate) {}

    /** Items in their order; {@code next} is the n to go on after, null at the end. */
    public record Items(List<ReplayItem> items, Integer next) {}

    @POST
    @RolesAllowed(Role.ANALYSE)
    @Operation(summary = "Plans a replay: what would happen, by target. Nothing happens yet")
    public Response plan(Plan plan) {
        if (plan == null) {
            throw new ProblemException(ApiProblem.BAD_BODY, "");
        }
        Instant now = clock.instant();
        ReplaySelection selection = new ReplaySelection(
                plan.ids(),
                plan.cause(),
                Parameters.key(plan.key())
                        .map(key -> keyring.hash(key.name(), key.value()))
                        .orElse(null),
                Parameters.time("since", plan.since(), now).orElse(null),
                Parameters.time("until", plan.until(), now).orElse(null),
                Parameters.text(plan.integration()),
                Parameters.text(plan.endpoint()),
                plan.remap(),
                plan.again(),
                plan.stale());
        Replay planned = replays.plan(selection, caller.actor(), plan.reason());
        return Response.status(Response.Status.CREATED)
                .header("Location", "/api/replays/" + planned.id())
                .entity(planned)
                .build();
    }

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Replays with their progress, newest first")
    public Page<Replay> list(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        return replays.list(Parameters.id("cursor", cursor), Parameters.limit(limit));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "A replay with its plan and progress")
    public Replay show(@PathParam("id") String id) {
        UUID wanted = Parameters.required("id", id);
        return replays.find(wanted)
                .orElseThrow(() -> new ProblemException(LedgerProblem.NOT_FOUND, "replay " + wanted));
    }

    @GET
    @Path("/{id}/items")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "What became of each target")
    public Items items(
            @PathParam("id") String id, @QueryParam("after") Integer after, @QueryParam("limit") Integer limit) {
        int most = Parameters.limit(limit);
        List<ReplayItem> items = replays.items(Parameters.required("id", id), after == null ? 0 : after, most);
        return new Items(items, items.size() < most ? null : items.getLast().n());
    }

    @POST
    @Path("/{id}/start")
    @RolesAllowed(Role.ANALYSE)
    @Operation(summary = "Starts a planned replay, or goes on with a paused one")
    public Replay start(@PathParam("id") String id, Order order) {
        Integer rate = order == null ? null : order.rate();
        if (rate != null && rate < 1) {
            throw new ProblemException(ApiProblem.BAD_PARAMETER, "rate");
        }
        return replays.start(Parameters.required("id", id), rate, caller.actor(), reason(order));
    }

    @POST
    @Path("/{id}/pause")
    @RolesAllowed(Role.ANALYSE)
    @Operation(summary = "Halts a replay; what is under way ends")
    public Replay pause(@PathParam("id") String id, Order order) {
        return replays.pause(Parameters.required("id", id), caller.actor(), reason(order));
    }

    @POST
    @Path("/{id}/cancel")
    @RolesAllowed(Role.ANALYSE)
    @Operation(summary = "Ends a replay; what is done stays done")
    public Replay cancel(@PathParam("id") String id, Order order) {
        return replays.cancel(Parameters.required("id", id), caller.actor(), reason(order));
    }

    private static String reason(Order order) {
        return order == null ? null : order.reason();
    }
}
