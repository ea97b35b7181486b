package io.sluice.ledger;

import io.sluice.ledger.Origin.Progress;
import io.sluice.ledger.RunResult.End;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Has runs carried ahead of the commit that makes them, so that both are one commit: such a run never stands in its
 * lanes, is never leased, and its row is written once.
 *
 * <p>It goes ahead where its source keeps the message until it is stored (a file, a partition), and with an event that
 * it subscribes to. A run has no effect but its result, so one that is dropped has had none: it then runs in its turn.
 * Dropped is what ended in any other way than well, what came before, and what may not pass what stands in its lanes.
 * What was dropped once tells that the next ones would be, too: the integration's runs wait for their turn for a while.
 */
final class AheadRuns {

    private static final Logger LOG = Logger.getLogger(AheadRuns.class);
    private static final Duration IN_VAIN = Duration.ofSeconds(1);
    /** Integrations may subscribe to each other in a ring; each commit ends somewhere. */
    private static final int DEEPEST = 4;

    private final Keyring keyring;
    private final Payloads payloads;
    private final InstantSource clock;
    private final Map<Integer, CompletableFuture<Void>> streams = new HashMap<>();
    private final Map<String, Instant> inVain = new ConcurrentHashMap<>();
    private volatile RunSink sink;

    AheadRuns(Keyring keyring, Payloads payloads, InstantSource clock) {
        this.keyring = keyring;
        this.payloads = payloads;
        this.clock = clock;
    }

    void to(RunSink engine) {
        sink = engine;
    }

    /** Gives the arrival on, with what its run has come to: in the order of its stream, whichever run is done first. */
    void carry(PendingArrival pending, Consumer<PendingArrival> on) {
        Arrival arrival = pending.arrival();
        Progress progress = arrival.origin().progress();
        if (progress == null) {
            on.accept(pending);
            return;
        }
        CompletableFuture<Optional<PendingResult>> run = progress.first() && arrival.refusal() == null
                ? ahead(pending.prototype(RunIds.first(pending.id(), arrival.integration()), arrival.integration()), 0)
                : nothing();
        int stream = arrival.origin().stream();
        synchronized (streams) {
            CompletableFuture<Void> before = streams.getOrDefault(stream, CompletableFuture.completedFuture(null));
            CompletableFuture<Void> given = before.thenCombine(run, (none, result) -> {
                pending.carried(result.orElse(null));
                on.accept(pending);
                return null;
            });
            streams.put(stream, given);
            given.whenComplete((none, failure) -> {
                synchronized (streams) {
                    streams.remove(stream, given);
                }
            });
        }
    }

    /** Gives the result on, with what the subscribers of its events have come to. */
    void carry(PendingResult pending, Consumer<PendingResult> on) {
        // Of a run that was lost once nobody knows whether it was this run or one that follows it that ended the
        // engine;
        // and what the followers of a repetition supersede is looked for when they end in their turn.
        ReadyRun run = pending.run();
        if (run.crashes() > 0 || run.revision() > 0 || pending.followers().isEmpty()) {
            on.accept(pending);
            return;
        }
        followers(pending, 1).thenRun(() -> on.accept(pending));
    }

    private CompletableFuture<Void> followers(PendingResult pending, int depth) {
        return CompletableFuture.allOf(pending.followers().stream()
                .map(follower ->
                        ahead(follower.prototype(), depth).thenAccept(result -> result.ifPresent(follower::carried)))
                .toArray(CompletableFuture[]::new));
    }

    /** @param depth how many runs before it are to be committed with it */
    private CompletableFuture<Optional<PendingResult>> ahead(ReadyRun run, int depth) {
        RunSink engine = sink;
        if (engine == null || depth > DEEPEST || inVain(run.integration())) {
            return nothing();
        }
        return engine.ahead(run)
                .thenCompose(result -> {
                    if (result.isEmpty() || result.get().end() instanceof End.Stopped) {
                        return nothing();
                    }
                    PendingResult pending = new PendingResult(result.get(), null, keyring, payloads);
                    pending.future().thenRun(() -> engine.committed(result.get()));
                    return followers(pending, depth + 1).thenApply(done -> Optional.of(pending));
                })
                .exceptionally(fault -> {
                    // Its class alone: its message may quote the body.
                    LOG.warnf(
                            "a run of %s was not carried ahead, for %s; it runs in its turn",
                            run.integration(),
                            (fault.getCause() == null ? fault : fault.getCause())
                                    .getClass()
                                    .getName());
                    return Optional.empty();
                });
    }

    private static CompletableFuture<Optional<PendingResult>> nothing() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** Those among them that were carried ahead could not be committed like that. */
    void inVain(List<PendingArrival> arrivals) {
        arrivals.stream().map(PendingArrival::result).filter(Objects::nonNull).forEach(this::inVain);
    }

    /** As {@link #inVain(List)}, of the runs that follow these. */
    void followersInVain(List<PendingResult> causes) {
        causes.stream()
                .flatMap(cause -> cause.followers().stream())
                .map(PendingResult.Follower::result)
                .filter(Objects::nonNull)
                .forEach(this::inVain);
    }

    private void inVain(PendingResult dropped) {
        inVain.put(dropped.run().integration(), clock.instant());
        followersInVain(List.of(dropped));
    }

    private boolean inVain(String integration) {
        Instant since = inVain.get(integration);
        return since != null && clock.instant().isBefore(since.plus(IN_VAIN));
    }
}
