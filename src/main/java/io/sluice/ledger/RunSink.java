package io.sluice.ledger;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Where runs go that are ready. Called after the commit that made them ready, by a thread of the ledger; must not
 * block.
 */
public interface RunSink {

    /** How many more runs of the integration may be handed over now; 0 while it is paused, stopped or busy. */
    int capacity(String integration);

    /** Takes the runs, in order of seq. They are leased to this node. */
    void ready(List<ReadyRun> runs);

    /**
     * Carries a run before the commit that makes it: the result is committed with it or dropped. Empty when the run is
     * to wait for its turn, for example since it may call a system.
     */
    default CompletableFuture<Optional<RunResult>> ahead(ReadyRun run) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** The result of a run that was carried {@link #ahead} is committed. */
    default void committed(RunResult result) {}
}
