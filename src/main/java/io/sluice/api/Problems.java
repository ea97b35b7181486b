package io.sluice.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.sluice.deadletter.DeadLetterProblem;
import io.sluice.engine.EngineProblem;
import io.sluice.format.FormatProblem;
import io.sluice.ledger.LedgerProblem;
import io.sluice.map.MapProblem;
import io.sluice.message.ProblemCode;
import io.sluice.message.ProblemException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Every way in which a request can fail, as a {@link Problem}. Only faults of the program are logged; they get a
 * number.
 */
class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    @ServerExceptionMapper
    Response ours(ProblemException e) {
        int status = status(e.problem());
        if (status == 500) {
            return fault(e);
        }
        return Problem.of(e.problem(), status, e.where()).response();
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response notAuthenticated() {
        return Response.fromResponse(
                        Problem.of(ApiProblem.NOT_AUTHENTICATED, 401, "").response())
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    @ServerExceptionMapper(ForbiddenException.class)
    Response notAllowed() {
        return Problem.of(ApiProblem.NOT_ALLOWED, 403, "").response();
    }

    /** Without the place that Jackson names: it quotes what it read. */
    @ServerExceptionMapper({MismatchedInputException.class, JsonProcessingException.class})
    Response notReadable() {
        return Problem.of(ApiProblem.BAD_BODY, 400, "").response();
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        return switch (status) {
            case 400 -> Problem.of(ApiProblem.BAD_BODY, status, "").response();
            case 404 -> Problem.of(ApiProblem.NOT_FOUND, status, "").response();
            case 405, 406, 415 ->
                Problem.of(ApiProblem.NOT_ACCEPTED, status, "").response();
            default -> status < 500 ? e.getResponse() : fault(e);
        };
    }

    @ServerExceptionMapper
    Response fault(RuntimeException e) {
        String incident = UUID.randomUUID().toString();
        LOG.errorf(e, "fault of the program in a request, incident %s", incident);
        return Problem.of(ApiProblem.FAULT, 500, "incident " + incident).response();
    }

    private static int status(ProblemCode problem) {
        return switch (problem) {
            case ApiProblem api ->
                switch (api) {
                    case BAD_PARAMETER, BAD_BODY -> 400;
                    case NO_REASON -> 422;
                    case NOT_FOUND -> 404;
                    case NOT_AUTHENTICATED -> 401;
                    case NOT_ALLOWED -> 403;
                    case NOT_ACCEPTED -> 406;
                    case NOT_READY -> 503;
                    case FAULT -> 500;
                };
            case DeadLetterProblem order -> 422;
            case EngineProblem.TABLE_UNKNOWN -> 404;
            case EngineProblem.TABLE_COLUMN_MISSING, MapProblem.TABLE_INVALID, FormatProblem.CSV_INVALID -> 422;
            case LedgerProblem.NOT_FOUND -> 404;
            case LedgerProblem.WRONG_STATE -> 409;
            case LedgerProblem.UNAVAILABLE -> 503;
            default -> 500;
        };
    }
}
