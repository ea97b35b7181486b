package io.sluice.api;

import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.Integration;
import io.sluice.identity.Role;
import io.sluice.ledger.Action;
import io.sluice.ledger.Actions;
import io.sluice.ledger.Arrival;
import io.sluice.ledger.Bodies;
import io.sluice.ledger.LedgerProblem;
import io.sluice.ledger.MessageSummary;
import io.sluice.ledger.Page;
import io.sluice.ledger.Search;
import io.sluice.ledger.SearchCriteria;
import io.sluice.ledger.Trace;
import io.sluice.ledger.Traces;
import io.sluice.message.ProblemException;
import io.sluice.message.RunState;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Messages: found, explained, and, for analysts, opened. */
@Path("/api/messages")
@ApplicationScoped
@Tag(name = "messages")
public class MessagesResource {

    private final Search search;
    private final Traces traces;
    private final Bodies bodies;
    private final Actions actions;
    private final CatalogHolder catalogs;
    private final InstantSource clock;
    private final Caller caller;

    MessagesResource(
            Search search,
            Traces traces,
            Bodies bodies,
            Actions actions,
            CatalogHolder catalogs,
            InstantSource clock,
            Caller caller) {
        this.search = search;
        this.traces = traces;
        this.bodies = bodies;
        this.actions = actions;
        this.catalogs = catalogs;
        this.clock = clock;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(
            summary = "Finds messages, newest first, without bodies",
            description = "A key in an address may be written to logs on the way: prefer POST /api/messages/search")
    public Page<MessageSummary> find(
            @QueryParam("integration") String integration,
            @QueryParam("system") String system,
            @QueryParam("state") String state,
            @QueryParam("type") String type,
            @QueryParam("key") String key,
            @QueryParam("controlId") String controlId,
            @QueryParam("since") String since,
            @QueryParam("until") String until,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit,
            @QueryParam("flag") String flag) {
        return search(
                new SearchQuery(integration, system, state, type, key, controlId, since, until, cursor, limit, flag));
    }

    @POST
    @Path("/search")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Finds messages by criteria in the body")
    public Page<MessageSummary> search(SearchQuery query) {
        if (query == null) {
            throw new ProblemException(ApiProblem.BAD_BODY, "");
        }
        Instant now = clock.instant();
        return search.find(SearchCriteria.messages()
                .integrations(integrations(Parameters.text(query.integration()), Parameters.text(query.system())))
                .system(Parameters.text(query.system()))
                .state(Parameters.word("state", query.state(), RunState.class).orElse(null))
                .type(Parameters.text(query.type()))
                .key(Parameters.key(query.key(), query.flag()).orElse(null))
                .controlId(Parameters.text(query.controlId()))
                .since(Parameters.time("since", query.since(), now).orElse(null))
                .until(Parameters.time("until", query.until(), now).orElse(null))
                .cursor(Parameters.id("cursor", query.cursor()).orElse(null))
                .limit(Parameters.limit(query.limit()))
                .build());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Explains a message: runs, hops, versions, decisions, events, deliveries, attempts; no bodies")
    public Trace trace(@PathParam("id") String id) {
        UUID message = Parameters.required("id", id);
        return traces.find(message)
                .orElseThrow(() -> new ProblemException(LedgerProblem.NOT_FOUND, "message " + message));
    }

    @GET
    @Path("/{id}/payload/{stage}")
    @RolesAllowed(Role.ANALYSE)
    @Operation(
            summary = "Opens a payload; that it was opened is recorded",
            description = "Stages: original, event.N, delivery.N.request, delivery.N.response, answer, fixed.N")
    public Response payload(
            @PathParam("id") String id, @PathParam("stage") String stage, @HeaderParam("X-Reason") String reason) {
        UUID message = Parameters.required("id", id);
        Bodies.Body body = bodies.read(message, stage)
                .orElseThrow(() -> new ProblemException(LedgerProblem.NOT_FOUND, "stage of message " + message));
        // Recorded before a byte leaves.
        actions.record(Action.of(
                clock.instant(),
                caller.actor(),
                "payload.read",
                "message:" + message,
                reason == null ? "" : reason,
                Map.of("stage", stage)));
        return Response.ok(body.bytes(), body.contentType())
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    /** Messages of a system are those of the integrations that take from it: the ledger has an index on these. */
    private List<String> integrations(String integration, String system) {
        if (integration != null) {
            return List.of(integration);
        }
        if (system == null) {
            return List.of();
        }
        Stream<String> fed = catalogs.current().integrations().values().stream()
                .filter(one -> one.source().filter(system::equals).isPresent())
                .map(Integration::name);
        return Stream.concat(fed, Stream.of(Arrival.UNROUTED)).toList();
    }
}
