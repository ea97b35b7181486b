package io.sluice.engine;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.sluice.message.CrashPoint;
import io.sluice.message.Mutants;
import io.sluice.message.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Starts and ends the engine. Start goes on in a thread of its own, so that health answers while PostgreSQL is awaited;
 * {@link #ready()} says when messages are accepted.
 */
@ApplicationScoped
public class Engine {

    private static final Logger LOG = Logger.getLogger(Engine.class);

    private final Schema schema;
    private final Instance<Parts> made;
    private volatile Parts parts;
    private volatile boolean stopping;

    Engine(Schema schema, Instance<Parts> made) {
        this.schema = schema;
        this.made = made;
    }

    /** True from when messages are accepted until the engine is stopped. */
    public boolean ready() {
        return parts != null && !stopping;
    }

    /** True while the ledger's database answers. */
    public boolean ledgerAvailable() {
        return ready() && parts.ledgerAvailable();
    }

    /** False while the last attempt to reach Kafka failed; events wait in the ledger. */
    public boolean kafkaAvailable() {
        return ready() && parts.kafkaAvailable();
    }

    /** Listeners that did not open, with the reason; the others are open. */
    Map<String, String> refusedListeners() {
        return ready() ? parts.refusedListeners() : Map.of();
    }

    /** Listeners that are open and that people should look at, with the reason. */
    Map<String, String> listenerWarnings() {
        return ready() ? parts.listenerWarnings() : Map.of();
    }

    void start(@Observes StartupEvent event) {
        if ((Mutants.any() || CrashPoint.any()) && ConfigUtils.getProfiles().contains("production")) {
            throw new ProblemException(EngineProblem.TEST_SWITCH, "sluice.test.*");
        }
        Thread.ofPlatform().name("engine-start").start(this::open);
    }

    private void open() {
        try {
            schema.migrate(() -> stopping);
            Parts next = made.get();
            next.start();
            parts = next;
        } catch (InterruptedException e) {
            LOG.info("stopped before it was ready");
        } catch (RuntimeException e) {
            // Listeners come last, so nothing was received. The process stays, so that health can tell.
            LOG.errorf(e, "the engine did not start; nothing is received");
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (parts != null) {
            parts.stop();
        }
    }
}
