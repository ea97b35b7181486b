package io.sluice.send;

import io.sluice.catalog.Catalog;
import io.sluice.ledger.Ledger;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What all endpoint workers share.
 *
 * @param catalog the snapshot in force
 * @param claims runs claims, which block for the database and for nothing else
 * @param mostUnsettled no more is claimed while so many results wait for their commit
 */
record Workshop(
        Ledger ledger,
        Supplier<Catalog> catalog,
        Vertx vertx,
        Executor claims,
        Settlement settlement,
        InstantSource clock,
        SendMeter meter,
        int mostUnsettled) {}
