package io.sluice.send;

import io.sluice.ledger.ClaimedDelivery;
import java.util.concurrent.CompletionStage;

/**
 * Carries deliveries to one endpoint. Guarantees:
 *
 * <ol>
 *   <li>{@link #send} never blocks and never throws; its stage completes normally, always, within the endpoint's
 *   timeout.
 *   <li>{@link SendOutcome.Unreached} means that not one byte of the delivery has left.
 *   <li>A reply is taken for the delivery's own only where the protocol shows that it is.
 *   <li>No more exchanges are under way than were begun by {@code send}; nothing is repeated behind the caller's back.
 * </ol>
 */
interface Transport extends AutoCloseable {

    CompletionStage<SendOutcome> send(ClaimedDelivery delivery);

    /** Closes the connections; an exchange still under way ends as unknown. */
    @Override
    void close();
}
