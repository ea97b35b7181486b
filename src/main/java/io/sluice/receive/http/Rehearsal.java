package io.sluice.receive.http;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.HttpListener;
import io.sluice.message.ProblemException;
import io.sluice.receive.Inbound;
import io.sluice.receive.Intake;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.Verdict;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests as they would come through the door, by a known caller and without a network: for the tests of analysts. */
public final class Rehearsal {

    /**
     * @param status that the caller would be answered
     * @param problem code of the refusal; empty when it was taken
     * @param taken whether the intake got it
     */
    public record Answer(int status, String problem, boolean taken) {}

    private final Catalog catalog;
    private final HttpListener listener;
    private final Intake intake;

    public Rehearsal(Catalog catalog, HttpListener listener, Intake intake) {
        this.catalog = catalog;
        this.listener = listener;
        this.intake = intake;
    }

    /** @param path without a query */
    public Answer request(String method, String path, Map<String, String> headers, byte[] body, Instant receivedAt) {
        Optional<List<String>> segments = RequestPath.segments(path);
        if (segments.isEmpty()) {
            return refused(ReceiveProblem.PATH_AMBIGUOUS);
        }
        return switch (new Resources(catalog, listener.name()).find(method, segments.get())) {
            case Resources.None none -> refused(ReceiveProblem.NO_OPERATION);
            case Resources.Others others -> refused(ReceiveProblem.METHOD_NOT_ALLOWED);
            case Resources.One found -> visit(found, headers, body, receivedAt);
        };
    }

    /** The status of a request whose run ended without an answer, for that reason. */
    public static int statusOfFailure(String cause) {
        return Answers.statusOfCall(ReceiveProblem.CALL_FAILED, cause);
    }

    private Answer visit(Resources.One found, Map<String, String> headers, byte[] body, Instant receivedAt) {
        MultiMap head = MultiMap.caseInsensitiveMultiMap().addAll(headers);
        MediaTypes types = MediaTypes.of(found.operation(), found.integration().format());
        if (body.length > 0 && !types.takeBody(head.get("Content-Type"), head.contains("Content-Encoding"))) {
            return refused(ReceiveProblem.MEDIA_TYPE_NOT_ACCEPTED);
        }
        if (body.length > listener.bodyLimit()) {
            return refused(ReceiveProblem.BODY_TOO_LARGE);
        }
        try {
            Inbound inbound = new Incoming(listener, found, types, head)
                    .read(body, Map::of, listener.system() + "@127.0.0.1", receivedAt);
            return RequestCheck.of(found, inbound.bytes()).isEmpty()
                    ? answer(intake.take(inbound).verdict().join())
                    : refused(ReceiveProblem.REQUEST_BREAKS_SCHEMA);
        } catch (ProblemException e) {
            return refused((ReceiveProblem) e.problem());
        }
    }

    private static Answer answer(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted stored -> new Answer(202, "", true);
            case Verdict.AcceptedDuplicate again -> new Answer(202, "", true);
            case Verdict.Refused refused ->
                new Answer(
                        refused.answer() == Verdict.Answer.ACCEPT ? 202 : Answers.status(refused.problem()),
                        refused.problem().code(),
                        true);
            case Verdict.Unavailable away -> refused(away.problem());
        };
    }

    private static Answer refused(ReceiveProblem problem) {
        return new Answer(Answers.status(problem), problem.code(), false);
    }
}
