package io.sluice.receive.http;

import io.sluice.catalog.HttpListener;
import io.sluice.catalog.Inflow;
import io.sluice.contract.BodySchema;
import io.sluice.ledger.Answered;
import io.sluice.message.ProblemException;
import io.sluice.receive.Inbound;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.Throttle;
import io.sluice.receive.Verdict;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
        ApiHeaders.put(found.operation().rules(), request.response());
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
                yield withinQuota();
            }
            case Throttle.Later later -> later(later);
        };
    }

    private boolean withinQuota() {
        Optional<Inflow> quota = found.operation().rules().quota();
        if (quota.isEmpty()) {
            return true;
        }
        return switch (door.intake()
                .throttle()
                .ask(listener.system(), found.integration().name(), quota.get())) {
            case Throttle.Now now -> {
                replies.onEnd(now.pass()::end);
                yield true;
            }
            case Throttle.Later later -> later(later);
        };
    }

    private boolean later(Throttle.Later later) {
        long seconds = Math.max(1, later.after().plusMillis(999).toSeconds());
        request.response().putHeader("Retry-After", Long.toString(seconds));
        replies.refuse(ReceiveProblem.THROTTLED, "");
        return false;
    }

    private boolean accepted(String contentType) {
        return types.takeBody(contentType, request.headers().contains("Content-Encoding"));
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
            List<BodySchema.Break> breaks = RequestCheck.of(found, inbound.bytes());
            if (breaks.isEmpty()) {
                replies.later(door.intake().take(inbound).verdict(), verdict -> answer(verdict, inbound));
            } else {
                replies.later(
                        door.intake()
                                .refuse(inbound, ReceiveProblem.REQUEST_BREAKS_SCHEMA)
                                .verdict(),
                        verdict -> broken(verdict, breaks));
            }
        } catch (ProblemException e) {
            replies.refuse((ReceiveProblem) e.problem(), e.where());
        }
    }

    private void broken(Verdict verdict, List<BodySchema.Break> breaks) {
        switch (verdict) {
            case Verdict.Refused refused ->
                replies.give(() -> Answers.broken(request.response(), breaks, refused.messageId()));
            case Verdict.Unavailable away -> replies.problem(away.problem(), "");
            default -> throw new IllegalStateException("what the door refuses is not accepted");
        }
    }

    private void answer(Verdict verdict, Inbound inbound) {
        switch (verdict) {
            case Verdict.Accepted stored -> stored(stored.messageId(), stored.messageId(), inbound);
            case Verdict.AcceptedDuplicate again -> stored(again.originalId(), again.messageId(), inbound);
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

    private void stored(UUID message, UUID receipt, Inbound inbound) {
        Optional<Duration> within = found.integration().answersWithin();
        if (within.isEmpty()) {
            replies.stored(message, receipt);
            return;
        }
        body.release(); // it is in the ledger: no need to hold it while the run works
        replies.later(
                door.calls().await(message, found.integration().name(), !message.equals(receipt), within.get()),
                answered -> answered(answered, message, receipt, inbound));
    }

    private void answered(Answered answered, UUID message, UUID receipt, Inbound inbound) {
        boolean reads = found.operation().reads();
        Optional<Duration> fallback = found.operation().rules().fallback();
        String key = inbound.envelope().keys().get(Incoming.REQUEST);
        if (answered instanceof Answered.By || fallback.isEmpty() || key == null) {
            replies.answered(answered, message, receipt, reads);
            return;
        }
        Instant now = door.clock().instant();
        replies.later(door.calls().earlier(Incoming.REQUEST, key, now.minus(fallback.get())), earlier -> {
            if (earlier.isPresent()) {
                replies.stale(earlier.get(), now, message);
            } else {
                replies.answered(answered, message, receipt, reads);
            }
        });
    }

    private Inbound inbound(byte[] bytes) {
        return new Incoming(listener, found, types, request.headers())
                .read(bytes, replies::query, replies.peer(), door.clock().instant());
    }
}
