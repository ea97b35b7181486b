package io.sluice.receive.http;

import io.sluice.catalog.HttpListener;
import io.sluice.ledger.Trace;
import io.sluice.receive.Intake;
import io.sluice.receive.ReceiveMeter;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What all listeners share.
 *
 * @param traces finds what is known of a message; blocks for the database
 * @param clock of receipt
 * @param calls where the answers come from for those who wait
 */
record HttpDoor(
        Vertx vertx,
        Intake intake,
        Function<UUID, Optional<Trace>> traces,
        TokenCheck tokens,
        ReceiveMeter meter,
        InstantSource clock,
        InFlight inFlight,
        CallAnswers calls) {

    /** One listener with what it offers, and to whom, by one snapshot of the catalogue. */
    record Plan(HttpListener listener, Resources resources, Callers callers) {}
}
