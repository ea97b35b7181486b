package io.sluice.ledger;

import io.sluice.message.CrashPoint;
import io.sluice.message.Mutants;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * The ledger on PostgreSQL. What does it is in {@link LedgerParts}. Work on the database survives every way of ending
 * this process: {@link #close()} is only the polite one.
 */
public final class PostgresLedger implements Ledger, CallLedger, AutoCloseable {

    private final Keyring keyring;
    private final InstantSource clock;
    private final LedgerParts parts;

    /**
     * Starts to work at once, and waits for the database as long as it must.
     *
     * @param pool gives connections to a database that has been migrated; keeps about ten of them
     * @throws ProblemException {@code ledger.keys-unreadable} when the ledger was made with other keys
     */
    public PostgresLedger(DataSource pool, Keyring keyring, InstantSource clock, LedgerSettings settings) {
        if (settings.production()) {
            refuseFaults();
        }
        this.keyring = keyring;
        this.clock = clock;
        parts = new LedgerParts(pool, keyring, clock, settings, this);
        parts.start();
    }

    private static void refuseFaults() {
        if (Mutants.any() || CrashPoint.any()) {
            throw new IllegalStateException("sluice.test.* is set: faults on purpose are refused in production");
        }
    }

    @Override
    public CompletableFuture<Receipt> receive(Arrival arrival) {
        PendingArrival pending = new PendingArrival(arrival, keyring, parts.payloads);
        if (Mutants.ACK_BEFORE_COMMIT.on()) {
            pending.complete(new Receipt.Stored(arrival.id()));
        }
        parts.submit(pending);
        return pending.future();
    }

    @Override
    public void runsTo(RunSink sink) {
        parts.recovery.judgedStrictly();
        parts.runs.to(sink, parts.loader);
        parts.ahead.to(sink);
        parts.pulse.soon();
    }

    @Override
    public void runsWanted(String integration) {
        parts.runsWanted(integration);
    }

    @Override
    public CompletableFuture<Void> finish(RunResult result) {
        try {
            Work lease = parts.leases.under(result.run().id(), result.run().epoch());
            PendingResult pending = new PendingResult(result, lease, keyring, parts.payloads);
            parts.submit(pending);
            return pending.future();
        } catch (ProblemException fenced) {
            return CompletableFuture.failedFuture(fenced);
        }
    }

    @Override
    public List<ClaimedDelivery> claim(String endpoint, int max) {
        return max <= 0 ? List.of() : parts.claims.claim(endpoint, max);
    }

    @Override
    public OutgoingBatch.Look claimBatch(String endpoint, BatchTerms terms) {
        return parts.batches.claim(endpoint, terms);
    }

    @Override
    public List<ClaimedDelivery> withBodies(List<ClaimedDelivery> members) {
        return parts.batches.withBodies(members).stream()
                .map(member -> member.with(whole(member.messageId(), member.body())))
                .toList();
    }

    @Override
    public void writeWhole(UUID messageId, byte[] body, OutputStream out) throws IOException {
        parts.blobs.write(messageId, body, out);
    }

    @Override
    public byte[] whole(UUID messageId, byte[] body) {
        return parts.blobs.whole(messageId, body);
    }

    @Override
    public void deliveriesTo(Consumer<String> endpointReady) {
        parts.deliveries.to(endpointReady);
        parts.pulse.soon();
    }

    @Override
    public CompletableFuture<Void> sending(List<ClaimedDelivery> batch) {
        return parts.deliveryCommits.sending(batch);
    }

    @Override
    public CompletableFuture<Void> finish(DeliveryResult result) {
        return parts.deliveryCommits.finish(result);
    }

    @Override
    public CompletableFuture<Calling> call(ReadyRun run, RunResult.NewDelivery request, boolean queryable) {
        return parts.calls.call(run, request, queryable);
    }

    @Override
    public CompletableFuture<Void> calling(ReadyRun run, ClaimedDelivery call) {
        return parts.calls.calling(run, call);
    }

    @Override
    public CompletableFuture<Void> called(ReadyRun run, DeliveryResult result) {
        return parts.calls.called(run, result);
    }

    @Override
    public boolean holdRelay() {
        return parts.node.holdRelay();
    }

    @Override
    public List<OutboxEvent> outbox(int max) {
        return parts.outbox.oldest(max);
    }

    @Override
    public void eventsTo(Runnable eventsReady) {
        parts.outbox.to(eventsReady);
        parts.pulse.soon();
    }

    @Override
    public void relayed(List<OutboxEvent> events) {
        parts.outbox.relayed(events);
    }

    @Override
    public Set<String> paused() {
        return parts.pauses.paused();
    }

    /** A {@link Reopener}. The work may be done more than once, until no other holds the lanes that it needs. */
    public <T> T reopen(Reopener.Work<T> work) {
        Reopened reopened = new Reopened(parts::runsReady, parts.deliveries::ready);
        T result = parts.sessions.use(
                "reopen",
                session -> reopened.commit(session, parts.payloads, parts.node.epoch(), clock.instant(), work));
        reopened.announce();
        return result;
    }

    @Override
    public void lostWork(LostWork judge) {
        parts.recovery.judgedBy(judge);
    }

    @Override
    public boolean available() {
        return parts.connector.available() && parts.pulse.beating();
    }

    /**
     * Commits what is under way, fails what waits, and gives the leases back, so that others go on at once and no crash
     * is counted. Whoever works on runs and deliveries has stopped before.
     */
    @Override
    public void close() {
        parts.stop();
        parts.pulse.giveBack();
        parts.pulse.close();
    }

    /** Ends as by kill -9, but for the process: nothing is given back. */
    void kill() {
        parts.stop();
        parts.pulse.close();
    }
}
