package io.sluice.receive.http;

import io.sluice.receive.ReceiveProblem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * Reads a body, within its size, its time and the room that there is. Calls back once: with the body, or with the limit
 * that it breaks. Used by the request's event loop only.
 */
final class BodyReader {

    private final Vertx vertx;
    private final InFlight inFlight;
    private final int limit;
    private final Consumer<byte[]> whole;
    private final Consumer<ReceiveProblem> broken;
    private final Buffer body = Buffer.buffer();
    private long held;
    private long timer = -1;
    private boolean done;

    BodyReader(HttpDoor door, int limit, Consumer<byte[]> whole, Consumer<ReceiveProblem> broken) {
        this.vertx = door.vertx();
        this.inFlight = door.inFlight();
        this.limit = limit;
        this.whole = whole;
        this.broken = broken;
    }

    /** @param millis until the body must be whole */
    void read(HttpServerRequest request, long millis) {
        timer = vertx.setTimer(Math.max(1, millis), id -> end(ReceiveProblem.REQUEST_TOO_SLOW));
        request.handler(this::add);
        request.endHandler(end -> {
            if (finish()) {
                whole.accept(body.getBytes());
            }
        });
    }

    private void add(Buffer more) {
        if (done) {
            return; // discarded, so that the sender reads its refusal and not a reset
        }
        if (body.length() + (long) more.length() > limit) {
            end(ReceiveProblem.BODY_TOO_LARGE);
        } else if (!inFlight.take(more.length())) {
            end(ReceiveProblem.BUSY);
        } else {
            held += more.length();
            body.appendBuffer(more);
        }
    }

    private void end(ReceiveProblem problem) {
        if (finish()) {
            broken.accept(problem);
        }
    }

    private boolean finish() {
        boolean first = !done;
        done = true;
        vertx.cancelTimer(timer);
        return first;
    }

    /** The answer has left, or nobody waits for it any more. */
    void release() {
        finish();
        inFlight.release(held);
        held = 0;
    }
}
