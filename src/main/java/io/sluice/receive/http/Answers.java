package io.sluice.receive.http;

import io.sluice.format.json.Json;
import io.sluice.message.ProblemCode;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.Verdict;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Writes answers. They say codes, places and ids; never a value, a class or a cause. */
final class Answers {

    static final String MESSAGES = "/messages/";
    static final String PROBLEMS = "/problems/";
    private static final String SOON = "5";

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

    /** RFC 9457; {@code type} is the page of the code, {@code instance} the message where it was kept. */
    private static void problem(HttpServerResponse response, ProblemCode problem, int status, String where, UUID kept) {
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
        response.setStatusCode(status);
        end(response, "application/problem+json", Json.write(body));
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
            case DUPLICATE_CONFLICT, TYPE_NOT_ACCEPTED, VERSION_NOT_ACCEPTED -> 422;
            case BUSY, LEDGER_AWAY, FAILED -> 503;
            default -> 400;
        };
    }
}
