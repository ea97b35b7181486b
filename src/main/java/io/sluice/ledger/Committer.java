package io.sluice.ledger;

import io.sluice.message.ProblemException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Group commit for one purpose: a thread that takes all that waits, commits it in one transaction, and takes what has
 * come meanwhile. Alone is committed at once; there is no waiting for company, but as the {@link Pace} says under load.
 *
 * <p>A batch that fails because of its data is halved until the one at fault fails alone. When the fate of a commit is
 * unknown all of the batch fail, and the node takes a new epoch.
 */
final class Committer<T extends Waiting<?>> implements AutoCloseable {

    /** Commits one batch, all of one day, and then completes its futures. */
    interface Step<T> {
        void commit(Session session, Day day, List<T> batch) throws SQLException;
    }

    private static final Logger LOG = Logger.getLogger(Committer.class);
    private static final int TRIES = 5;

    private final String name;
    private final LedgerSettings settings;
    private final Connector connector;
    private final Step<T> step;
    private final Pace pace;
    private final LinkedBlockingQueue<T> queue = new LinkedBlockingQueue<>();
    private final AtomicLong inFlight = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;
    private Session session;

    Committer(String name, LedgerSettings settings, Connector connector, Pace pace, Step<T> step) {
        this.pace = pace;
        this.name = name;
        this.settings = settings;
        this.connector = connector;
        this.step = step;
        this.thread = Thread.ofPlatform().name("ledger-" + name).daemon().start(this::loop);
    }

    void submit(T item) {
        if (closed) {
            item.fail(new ProblemException(LedgerProblem.UNAVAILABLE, name));
        } else if (inFlight.addAndGet(item.bytes()) > settings.inFlightBytes() && !queue.isEmpty()) {
            inFlight.addAndGet(-item.bytes());
            item.fail(new ProblemException(LedgerProblem.OVERLOADED, name));
        } else {
            queue.add(item);
        }
    }

    private void loop() {
        try {
            while (!closed) {
                List<T> batch = next();
                byDay(batch).forEach((day, ofDay) -> commit(Day.of(day), ofDay, TRIES));
                batch.forEach(item -> inFlight.addAndGet(-item.bytes()));
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            ProblemException gone = new ProblemException(LedgerProblem.UNAVAILABLE, name);
            queue.forEach(item -> item.fail(gone));
            drop();
        }
    }

    private List<T> next() throws InterruptedException {
        List<T> batch = new ArrayList<>();
        T item = queue.take();
        boolean waited = pace.await(() -> queue.size() + 1, settings.batch());
        long bytes = 0;
        while (item != null) {
            batch.add(item);
            bytes += item.bytes();
            T following = queue.peek();
            boolean fits = following != null
                    && batch.size() < settings.batch()
                    && bytes + following.bytes() <= settings.batchBytes();
            item = fits ? queue.poll() : null;
        }
        if (waited) {
            pace.gathered(batch.size());
        }
        return batch;
    }

    private static <T extends Waiting<?>> Map<LocalDate, List<T>> byDay(List<T> batch) {
        Map<LocalDate, List<T>> days = new LinkedHashMap<>(2);
        for (T item : batch) {
            days.computeIfAbsent(item.day(), day -> new ArrayList<>()).add(item);
        }
        return days;
    }

    private void commit(Day day, List<T> batch, int tries) {
        try {
            if (session == null) {
                session = connector.connect();
            }
            step.commit(session, day, batch);
        } catch (SQLException e) {
            failed(day, batch, tries, e);
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s: a batch of %d failed by a fault of the engine; each is tried alone", name, batch.size());
            drop();
            apart(day, batch, Failure.notStorable("engine"));
        }
    }

    private void failed(Day day, List<T> batch, int tries, SQLException e) {
        switch (Failure.of(e)) {
            case UNKNOWN -> {
                drop();
                connector.lost(name, e);
                failAll(batch, Failure.unavailable(e));
            }
            case REFUSED -> {
                LOG.warnf("%s: PostgreSQL refused a commit, SQLSTATE %s; nothing was stored", name, e.getSQLState());
                failAll(batch, Failure.unavailable(e));
            }
            case EPOCH_ENDED -> {
                connector.epochEnded();
                failAll(batch, Failure.unavailable(e));
            }
            case AGAIN -> {
                if (tries > 1) {
                    commit(day, batch, tries - 1);
                } else {
                    failAll(batch, Failure.unavailable(e));
                }
            }
            case NO_PARTITION -> {
                if (tries > 1 && connector.makePartition(session, day.date())) {
                    commit(day, batch, 1);
                } else {
                    failAll(batch, Failure.unavailable(e));
                }
            }
            case OVERTAKEN -> {
                if (batch.size() == 1) {
                    failAll(batch, new ProblemException(LedgerProblem.FENCED, "progress"));
                } else {
                    halved(day, batch);
                }
            }
            case UNEXPECTED, DATA -> apart(day, batch, Failure.notStorable("SQLSTATE " + e.getSQLState()));
        }
    }

    private void apart(Day day, List<T> batch, ProblemException problem) {
        if (batch.size() == 1) {
            LOG.errorf("%s: one could not be stored: %s", name, problem.where());
            failAll(batch, problem);
            return;
        }
        halved(day, batch);
    }

    private void halved(Day day, List<T> batch) {
        int half = batch.size() / 2;
        commit(day, batch.subList(0, half), TRIES);
        commit(day, batch.subList(half, batch.size()), TRIES);
    }

    private void failAll(List<T> batch, ProblemException problem) {
        batch.forEach(item -> item.fail(problem));
    }

    private void drop() {
        if (session != null) {
            session.abort();
            session = null;
        }
    }

    /** Lets the batch under way finish, and fails what waits. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(settings.answerWithin().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
