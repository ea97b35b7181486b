package io.sluice.ledger;

import java.util.concurrent.CompletableFuture;

/** The record of calls, by a committer of its own. */
final class CallCommits implements CallLedger, AutoCloseable {

    private final Payloads payloads;
    private final Committer<Callings.Pending<?>> callings;

    CallCommits(Payloads payloads, Committer<Callings.Pending<?>> callings) {
        this.payloads = payloads;
        this.callings = callings;
    }

    @Override
    public CompletableFuture<Calling> call(ReadyRun run, RunResult.NewDelivery request, boolean queryable) {
        return submitted(new Callings.Request(run, request, queryable));
    }

    @Override
    public CompletableFuture<Void> calling(ReadyRun run, ClaimedDelivery call) {
        return submitted(new Callings.Sending(run, call.id()));
    }

    @Override
    public CompletableFuture<Void> called(ReadyRun run, DeliveryResult result) {
        return submitted(new Callings.Result(run, result, payloads));
    }

    private <T> CompletableFuture<T> submitted(Callings.Pending<T> pending) {
        callings.submit(pending);
        return pending.future();
    }

    @Override
    public void close() {
        callings.close();
    }
}
