package io.sluice.send;

import io.sluice.ledger.ClaimedDelivery;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A transport that takes bodies as one array: it gets them with their large parts. */
record WholeTransport(Transport transport, LargeParts parts) implements Transport {

    @Override
    public CompletionStage<SendOutcome> send(ClaimedDelivery delivery) {
        return parts.send(
                delivery.messageId(),
                delivery.body(),
                whole -> transport.send(whole == delivery.body() ? delivery : delivery.with(whole)),
                WholeTransport::unread);
    }

    /** Nothing was sent, and it speaks against nobody's endpoint. */
    static CompletionStage<SendOutcome> unread() {
        return CompletableFuture.completedFuture(
                new SendOutcome.TryAgain(SendProblem.PARTS_UNREAD, null, null, Optional.empty()));
    }

    @Override
    public void close() {
        transport.close();
    }
}
