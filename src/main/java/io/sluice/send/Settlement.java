package io.sluice.send;

import io.sluice.ledger.DeliveryResult;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.LedgerProblem;
import io.sluice.message.ProblemException;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Commits what attempts came to, until the ledger has either taken it or says that the lease is lost. While the ledger
 * is away the results are kept and offered again: whoever forgets one would repeat the delivery, or leave it in doubt.
 */
final class Settlement {

    private static final Logger LOG = Logger.getLogger(Settlement.class);
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final Ledger ledger;
    private final Vertx vertx;
    private final AtomicInteger open = new AtomicInteger();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean closed;

    Settlement(Ledger ledger, Vertx vertx) {
        this.ledger = ledger;
        this.vertx = vertx;
    }

    /** Results not yet committed. */
    int open() {
        return open.get();
    }

    /** @param committed called once it is committed, or its lease is lost */
    void commit(DeliveryResult result, Runnable committed) {
        open.incrementAndGet();
        offer(result, committed);
    }

    /**
     * Ends when nothing is open any more. A result that the ledger does not take now is given up; it will lease its
     * delivery again.
     */
    CompletableFuture<Void> close() {
        closed = true;
        if (open.get() == 0) {
            ended.complete(null);
        }
        return ended;
    }

    private void offer(DeliveryResult result, Runnable committed) {
        finish(result).whenComplete((done, error) -> {
            if (error == null) {
                end(committed);
                return;
            }
            Throwable cause =
                    error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
            if (cause instanceof ProblemException p && p.problem() == LedgerProblem.UNAVAILABLE && !closed) {
                vertx.setTimer(AGAIN.toMillis(), id -> offer(result, committed));
                return;
            }
            LOG.infof(
                    "result of delivery %s to %s dropped (%s); the ledger decides who works on it next",
                    result.delivery().id(), result.delivery().endpoint(), code(cause));
            end(committed);
        });
    }

    /** A ledger that throws must not keep the place of the delivery for ever. */
    private CompletableFuture<Void> finish(DeliveryResult result) {
        try {
            return ledger.finish(result);
        } catch (RuntimeException fault) {
            return CompletableFuture.failedFuture(fault);
        }
    }

    private void end(Runnable committed) {
        if (open.decrementAndGet() == 0 && closed) {
            ended.complete(null);
        }
        committed.run();
    }

    private static String code(Throwable cause) {
        return cause instanceof ProblemException p
                ? p.problem().code()
                : cause.getClass().getSimpleName();
    }
}
