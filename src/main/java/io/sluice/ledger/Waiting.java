package io.sluice.ledger;

import io.sluice.message.ProblemException;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;

/**
 * Something that waits for its commit.
 *
 * @param <T> what it is told when the commit has returned
 */
abstract class Waiting<T> {

    private final CompletableFuture<T> future = new CompletableFuture<>();

    final CompletableFuture<T> future() {
        return future;
    }

    /** The day of its partitions. */
    abstract LocalDate day();

    /** Weight of its bodies. */
    abstract long bytes();

    /** Its commit has returned. */
    final void complete(T result) {
        future.complete(result);
    }

    final void fail(ProblemException problem) {
        future.completeExceptionally(problem);
    }
}
