package io.sluice.path;

import io.sluice.ledger.CallLedger;
import io.sluice.ledger.Calling;
import io.sluice.ledger.ClaimedDelivery;
import io.sluice.ledger.DeliveryResult;
import io.sluice.ledger.ReadyRun;
import io.sluice.ledger.RunResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The ledger of calls, which does not come back from a place: there the test lets the engine die. */
final class StoppingLedger implements CallLedger {

    enum Place {
        REQUEST_COMMITTED,
        REPLY_NOT_COMMITTED,
        REPLY_COMMITTED,
        SECOND_REPLY_COMMITTED
    }

    private final CallLedger real;
    private final Place place;
    private final AtomicInteger replies = new AtomicInteger();
    final CountDownLatch there = new CountDownLatch(1);

    StoppingLedger(CallLedger real, Place place) {
        this.real = real;
        this.place = place;
    }

    @Override
    public CompletableFuture<Calling> call(ReadyRun run, RunResult.NewDelivery request, boolean queryable) {
        return real.call(run, request, queryable)
                .thenCompose(calling ->
                        place == Place.REQUEST_COMMITTED ? never() : CompletableFuture.completedFuture(calling));
    }

    @Override
    public CompletableFuture<Void> calling(ReadyRun run, ClaimedDelivery call) {
        return real.calling(run, call);
    }

    @Override
    public CompletableFuture<Void> called(ReadyRun run, DeliveryResult result) {
        return switch (place) {
            case REPLY_NOT_COMMITTED -> never();
            case REPLY_COMMITTED -> real.called(run, result).thenCompose(done -> never());
            case SECOND_REPLY_COMMITTED ->
                replies.incrementAndGet() < 2
                        ? real.called(run, result)
                        : real.called(run, result).thenCompose(done -> never());
            case REQUEST_COMMITTED -> throw new AssertionError("nothing was sent");
        };
    }

    private <T> CompletableFuture<T> never() {
        there.countDown();
        return new CompletableFuture<>();
    }
}
