package io.sluice.receive.jms;

import io.sluice.message.ProblemException;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.Unexpected;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A thread that takes from one queue, with a session that is made again when it fails. While the ledger does not answer
 * nothing is taken: each rollback counts against the broker's limit of redeliveries. While the system has no turn
 * nothing is taken either: it stays in the queue.
 */
final class QueueTaker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(QueueTaker.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(15);

    /** A longer wait would hide a limit that was raised meanwhile. */
    private static final Duration NAP = Duration.ofMillis(200);

    /** A shorter wait is not worth leaving the message in the queue for. */
    private static final Duration SHORT = Duration.ofMillis(50);

    private final JmsDoor door;
    private final Thread thread;
    private volatile boolean closed;
    private volatile ProblemException away;

    QueueTaker(JmsDoor door, int number) {
        this.door = door;
        this.away =
                new ProblemException(ReceiveProblem.BROKER_AWAY, door.listener().name() + " is being opened");
        this.thread = Thread.ofPlatform()
                .name("jms-" + door.listener().name() + "-" + number)
                .daemon()
                .start(this::run);
    }

    /** Why it takes nothing; empty while it does. */
    Optional<ProblemException> away() {
        return Optional.ofNullable(away);
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!closed) {
            long began = System.nanoTime();
            try (QueueSession session = new QueueSession(door, this::goOn)) {
                away = null;
                take(session);
            } catch (Closing end) {
                return;
            } catch (JMSException e) {
                down(e.getClass().getSimpleName());
            } catch (ProblemException e) {
                down(e.problem().code() + " " + e.where());
            } catch (RuntimeException e) {
                down(e.getClass().getSimpleName());
                LOG.errorf(
                        "%s: taking from listener %s broke; what was open is delivered again: %s",
                        ReceiveProblem.FAILED.code(), door.listener().name(), Unexpected.describe(e));
            }
            boolean longUp = System.nanoTime() - began > LONGEST_PAUSE.toNanos();
            pause = longUp ? FIRST_PAUSE : longer(pause);
            waitFor(pause);
        }
    }

    private void take(QueueSession session) throws JMSException {
        Duration pause = FIRST_PAUSE;
        boolean paused = false;
        while (!closed) {
            Duration turn = door.intake().throttle().pause(door.listener().system());
            if (turn.compareTo(SHORT) > 0 || paused && turn.isPositive()) {
                paused = true;
                waitFor(turn.compareTo(NAP) < 0 ? turn.plusMillis(1) : NAP);
            } else if (!door.ledgerAnswers().getAsBoolean()) {
                waitFor(FIRST_PAUSE);
            } else {
                boolean stored = session.take(POLL, paused);
                paused = false;
                if (stored) {
                    pause = FIRST_PAUSE;
                } else {
                    waitFor(pause);
                    pause = longer(pause);
                }
            }
        }
    }

    /** A closed engine does not wait for the turn of a message: it is delivered again. */
    private void goOn() {
        if (closed) {
            throw new Closing();
        }
    }

    private void down(String why) {
        ProblemException now =
                new ProblemException(ReceiveProblem.BROKER_AWAY, door.listener().name() + ", " + why);
        boolean news = away == null || !away.getMessage().equals(now.getMessage());
        away = now;
        if (news && !closed) {
            LOG.warnf(
                    "%s: listener %s takes nothing (%s); tried again until it answers",
                    ReceiveProblem.BROKER_AWAY.code(), door.listener().name(), why);
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private synchronized void waitFor(Duration time) {
        try {
            if (!closed) {
                wait(time.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Closing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Closing() {
            super(null, null, false, false);
        }
    }

    /** Takes no more. */
    void end() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
    }

    /** Waits until what it has taken is stored and committed. */
    @Override
    public void close() {
        end();
        try {
            thread.join(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
