package io.sluice.receive.http;

import io.sluice.contract.BodySchema;
import io.sluice.format.json.Json;
import io.sluice.ledger.Answer;
import io.sluice.message.ProblemCode;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.Verdict;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Writes answers. They say codes, places and ids; never a value, a class or a cause. */
final class Answers {

    static final String MESSAGES = "/messages/";
    static final String PROBLEMS = "/problems/";
    /** Header with the id of the message that an answer is for. */
    static final String MESSAGE = "Sluice-Message";

    private static final String SOON = "5";
    private static final String PROBLEM_JSON = "application/problem+json";

    private static final String BROKEN = "run.answer-breaks-schema";

    /** Codes of runs that ended because of time, and because of what may be over soon. */
    private static final Set<String> LATE = Set.of("send.unanswered", "send.connection-lost", "send.outcome-unknown");

    private static final Set<String> NOT_NOW = Set.of("send.breaker-open", "send.no-turn", "send.busy");

    private Answers() {}

    /** The same for a message and for each of its repetitions. */
    static void stored(HttpServerResponse response, UUID message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", message.toString());
        body.put("state", "RECEIVED");
        body.put("location", MESSAGES + message);
        response.putHeader("Location", MESSAGES + message);
        json(response, 202, body);
    }

    /** A request that breaks its schema; {@code kept} as what, null when it could not be. */
    static void broken(HttpServerResponse response, List<BodySchema.Break> breaks, UUID kept) {
        int status = status(ReceiveProblem.REQUEST_BREAKS_SCHEMA);
        Map<String, Object> body = problem(ReceiveProblem.REQUEST_BREAKS_SCHEMA, status, "", kept);
        body.put("errors", breaks.stream().map(Answers::place).toList());
        response.setStatusCode(status);
        end(response, PROBLEM_JSON, Json.write(body));
    }

    private static Map<String, Object> place(BodySchema.Break one) {
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("pointer", one.pointer());
        place.put("rule", one.rule());
        return place;
    }

    /**
     * An earlier answer in place of one that there is not (RFC 9111 section 5.1, RFC 9211: a negative ttl is
     * staleness). {@code Warning} is for those who know RFC 7234 only.
     */
    static void stale(HttpServerResponse response, Answer answer, long age, UUID message) {
        response.putHeader("Age", Long.toString(age))
                .putHeader("Cache-Status", "Sluice; hit; ttl=-" + age)
                .putHeader("Warning", "110 - \"Response is Stale\"");
        answered(response, answer, message);
    }

    /** What a route has answered; the same each time for the same message. */
    static void answered(HttpServerResponse response, Answer answer, UUID message) {
        response.setStatusCode(answer.status())
                .putHeader("Cache-Control", "no-store")
                .putHeader(MESSAGE, message.toString());
        if (answer.contentType().isEmpty()) {
            response.end();
        } else {
            end(response, answer.contentType(), answer.body());
        }
    }

    /**
     * The run of a stored request has ended without an answer.
     *
     * @param cause problem code of the run
     */
    static void failed(HttpServerResponse response, ReceiveProblem problem, String cause, UUID message) {
        int status = statusOfCall(problem, cause);
        if (status == 503) {
            response.putHeader("Retry-After", SOON);
        }
        response.putHeader(MESSAGE, message.toString());
        Map<String, Object> body = problem(problem, status, "", message);
        if (!cause.isEmpty()) {
            body.put("cause", cause);
        }
        response.setStatusCode(status);
        end(response, PROBLEM_JSON, Json.write(body));
    }

    /** RFC 9110 section 15.6: 502 and 504 speak of the system behind, 503 of now, 500 of the API itself. */
    static int statusOfCall(ReceiveProblem problem, String cause) {
        if (problem != ReceiveProblem.CALL_FAILED || LATE.contains(cause)) {
            return 504;
        }
        boolean behind = cause.startsWith("send.") || cause.startsWith("contract.") || cause.equals(BROKEN);
        return NOT_NOW.contains(cause) ? 503 : behind ? 502 : 500;
    }

    static void json(HttpServerResponse response, int status, Map<String, Object> body) {
        response.setStatusCode(status).putHeader("Cache-Control", "no-store");
        end(response, "application/json", Json.write(body));
    }

    static void refused(HttpServerResponse response, Verdict.Refused refused) {
        boolean later = refused.answer() == Verdict.Answer.ERROR;
        if (later) {
            response.putHeader("Retry-After", SOON);
        }
        problem(
                response,
                refused.problem(),
                later ? 503 : status(refused.problem()),
                refused.where(),
                refused.messageId());
    }

    static void problem(HttpServerResponse response, ReceiveProblem problem, String where) {
        int status = status(problem);
        if (status == 503) {
            response.putHeader("Retry-After", SOON);
        }
        problem(response, problem, status, where, null);
    }

    private static void problem(HttpServerResponse response, ProblemCode problem, int status, String where, UUID kept) {
        response.setStatusCode(status);
        end(response, PROBLEM_JSON, Json.write(problem(problem, status, where, kept)));
    }

    /** RFC 9457; {@code type} is the page of the code, {@code instance} the message where it was kept. */
    private static Map<String, Object> problem(ProblemCode problem, int status, String where, UUID kept) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", PROBLEMS + problem.code());
        body.put("title", problem.meaning());
        body.put("status", status);
        body.put("detail", problem.remedy());
        body.put("code", problem.code());
        if (!where.isEmpty()) {
            body.put("where", where);
        }
        if (kept != null) {
            body.put("instance", MESSAGES + kept);
        }
        return body;
    }

    private static void end(HttpServerResponse response, String contentType, byte[] body) {
        response.putHeader("Content-Type", contentType).putHeader("X-Content-Type-Options", "nosniff");
        response.end(Buffer.buffer(body));
    }

    static int status(ReceiveProblem problem) {
        return switch (problem) {
            case NOT_AUTHENTICATED -> 401;
            case ADDRESS_NOT_ALLOWED, SENDER_UNKNOWN -> 403;
            case NO_OPERATION, MESSAGE_UNKNOWN -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case REQUEST_TOO_SLOW -> 408;
            case BODY_TOO_LARGE -> 413;
            case MEDIA_TYPE_NOT_ACCEPTED -> 415;
            case THROTTLED -> 429;
            case DUPLICATE_CONFLICT, REQUEST_BREAKS_SCHEMA, TYPE_NOT_ACCEPTED, VERSION_NOT_ACCEPTED -> 422;
            case BUSY, LEDGER_AWAY, FAILED -> 503;
            case CALL_IN_DOUBT, CALL_TIMED_OUT -> 504;
            case CALL_FAILED -> 500;
            default -> 400;
        };
    }
}
