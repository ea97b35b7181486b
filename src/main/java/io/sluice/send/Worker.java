package io.sluice.send;

import java.util.concurrent.CompletableFuture;

/** All sending to one endpoint. Nothing here blocks. */
interface Worker {

    /** Until then it does not claim. */
    void start();

    /** A time may have come at which more may start. */
    void look();

    /** There may be work. */
    void wake();

    /** Claims no more; the future completes when the last attempt has ended and the connections are closed. */
    CompletableFuture<Void> close();

    EndpointBreaker breaker();

    EndpointStatus status();
}
