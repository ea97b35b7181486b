package io.sluice.receive;

import io.sluice.catalog.Ack;
import io.sluice.format.hl7.Hl7Header;
import java.util.concurrent.CompletableFuture;

/**
 * A message on its way into the ledger: what a transport must know to answer it.
 *
 * @param header what is known of MSH; null when nothing is or it is not HL7 v2
 * @param ack how the integration that takes it acknowledges
 * @param verdict completes after the commit; never fails
 */
public record Taken(Hl7Header header, Ack ack, CompletableFuture<Verdict> verdict) {}
