package io.sluice.receive.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;

/**
 * The time within which the head of the next request must be whole. Counted from the connection or from the answer
 * before, not from the last byte: a sender that drips one byte now and then would otherwise hold its connection for
 * ever. Used by the connection's event loop only.
 */
final class HeadDeadline {

    private final Vertx vertx;
    private final HttpConnection connection;
    private final long millis;
    private final Runnable neverAsked;
    private boolean asked;
    private long timer = -1;

    /** @param neverAsked called when the connection is closed that has not sent one whole head */
    HeadDeadline(Vertx vertx, HttpConnection connection, Duration time, Runnable neverAsked) {
        this.vertx = vertx;
        this.connection = connection;
        this.millis = Math.max(1, time.toMillis());
        this.neverAsked = neverAsked;
        arm();
    }

    void headIsWhole() {
        asked = true;
        disarm();
    }

    void answered() {
        disarm();
        arm();
    }

    void disarm() {
        vertx.cancelTimer(timer);
    }

    private void arm() {
        timer = vertx.setTimer(millis, id -> {
            if (!asked) {
                neverAsked.run();
            }
            connection.close();
        });
    }
}
