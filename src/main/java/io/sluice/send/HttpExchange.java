package io.sluice.send;

import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One request and its reply. Everything happens on one event loop.
 *
 * <pre>
 *   CONNECTING ──► SENT ──► ANSWERED (status known)
 *       │           │            │
 *    NotSent       Lost        Reply
 * </pre>
 */
final class HttpExchange {

    /** How it ended. */
    sealed interface End {

        /**
         * @param retryAfter the field of that name, null when missing
         * @param whole false: the rest of the body was not kept, or never came
         */
        record Reply(int status, byte[] body, String retryAfter, boolean whole) implements End {}

        /** No connection: not one byte has left. */
        record NotSent(SendProblem why) implements End {}

        /** @param timedOut the time was up; else the connection ended */
        record Lost(boolean timedOut) implements End {}
    }

    private final Vertx vertx;
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final Map<String, String> headers;
    private final Buffer body;
    private final int most;
    private long deadline;
    private HttpClientRequest request;
    private HttpClientResponse response;
    private final Buffer kept = Buffer.buffer();
    private boolean cut;

    /**
     * @param body null for none
     * @param most bytes of the reply that are kept
     */
    HttpExchange(Vertx vertx, Map<String, String> headers, byte[] body, int most) {
        this.vertx = vertx;
        this.most = most;
        this.headers = headers;
        this.body = body == null ? null : Buffer.buffer(body);
    }

    /** Begins, on the event loop of the caller. */
    CompletableFuture<End> run(HttpClient client, RequestOptions target, Duration timeout) {
        deadline = vertx.setTimer(timeout.toMillis(), id -> timeUp());
        client.request(target).onComplete(this::connected);
        return end;
    }

    private void connected(AsyncResult<HttpClientRequest> connection) {
        if (connection.failed()) {
            finish(new End.NotSent(ClientTls.problemOf(connection.cause())));
            return;
        }
        if (end.isDone()) { // the time was up while it was still connecting
            connection.result().reset();
            return;
        }
        request = connection.result();
        headers.forEach(request::putHeader);
        (body == null ? request.send() : request.send(body)).onComplete(this::answered);
    }

    private void answered(AsyncResult<HttpClientResponse> reply) {
        if (reply.failed()) {
            finish(new End.Lost(false));
            return;
        }
        response = reply.result();
        response.handler(this::keep);
        response.exceptionHandler(lost -> finish(reply(false)));
        response.endHandler(done -> finish(reply(true)));
    }

    /** The rest is read and forgotten, so that the connection can be used again. */
    private void keep(Buffer chunk) {
        int room = most - kept.length();
        cut |= chunk.length() > room;
        if (room > 0) {
            kept.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
        }
    }

    private End.Reply reply(boolean ended) {
        return new End.Reply(response.statusCode(), kept.getBytes(), response.getHeader("Retry-After"), ended && !cut);
    }

    private void timeUp() {
        if (request == null) {
            finish(new End.NotSent(SendProblem.UNREACHABLE));
            return;
        }
        // With its status the receiver has answered, however long its body takes.
        finish(response == null ? new End.Lost(true) : reply(false));
        request.reset(); // closes the connection: a late reply must not meet the next request
    }

    private void finish(End how) {
        if (end.complete(how)) {
            vertx.cancelTimer(deadline);
        }
    }
}
