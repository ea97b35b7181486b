package io.sluice.ledger;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The thread that gets for the engine what the commits could not hand over: runs that were READY when it had no
 * capacity, and bodies that are not in memory.
 */
final class RunLoader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RunLoader.class);
    private static final int MANY = 100;

    /** The claim of design section 5. */
    static final String CLAIM = """
            update work set state = 'LEASED', epoch = (select epoch from node where epoch = ?) where id = any(array(
                select id from work where owner = ? and state = 'READY' and due <= ?
                order by due, seq limit ? for update skip locked))
            returning\s""" + Work.COLUMNS;

    private final Connector connector;
    private final RunReader reader;
    private final Runs runs;
    private final LongSupplier epoch;
    private final InstantSource clock;
    private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean closed;
    private Session session;

    private interface Task {
        void run() throws SQLException;
    }

    RunLoader(Connector connector, RunReader reader, Runs runs, LongSupplier epoch, InstantSource clock) {
        this.connector = connector;
        this.reader = reader;
        this.runs = runs;
        this.epoch = epoch;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("ledger-loader").daemon().start(this::loop);
    }

    /** Reads leased runs and hands them over. */
    void load(List<Work> leased) {
        tasks.add(() -> handOver(leased));
    }

    /** Leases READY runs of the integration, as many as the engine can take. */
    void claim(String integration) {
        if (asked.add(integration)) {
            tasks.add(() -> {
                asked.remove(integration);
                claimAll(integration);
            });
        }
    }

    private void claimAll(String integration) throws SQLException {
        boolean more = true;
        while (more && !closed) {
            try (Room.Promises room = runs.room()) {
                int wanted = room.some(integration, MANY);
                List<Work> works = wanted == 0 ? List.of() : claimSome(integration, wanted);
                runs.woken(works);
                // With less than wanted there was no more; without room the engine will ask again.
                more = wanted > 0 && works.size() == wanted;
                if (more || wanted == 0) {
                    runs.waits(integration);
                }
            }
        }
    }

    private List<Work> claimSome(String integration, int wanted) throws SQLException {
        long under = epoch.getAsLong();
        Script script = new Script().withoutWaitingForTheDisk();
        Lanes.enter(script, under);
        List<Work> works = script.query(CLAIM, Work::read, under, integration, clock.instant(), wanted);
        script.execute(session);
        return works.stream().sorted(Comparator.comparingLong(Work::seq)).toList();
    }

    private void handOver(List<Work> leased) throws SQLException {
        for (int from = 0; from < leased.size(); from += MANY) {
            runs.hand(reader.read(session, leased.subList(from, Math.min(from + MANY, leased.size()))));
        }
    }

    private void loop() {
        while (!closed) {
            try {
                Task task = tasks.take();
                if (session == null) {
                    session = connector.connect();
                }
                task.run();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException | RuntimeException e) {
                // What was leased and not handed over comes back with the new epoch.
                if (e instanceof RuntimeException) {
                    LOG.error("Runs could not be handed over; they are leased anew", e);
                }
                drop();
                connector.lost("loader", e instanceof SQLException failed ? failed : new SQLException(e));
            }
        }
        drop();
    }

    private void drop() {
        if (session != null) {
            session.abort();
            session = null;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
