package io.sluice.receive.http;

import io.sluice.ledger.Answered;
import io.sluice.ledger.Answers.Dated;
import io.sluice.receive.ReceiveProblem;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The answer to one request: given once, on the request's event loop, with what the caller needs to find it again.
 * Nothing is written to a caller who has gone.
 */
final class Replies {

    /** How long a refused caller may go on sending, so that it reads the refusal and not a reset. */
    private static final long LINGER_MILLIS = 2_000;

    private static final int LONGEST_QUERY = 50;

    private final HttpDoor door;
    private final String listener;
    private final HttpServerRequest request;
    private final Context context;
    private final String peer;
    private final List<Runnable> atEnd = new ArrayList<>(2);
    private boolean bodyRead;
    private boolean given;
    private boolean ended;

    Replies(HttpDoor door, String listener, HttpServerRequest request, Context context, String peer) {
        this.door = door;
        this.listener = listener;
        this.request = request;
        this.context = context;
        this.peer = peer;
        HttpServerResponse response = request.response();
        EnteringHeaders.correlationId(request.headers()).ifPresent(this::correlate);
        Optional.ofNullable(EnteringHeaders.traceparent(request.headers()))
                .ifPresent(trace -> response.putHeader("traceparent", trace));
        response.endHandler(sent -> end());
        response.closeHandler(gone -> end());
        response.exceptionHandler(broken -> end());
        request.exceptionHandler(broken -> end());
    }

    /** Address of the caller, with the name under which it is known. */
    String peer() {
        return peer;
    }

    void correlate(String id) {
        if (!id.isEmpty()) {
            request.response().putHeader("X-Correlation-Id", id);
        }
    }

    /** Called once, when the answer has left or nobody waits for it any more. */
    void onEnd(Runnable cleanUp) {
        if (ended) {
            cleanUp.run();
        } else {
            atEnd.add(cleanUp);
        }
    }

    /** The whole body was read: the connection may be used again. */
    void bodyRead() {
        bodyRead = true;
    }

    /** @param receipt what this request was stored as, which is not {@code message} for a repetition */
    void stored(UUID message, UUID receipt) {
        give(() -> {
            correlated(receipt);
            Answers.stored(request.response(), message);
        });
    }

    /**
     * How a message stands whose answer was waited for. When it was not in time: what changes something goes on, and
     * the caller is told where to see it; what only reads is of no use later.
     */
    void answered(Answered answered, UUID message, UUID receipt, boolean reads) {
        switch (answered) {
            case Answered.By by ->
                give(() -> {
                    correlated(receipt);
                    Answers.answered(request.response(), by.answer(), message);
                });
            case Answered.Never never ->
                failed(
                        never.inDoubt() ? ReceiveProblem.CALL_IN_DOUBT : ReceiveProblem.CALL_FAILED,
                        never.code(),
                        message);
            case Answered.NotYet late when reads -> failed(ReceiveProblem.CALL_TIMED_OUT, "", message);
            case Answered.NotYet late -> stored(message, receipt);
        }
    }

    /** An earlier answer to the same question, with its age. */
    void stale(Dated earlier, Instant now, UUID message) {
        give(() -> {
            correlated(message);
            long age = Math.max(0, Duration.between(earlier.receivedAt(), now).toSeconds());
            Answers.stale(request.response(), earlier.answer(), age, message);
        });
    }

    private void failed(ReceiveProblem problem, String cause, UUID message) {
        door.meter().refused(listener, problem);
        give(() -> {
            correlated(message);
            Answers.failed(request.response(), problem, cause, message);
        });
    }

    private void correlated(UUID receipt) {
        if (!request.response().headers().contains("X-Correlation-Id")) {
            correlate(receipt.toString());
        }
    }

    void refuse(ReceiveProblem problem, String where) {
        door.meter().refused(listener, problem);
        problem(problem, where);
    }

    /** A refusal that was counted where it was made. */
    void problem(ReceiveProblem problem, String where) {
        give(() -> {
            boolean close = !bodyRead && hasBody(request) || problem == ReceiveProblem.REQUEST_TOO_SLOW;
            if (close) {
                request.response().putHeader("Connection", "close");
            }
            Answers.problem(request.response(), problem, where);
            if (close) {
                door.vertx().setTimer(LINGER_MILLIS, id -> request.connection().close());
            }
        });
    }

    void give(Runnable write) {
        if (!given) {
            given = true;
            if (!request.response().closed() && !request.response().ended()) {
                write.run();
            }
        }
    }

    /** Goes on with the result, on the event loop of the request. Results do not fail. */
    <T> void later(CompletionStage<T> result, Consumer<T> next) {
        result.thenAccept(value -> context.runOnContext(here -> next.accept(value)));
    }

    /**
     * Names and values of the query; of a name that stands several times, the list.
     *
     * @throws io.sluice.message.ProblemException {@link ReceiveProblem#REQUEST_INVALID}
     */
    Map<String, Object> query() {
        if (request.params().size() > LONGEST_QUERY) {
            throw new io.sluice.message.ProblemException(ReceiveProblem.REQUEST_INVALID, "query");
        }
        Map<String, Object> query = new LinkedHashMap<>();
        for (String name : request.params().names()) {
            List<String> values = request.params().getAll(name);
            values.forEach(value -> EnteringHeaders.value("query", value));
            query.put(name, values.size() == 1 ? values.getFirst() : values);
        }
        return query;
    }

    static boolean hasBody(HttpServerRequest request) {
        String length = request.headers().get("Content-Length");
        return length != null && !length.strip().equals("0")
                || request.headers().contains("Transfer-Encoding");
    }

    private void end() {
        if (!ended) {
            ended = true;
            given = true;
            atEnd.forEach(Runnable::run);
        }
    }
}
