package io.sluice.ledger;

import io.sluice.message.ProblemException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/**
 * What is done twice a second, by one thread: hold the epoch and take over dead ones, read pauses, look for work that
 * became due, mark what waits behind blocked work.
 */
final class Pulse implements Alarm, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Pulse.class);

    private final Connector connector;
    private final Node node;
    private final LongConsumer renewed;
    private final Pauses pauses;
    private final Sweep sweep;
    private final Holds holds;
    private final Keyring keyring;
    private final InstantSource clock;
    private final Duration every;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("ledger-pulse").daemon().factory());
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile boolean beating;
    private Session session;

    Pulse(
            Connector connector,
            Node node,
            LongConsumer renewed,
            Pauses pauses,
            Sweep sweep,
            Holds holds,
            Keyring keyring,
            InstantSource clock,
            Duration every) {
        this.connector = connector;
        this.node = node;
        this.renewed = renewed;
        this.pauses = pauses;
        this.sweep = sweep;
        this.holds = holds;
        this.keyring = keyring;
        this.clock = clock;
        this.every = every;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** The first beat is done when this returns, if the database answers. */
    void start() {
        try {
            thread.submit(this::first).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            thread.shutdownNow();
            throw e.getCause() instanceof ProblemException problem ? problem : new IllegalStateException(e.getCause());
        }
        thread.scheduleWithFixedDelay(this::beat, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** True after a beat that met no failure. */
    boolean beating() {
        return beating;
    }

    /** Beats as soon as it can. */
    void soon() {
        if (asked.compareAndSet(false, true)) {
            execute(this::beat);
        }
    }

    /** Something was blocked just now. */
    void holdSoon() {
        soon();
    }

    @Override
    public void at(Instant due, String endpoint) {
        alarm(due, endpoint);
    }

    void alarm(Instant due, String endpoint) {
        long wait = Math.max(0, Duration.between(clock.instant(), due).toMillis());
        try {
            thread.schedule(() -> sweep.endpoint(endpoint), wait + 1, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("closing");
        }
    }

    private void first() {
        try {
            session = connector.connect();
            checkKeys();
        } catch (SQLException e) {
            failed(e);
            return;
        }
        beat();
    }

    private void beat() {
        asked.set(false);
        try {
            if (session == null) {
                session = connector.connect();
                checkKeys();
            }
            if (node.beat()) {
                renewed.accept(node.epoch());
                holds.forget();
            }
            Instant now = clock.instant();
            pauses.refresh(session);
            sweep.run(session, now);
            holds.run(session, now);
            beating = true;
        } catch (SQLException e) {
            failed(e);
        } catch (RuntimeException e) {
            LOG.error("The ledger's pulse failed by a fault of the engine; it goes on", e);
            beating = false;
        }
    }

    private void failed(SQLException e) {
        beating = false;
        if (Failure.of(e) == Failure.UNKNOWN && session != null) {
            session.abort();
            session = null;
            connector.lost("pulse", e);
        } else if (session != null) {
            LOG.warnf("The ledger's pulse met SQLSTATE %s; it goes on", e.getSQLState());
        }
    }

    /** An engine with other keys would store what nobody can read together with what it cannot read itself. */
    private void checkKeys() throws SQLException {
        Script script = new Script();
        script.run(
                "insert into keyring (fingerprint) select ? where not exists (select 1 from keyring)",
                keyring.fingerprint());
        List<UUID> made = script.query("select fingerprint from keyring", row -> row.getObject(1, UUID.class));
        script.execute(session);
        if (!made.contains(keyring.fingerprint())) {
            throw new ProblemException(LedgerProblem.KEYS_UNREADABLE, "keyring");
        }
    }

    /** Everything that this epoch has leased is READY for others. What is being sent stays theirs to judge. */
    void giveBack() {
        execute(() -> {
            try {
                if (session != null) {
                    new Script()
                            .run(
                                    "update work set state = 'READY', epoch = null where epoch = ? and state = 'LEASED'",
                                    node.epoch())
                            .execute(session);
                }
            } catch (SQLException e) {
                LOG.warnf("The leases could not be given back, SQLSTATE %s; they are taken over", e.getSQLState());
            }
        });
    }

    private void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException closing) {
            LOG.debug("closing");
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        node.close();
        if (session != null) {
            session.abort();
        }
    }
}
