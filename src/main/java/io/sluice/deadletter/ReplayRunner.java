package io.sluice.deadletter;

import io.sluice.ledger.ReplaySteps;
import io.sluice.ledger.ReplayStore;
import io.sluice.message.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Goes on with every replay that is RUNNING, also with those that a dead engine has left: one thread, which looks a few
 * times a second. Several nodes may run it at once; the ledger's lock on the replay keeps them apart.
 */
public final class ReplayRunner implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ReplayRunner.class);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final ReplayStore store;
    private final ReplaySteps steps;
    private final InstantSource clock;
    private final ReplayRules rules = new ReplayRules();
    private boolean waiting; // of the one thread
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("replay").daemon().factory());

    public ReplayRunner(ReplayStore store, ReplaySteps steps, InstantSource clock) {
        this.store = store;
        this.steps = steps;
        this.clock = clock;
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Gives each of them a turn until none can go on for now. */
    void look() {
        try {
            List<UUID> running = store.running();
            while (!running.isEmpty() && !Thread.currentThread().isInterrupted()) {
                running = running.stream().filter(this::advances).toList();
            }
            waiting = false;
        } catch (ProblemException e) {
            if (!waiting) {
                LOG.warnf("replays wait: %s", e.problem().code());
            }
            waiting = true;
        }
    }

    /** False when it has come to its end, to its rate, or to a fault; the next look tries again. */
    private boolean advances(UUID replay) {
        try {
            return steps.advance(replay, rules, clock.instant())
                    .filter(done -> done > 0)
                    .isPresent();
        } catch (ProblemException e) {
            LOG.warnf("replay %s waits: %s", replay, e.problem().code());
        } catch (RuntimeException e) {
            LOG.errorf(e, "replay %s waits: a fault of the program", replay);
        }
        return false;
    }

    /** The step under way is committed, or rolled back and done after the next start. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("a replay's step did not end; its transaction decides");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
