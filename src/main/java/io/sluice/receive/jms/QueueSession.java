package io.sluice.receive.jms;

import io.sluice.broker.JmsConnections;
import io.sluice.catalog.JmsListener;
import io.sluice.message.Mutants;
import io.sluice.receive.Throttle;
import io.sluice.receive.Verdict;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One transacted session at a queue, with a connection of its own. Used by one thread. */
final class QueueSession implements AutoCloseable {

    private static final int BATCH = 100;

    private final JmsDoor door;
    private final MessageReader reader;
    private final Connection connection;
    private final Session session;
    private final MessageConsumer consumer;
    private final Runnable alive;

    /**
     * @param alive called while it waits for a turn; what it throws ends the waiting
     * @throws JMSException when the broker is away, lets nobody in or knows no such queue
     */
    QueueSession(JmsDoor door, Runnable alive) throws JMSException {
        this.door = door;
        this.alive = alive;
        this.reader = new MessageReader(door);
        JmsListener listener = door.listener();
        connection = JmsConnections.open(listener.broker());
        try {
            session = connection.createSession(Session.SESSION_TRANSACTED);
            consumer = session.createConsumer(
                    session.createQueue(listener.queue()), listener.selector().orElse(null));
            connection.start();
        } catch (JMSException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Takes what is there, up to a batch, and ends the session's transaction as the ledger ended its own.
     *
     * @param wait for the first message at most
     * @param paused nothing was taken for a while, because the system sends more than it may
     * @return false when the ledger did not store all of it; then all of it is delivered again
     */
    boolean take(Duration wait, boolean paused) throws JMSException {
        Message first = first(wait, paused);
        if (first == null) {
            return true;
        }
        List<CompletableFuture<Verdict>> verdicts = new ArrayList<>();
        for (Message message = first; message != null; message = next(verdicts)) {
            MessageReader.Read read = reader.read(message);
            if (Mutants.JMS_COMMIT_FIRST.on()) {
                session.commit();
            }
            Throttle.Pass pass = turn();
            CompletableFuture<Verdict> verdict = (read.refusal() == null
                            ? door.intake().take(read.inbound())
                            : door.intake().refuse(read.inbound(), read.refusal()))
                    .verdict();
            verdict.thenRun(pass::end);
            verdicts.add(verdict);
        }
        boolean stored =
                verdicts.stream().map(CompletableFuture::join).noneMatch(Verdict.Unavailable.class::isInstance);
        if (stored) {
            session.commit();
        } else {
            session.rollback();
        }
        return stored;
    }

    /** What is there after a pause has waited for its end. */
    private Message first(Duration wait, boolean paused) throws JMSException {
        Message waited = paused ? consumer.receiveNoWait() : null;
        if (waited == null) {
            return consumer.receive(wait.toMillis());
        }
        door.intake().throttle().waited(door.listener().system());
        return waited;
    }

    /** A system that sends more than it may is taken from more slowly; what is open is committed before it waits. */
    private Message next(List<CompletableFuture<Verdict>> so) throws JMSException {
        boolean more = so.size() < BATCH
                && door.intake().throttle().pause(door.listener().system()).isZero();
        return more ? consumer.receiveNoWait() : null;
    }

    private Throttle.Pass turn() throws JMSException {
        try {
            return door.intake().throttle().enter(door.listener().system(), alive);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JMSException("interrupted while waiting for a turn; what is open is delivered again");
        }
    }

    @Override
    public void close() {
        try {
            connection.close(); // rolls back what is open
        } catch (JMSException gone) {
            // then there is nothing to close
        }
    }
}
