package io.sluice.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The way of a message through the record. Guarantees, all of them by PostgreSQL transactions with fsync:
 *
 * <ol>
 *   <li>A future completes normally only after the commit that it stands for has returned.
 *   <li>A run's effects are committed whole, under the epoch of its lease, or not at all.
 *   <li>Of the runs of one (integration, key), and of the deliveries of one (endpoint, key), one is leased at a time,
 *       in the order of commit.
 *   <li>Calls never block the caller's thread for the database; many calls share one commit; an idle ledger does not
 *       wait for company.
 * </ol>
 *
 * A future fails with a {@link io.sluice.message.ProblemException}: {@code ledger.unavailable} (nothing was stored, or
 * it is unknown whether it was: refuse, the sender repeats), {@code ledger.fenced} (the lease is lost; drop the
 * result).
 */
public interface Ledger {

    /** Stores an arrival and decides whether it is new. */
    CompletableFuture<Receipt> receive(Arrival arrival);

    /** Where ready runs go. Set once, before the first arrival; runs left over from before are handed over too. */
    void runsTo(RunSink sink);

    /** Asks for runs of the integration again, after its capacity rose from 0 (resumed, or caught up). */
    void runsWanted(String integration);

    /** Commits what a run came to. */
    CompletableFuture<Void> finish(RunResult result);

    /** Leases up to {@code max} deliveries of the endpoint that are due, in order. Blocks for the database. */
    List<ClaimedDelivery> claim(String endpoint, int max);

    /**
     * Leases the next batch of an endpoint whose deliveries are collected into files: the one that was begun, or a new
     * one if the terms say that it is time. Blocks for the database.
     */
    OutgoingBatch.Look claimBatch(String endpoint, BatchTerms terms);

    /** The same deliveries with their bodies, in the same order. Blocks for the database. */
    List<ClaimedDelivery> withBodies(List<ClaimedDelivery> members);

    /**
     * Writes a body with the large parts of its message in their places ({@link Blobs}). Blocks for the database.
     *
     * @throws java.io.IOException of the stream
     */
    default void writeWhole(UUID messageId, byte[] body, OutputStream out) throws IOException {
        out.write(body);
    }

    /** The same as one array: the one given when nothing has to be put back. Blocks for the database. */
    default byte[] whole(UUID messageId, byte[] body) {
        return body;
    }

    /** Called with an endpoint whenever deliveries for it have become ready in this node. Must not block. */
    void deliveriesTo(java.util.function.Consumer<String> endpointReady);

    /** Commits SENDING just before bytes go out to an endpoint that is not idempotent. */
    CompletableFuture<Void> sending(List<ClaimedDelivery> deliveries);

    /** Commits what an attempt came to. */
    CompletableFuture<Void> finish(DeliveryResult result);

    /** Takes the relay's lock, or says that another node has it. At most one relay runs over all nodes. */
    boolean holdRelay();

    /** The oldest events not yet relayed, in order. Blocks for the database. */
    List<OutboxEvent> outbox(int max);

    /** Called whenever events were committed in this node. Must not block. */
    void eventsTo(Runnable eventsReady);

    /** Commits that Kafka has acknowledged these events. Blocks for the database. */
    void relayed(List<OutboxEvent> events);

    /** Targets ({@code integration:<name>}, {@code endpoint:<system/endpoint>}) that are paused. */
    Set<String> paused();

    /**
     * Who judges work that a dying engine has left behind. Set before {@link #runsTo}; else {@link LostWork#STRICT}.
     */
    void lostWork(LostWork judge);

    /** True while the database answers. */
    boolean available();
}
