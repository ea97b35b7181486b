package io.sluice.engine.testing;

import io.sluice.ledger.Arrival;
import io.sluice.ledger.BatchTerms;
import io.sluice.ledger.ClaimedDelivery;
import io.sluice.ledger.DeliveryResult;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.LostWork;
import io.sluice.ledger.OutboxEvent;
import io.sluice.ledger.OutgoingBatch;
import io.sluice.ledger.Receipt;
import io.sluice.ledger.RunResult;
import io.sluice.ledger.RunSink;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Stands behind the door in an analyst's test: keeps the arrival so that the test can run it; nothing is stored. */
final class CapturingLedger implements Ledger {

    private Arrival last;

    Arrival last() {
        return last;
    }

    @Override
    public CompletableFuture<Receipt> receive(Arrival arrival) {
        last = arrival;
        return CompletableFuture.completedFuture(
                arrival.refusal() == null ? new Receipt.Stored(arrival.id()) : new Receipt.Refused(arrival.id()));
    }

    @Override
    public void runsTo(RunSink sink) {}

    @Override
    public void lostWork(LostWork judge) {}

    @Override
    public void runsWanted(String integration) {}

    @Override
    public CompletableFuture<Void> finish(RunResult result) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public List<ClaimedDelivery> claim(String endpoint, int max) {
        return List.of();
    }

    @Override
    public OutgoingBatch.Look claimBatch(String endpoint, BatchTerms terms) {
        return new OutgoingBatch.Look(Optional.empty(), Instant.EPOCH);
    }

    @Override
    public List<ClaimedDelivery> withBodies(List<ClaimedDelivery> members) {
        return members;
    }

    @Override
    public void deliveriesTo(Consumer<String> endpointReady) {}

    @Override
    public CompletableFuture<Void> sending(List<ClaimedDelivery> deliveries) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> finish(DeliveryResult result) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean holdRelay() {
        return false;
    }

    @Override
    public List<OutboxEvent> outbox(int max) {
        return List.of();
    }

    @Override
    public void eventsTo(Runnable eventsReady) {}

    @Override
    public void relayed(List<OutboxEvent> events) {}

    @Override
    public Set<String> paused() {
        return Set.of();
    }

    @Override
    public boolean available() {
        return true;
    }
}
