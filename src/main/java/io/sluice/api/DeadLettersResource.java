package io.sluice.api;

import io.sluice.deadletter.DeadLetters;
import io.sluice.identity.Role;
import io.sluice.ledger.Cursor;
import io.sluice.ledger.DeadLetter;
import io.sluice.ledger.DeadLetterStore;
import io.sluice.ledger.LedgerProblem;
import io.sluice.ledger.Page;
import io.sluice.ledger.Trace;
import io.sluice.ledger.Traces;
import io.sluice.message.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What waits for a person. It leaves by replay, or here by discard. */
@Path("/api/deadletters")
@ApplicationScoped
@Tag(name = "dead letters")
public class DeadLettersResource {

    private final DeadLetters letters;
    private final Traces traces;
    private final Caller caller;

    DeadLettersResource(DeadLetters letters, Traces traces, Caller caller) {
        this.letters = letters;
        this.traces = traces;
        this.caller = caller;
    }

    /** A dead letter with the whole story of its message. */
    public record Explained(DeadLetter deadLetter, Trace trace) {}

    /** @param ids all of them are discarded, or none */
    public record Discard(List<UUID> ids, String reason) {}

    /**
     * Bytes in place of those that it died of; one of the two is given.
     *
     * @param text in UTF-8
     * @param base64 for every other charset, and for what is no text
     */
    public record Fix(String text, String base64, String reason) {}

    /** The run or delivery that goes on. */
    public record Fixed(UUID result) {}

    /** How many were discarded. */
    public record Discarded(int discarded) {}

    /** The groups, the largest first. */
    public record Groups(List<DeadLetterStore.Group> groups) {}

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Dead letters, newest message first; each part of the cause narrows the list")
    public Page<DeadLetter> list(
            @QueryParam("integration") String integration,
            @QueryParam("hop") String hop,
            @QueryParam("code") String code,
            @QueryParam("rule") String rule,
            @QueryParam("endpoint") String endpoint,
            @QueryParam("state") String state,
            @QueryParam("message") String message,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        var filter = new DeadLetterStore.Filter(
                new DeadLetter.Cause(integration, hop, code, rule, endpoint),
                Optional.ofNullable(Parameters.text(state))
                        .map(word -> word.toUpperCase(Locale.ROOT).replace('-', '_')),
                Parameters.id("message", message));
        return letters.list(filter, Parameters.cursor(cursor).orElse(Cursor.START), Parameters.limit(limit));
    }

    @GET
    @Path("/groups")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Dead letters counted by cause: integration, hop, code, contract rule, endpoint")
    public Groups groups() {
        return new Groups(letters.groups());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "One dead letter with all attempts and versions")
    public Explained show(@PathParam("id") String id) {
        UUID wanted = Parameters.required("id", id);
        DeadLetter letter = letters.find(wanted)
                .orElseThrow(() -> new ProblemException(LedgerProblem.NOT_FOUND, "dead letter " + wanted));
        return new Explained(letter, traces.find(letter.messageId()).orElse(null));
    }

    @POST
    @Path("/discard")
    @RolesAllowed(Role.OPERATE)
    @Operation(summary = "Ends dead letters for good; what waited behind them goes on")
    public Discarded discard(Discard order) {
        if (order == null || order.ids() == null || order.ids().isEmpty()) {
            throw new ProblemException(ApiProblem.BAD_BODY, "ids");
        }
        letters.discard(order.ids(), caller.actor(), order.reason());
        return new Discarded(order.ids().size());
    }

    @POST
    @Path("/{id}/fix")
    @RolesAllowed(Role.ANALYSE)
    @Operation(summary = "Goes on with corrected bytes, as a new revision; the original stays as it came")
    public Fixed fix(@PathParam("id") String id, Fix order) {
        if (order == null || (order.text() == null) == (order.base64() == null)) {
            throw new ProblemException(ApiProblem.BAD_BODY, "text or base64");
        }
        return new Fixed(letters.fix(Parameters.required("id", id), bytes(order), caller.actor(), order.reason()));
    }

    private static byte[] bytes(Fix order) {
        if (order.text() != null) {
            return order.text().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(order.base64());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ApiProblem.BAD_BODY, "base64");
        }
    }
}
