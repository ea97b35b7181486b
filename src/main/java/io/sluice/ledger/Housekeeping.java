package io.sluice.ledger;

import java.sql.Date;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps the tables in shape, by a thread of its own: partitions of the coming days, the folding of counters, the end of
 * duplicate keys, and vacuum of the small tables that turn over all the time.
 */
final class Housekeeping implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final int DAYS_AHEAD = 7;

    private static final String FOLD = """
            with folded as (delete from balance_delta returning integration, state, n)
            insert into balance as b (integration, state, n)
            select integration, state, sum(n) from folded group by 1, 2 order by 1, 2
            on conflict (integration, state) do update set n = b.n + excluded.n""";

    private static final String EXPIRE = """
            delete from duplicate where (integration, key) in (
                select integration, key from duplicate where expires < ? order by expires limit 1000)""";

    private final Connector connector;
    private final InstantSource clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ledger-housekeeping").daemon().factory());
    private Session session;

    Housekeeping(Connector connector, InstantSource clock) {
        this.connector = connector;
        this.clock = clock;
    }

    private interface Task {
        void run() throws SQLException;
    }

    void start() {
        every(0, 3600, this::partitions);
        every(5, 5, this::fold);
        every(10, 10, this::expire);
        every(10, 10, this::vacuum);
    }

    private void every(int first, int seconds, Task task) {
        thread.scheduleWithFixedDelay(() -> attempt(task), first, seconds, TimeUnit.SECONDS);
    }

    private void attempt(Task task) {
        try {
            if (session == null) {
                session = connector.connect();
            }
            task.run();
        } catch (SQLException | RuntimeException e) {
            if (connector.available()) {
                LOG.warnf(
                        "Housekeeping of the ledger met %s; it is tried again",
                        e.getClass().getSimpleName());
            }
            if (session != null) {
                session.abort();
                session = null;
            }
        }
    }

    private void partitions() throws SQLException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        new Script()
                .run(
                        "select ensure_partitions(?, ?)",
                        Date.valueOf(today.minusDays(1)),
                        Date.valueOf(today.plusDays(DAYS_AHEAD)))
                .execute(session);
    }

    private void fold() throws SQLException {
        new Script().run(FOLD).run(UnmappedRows.FOLD).execute(session);
    }

    private void expire() throws SQLException {
        new Script().run(EXPIRE, clock.instant()).execute(session);
    }

    /** Dead rows at the front of a queue's index would be read again and again. */
    private void vacuum() throws SQLException {
        for (String table : new String[] {"work", "lane", "outbox", "balance_delta", "unmapped_delta"}) {
            new Script().run("vacuum (skip_locked) " + table).execute(session);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (session != null) {
            session.abort();
        }
    }
}
