package io.sluice.receive.http;

import io.sluice.catalog.HttpListener;
import io.sluice.catalog.lint.EngineHeaders;
import io.sluice.format.Format;
import io.sluice.ledger.Origin;
import io.sluice.message.ProblemException;
import io.sluice.receive.Envelope;
import io.sluice.receive.Inbound;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.Throttle;
import io.sluice.receive.Verdict;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** One request for a resource, by a caller who is known: reads it, hands it over, and answers after the commit. */
final class Visit {

    private final HttpDoor door;
    private final HttpListener listener;
    private final HttpServerRequest request;
    private final Replies replies;
    private final Resources.One found;
    private final MediaTypes types;
    private final BodyReader body;

    /** @param listener as the caller sees it */
    Visit(HttpDoor door, HttpListener listener, HttpServerRequest request, Replies replies, Resources.One found) {
        this.door = door;
        this.listener = listener;
        this.request = request;
        this.replies = replies;
        this.found = found;
        this.types = MediaTypes.of(found.operation(), found.integration().format());
        this.body = new BodyReader(door, listener.bodyLimit(), this::take, this::broken);
    }

    void begin() {
        boolean hasBody = Replies.hasBody(request);
        String contentType = request.headers().get("Content-Type");
        if (hasBody && !accepted(contentType)) {
            request.response().putHeader("Accept", types.toString());
            replies.refuse(ReceiveProblem.MEDIA_TYPE_NOT_ACCEPTED, "");
        } else if (hasBody && request.query() != null) {
            replies.refuse(ReceiveProblem.REQUEST_INVALID, "query");
        } else if (declaredLength() > listener.bodyLimit()) {
            broken(ReceiveProblem.BODY_TOO_LARGE);
        } else if (mayEnter()) {
            if ("100-continue".equalsIgnoreCase(request.headers().get("Expect"))) {
                request.response().writeContinue();
            }
            replies.onEnd(body::release);
            body.read(request, listener.requestDeadline().toMillis());
        }
    }

    /** Before the body is read: a caller that sends too much costs no more than its head. */
    private boolean mayEnter() {
        return switch (door.intake().throttle().ask(listener.system())) {
            case Throttle.Now now -> {
                replies.onEnd(now.pass()::end);
                yield true;
            }
            case Throttle.Later later -> {
                long seconds = Math.max(1, later.after().plusMillis(999).toSeconds());
                request.response().putHeader("Retry-After", Long.toString(seconds));
                replies.refuse(ReceiveProblem.THROTTLED, "");
                yield false;
            }
        };
    }

    private boolean accepted(String contentType) {
        return contentType != null
                && !request.headers().contains("Content-Encoding")
                && (types.take(contentType)
                        || types.forms() && MediaTypes.name(contentType).equals(MediaTypes.FORM));
    }

    private long declaredLength() {
        String length = request.headers().get("Content-Length");
        // What is no number Netty has refused before.
        return length == null ? 0 : Long.parseLong(length.strip());
    }

    private void broken(ReceiveProblem problem) {
        replies.refuse(problem, "");
    }

    private void take(byte[] bytes) {
        replies.bodyRead();
        try {
            Inbound inbound = inbound(bytes);
            replies.correlate(inbound.envelope().correlationId());
            replies.later(door.intake().take(inbound).verdict(), this::answer);
        } catch (ProblemException e) {
            replies.refuse((ReceiveProblem) e.problem(), e.where());
        }
    }

    private void answer(Verdict verdict) {
        switch (verdict) {
            case Verdict.Accepted stored -> replies.stored(stored.messageId(), stored.messageId());
            case Verdict.AcceptedDuplicate again -> replies.stored(again.originalId(), again.messageId());
            case Verdict.Refused refused -> {
                if (refused.answer() == Verdict.Answer.ACCEPT) {
                    replies.stored(refused.messageId(), refused.messageId());
                } else {
                    replies.give(() -> Answers.refused(request.response(), refused));
                }
            }
            case Verdict.Unavailable away -> replies.problem(away.problem(), "");
        }
    }

    private Inbound inbound(byte[] bytes) {
        String contentType = request.headers().get("Content-Type");
        HttpMessage message = bytes.length == 0 && contentType == null
                ? HttpMessage.of(found, replies.query())
                : HttpMessage.of(bytes, contentType, types, listener);
        Map<String, String> headers = new LinkedHashMap<>(EnteringHeaders.of(request.headers(), listener.headers()));
        headers.putAll(message.headers());
        headers.putAll(found.variables());
        headers.put(EngineHeaders.OPERATION, found.operation().name());
        boolean typed = found.integration().format().equals(Format.HL7V2.label());
        Envelope envelope = new Envelope(
                found.integration().name(),
                typed ? "" : found.operation().name(),
                EnteringHeaders.idempotencyKey(request.headers()),
                EnteringHeaders.correlationId(request.headers()).orElse(""),
                EnteringHeaders.traceparent(request.headers()),
                new Origin(null, 0, headers, null));
        return new Inbound(listener, replies.peer(), door.clock().instant(), message.bytes(), envelope);
    }
}
