package io.sluice.ledger;

import java.util.concurrent.CompletableFuture;

/**
 * The record of calls: deliveries that a run makes itself and waits for. Guarantees:
 *
 * <ol>
 *   <li>A future completes normally only after the commit that it stands for has returned.
 *   <li>Everything is committed under the lease of the run; a run that has lost it fails with {@code ledger.fenced}.
 *   <li>A call that has a reply is never made again by the same revision, whichever run asks for it.
 *   <li>A call that may have gone out is made again only where that is harmless, or where a person has repeated its
 *   run.
 * </ol>
 */
public interface CallLedger {

    /**
     * Commits the request, or says what is known of the same call.
     *
     * @param queryable the endpoint can be asked what became of a call that has no reply
     */
    CompletableFuture<Calling> call(ReadyRun run, RunResult.NewDelivery request, boolean queryable);

    /** Commits SENDING just before bytes go out to an endpoint that is not idempotent. */
    CompletableFuture<Void> calling(ReadyRun run, ClaimedDelivery call);

    /** Commits what an attempt came to. {@code Retry}: the run will try again. */
    CompletableFuture<Void> called(ReadyRun run, DeliveryResult result);
}
