package io.sluice.engine.run;

import io.sluice.engine.route.IntegrationRoutes;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.ReadyRun;
import io.sluice.ledger.RunResult;
import io.sluice.ledger.RunSink;
import io.sluice.message.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Takes ready runs from the ledger, carries them on a few threads (mapping is work for the processor, not waiting), and
 * hands the results back. Runs of integrations that call have a virtual thread each, so that none of the few ever waits
 * for a system. An integration has a bounded number of runs in memory; what is beyond waits in the ledger.
 */
public final class RunDispatcher implements RunSink, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RunDispatcher.class);
    private static final int IN_MEMORY = 400;
    private static final int ASK_AGAIN = IN_MEMORY / 2;

    private final Ledger ledger;
    private final IntegrationRoutes routes;
    private final RunExecutor executor;
    private final Consumer<RunResult> meter;
    private final ExecutorService threads;
    private final Executor ahead;
    private final ExecutorService waiting;
    private final Map<String, AtomicInteger> inMemory = new ConcurrentHashMap<>();
    private volatile boolean open = true;

    public RunDispatcher(
            Ledger ledger, IntegrationRoutes routes, RunExecutor executor, int parallel, Consumer<RunResult> meter) {
        this.ledger = ledger;
        this.routes = routes;
        this.executor = executor;
        this.meter = meter;
        this.threads = Executors.newFixedThreadPool(
                parallel, Thread.ofPlatform().name("run-", 0).factory());
        this.ahead = new Trickle(threads, parallel);
        this.waiting = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("call-", 0).factory());
    }

    @Override
    public int capacity(String integration) {
        if (!open || routes.live(integration).isEmpty() || ledger.paused().contains("integration:" + integration)) {
            return 0;
        }
        return Math.max(0, IN_MEMORY - count(integration).get());
    }

    @Override
    public void ready(List<ReadyRun> runs) {
        for (ReadyRun run : runs) {
            count(run.integration()).incrementAndGet();
            (executor.waits(run) ? waiting : threads).execute(() -> carry(run));
        }
    }

    /** A few at a time: a file must not stand before what is leased. */
    @Override
    public CompletableFuture<Optional<RunResult>> ahead(ReadyRun run) {
        if (capacity(run.integration()) == 0 || executor.waits(run)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        try {
            return CompletableFuture.supplyAsync(() -> Optional.of(executor.execute(run)), ahead);
        } catch (RejectedExecutionException closing) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }

    @Override
    public void committed(RunResult result) {
        meter.accept(result);
    }

    private void carry(ReadyRun run) {
        RunResult result;
        try {
            result = executor.execute(run);
        } catch (RunExecutor.Abandoned startsAgain) {
            LOG.infof("run %s of %s ends without an end; its calls are in the ledger", run.id(), run.integration());
            count(run.integration()).decrementAndGet();
            return;
        }
        ledger.finish(result).whenComplete((done, failure) -> {
            if (failure == null) {
                meter.accept(result);
            } else {
                Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                LOG.warnf(
                        "run %s of %s was not committed: %s; it has had no effect and starts again",
                        run.id(),
                        run.integration(),
                        cause instanceof ProblemException
                                ? cause.getMessage()
                                : cause.getClass().getName());
            }
            if (count(run.integration()).decrementAndGet() == ASK_AGAIN) {
                ledger.runsWanted(run.integration());
            }
        });
    }

    /** Runs of the integration that are in memory now. */
    public int inMemory(String integration) {
        return count(integration).get();
    }

    private AtomicInteger count(String integration) {
        return inMemory.computeIfAbsent(integration, name -> new AtomicInteger());
    }

    /** Lets the runs under way end; what has not started stays in the ledger. */
    @Override
    public void close() throws InterruptedException {
        open = false;
        threads.shutdown();
        waiting.shutdown();
        if (!threads.awaitTermination(Duration.ofSeconds(10).toSeconds(), TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
        // What waits for a reply is given time for it: cut off, it would be in doubt where the system knows no keys.
        if (!waiting.awaitTermination(Duration.ofSeconds(10).toSeconds(), TimeUnit.SECONDS)) {
            waiting.shutdownNow();
            waiting.awaitTermination(1, TimeUnit.SECONDS);
        }
    }
}
