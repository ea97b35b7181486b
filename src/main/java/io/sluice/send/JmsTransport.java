package io.sluice.send;

import io.sluice.broker.BrokerProblem;
import io.sluice.catalog.JmsEndpoint;
import io.sluice.ledger.ClaimedDelivery;
import io.sluice.message.ProblemException;
import io.sluice.send.SendOutcome.Accepted;
import io.sluice.send.SendOutcome.Refused;
import io.sluice.send.SendOutcome.TryAgain;
import io.sluice.send.SendOutcome.Unanswered;
import io.sluice.send.SendOutcome.Unreached;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ResourceAllocationException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Persistent messages for one queue: as many sessions as deliveries may be under way, each with one message after the
 * other, which the broker has acknowledged as stored. A session that failed or took too long is closed and made anew.
 */
final class JmsTransport implements Transport {

    private static final Logger LOG = Logger.getLogger(JmsTransport.class);

    private final JmsEndpoint endpoint;
    private final ExecutorService threads;
    private final ConcurrentLinkedDeque<JmsLine> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    JmsTransport(JmsEndpoint endpoint, int sessions) {
        this.endpoint = endpoint;
        this.threads = Executors.newFixedThreadPool(
                sessions,
                Thread.ofPlatform()
                        .name("send-" + endpoint.id() + "-", 0)
                        .daemon()
                        .factory());
    }

    @Override
    public CompletionStage<SendOutcome> send(ClaimedDelivery delivery) {
        var exchange = new Exchange(delivery);
        try {
            threads.execute(exchange);
        } catch (RejectedExecutionException ended) {
            exchange.outcome.complete(new Unreached(SendProblem.UNREACHABLE));
        }
        CompletableFuture.delayedExecutor(endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .execute(exchange::timeUp);
        return exchange.outcome;
    }

    /** One delivery. */
    private final class Exchange implements Runnable {

        private final ClaimedDelivery delivery;
        private final CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();
        private JmsLine line;
        private boolean sending;

        Exchange(ClaimedDelivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public void run() {
            try {
                JmsLine open = open();
                if (!begins(open)) {
                    open.close();
                    return;
                }
                open.send(delivery);
                if (outcome.complete(new Accepted(null, null)) && !closed) {
                    idle.push(open);
                } else {
                    open.close();
                }
            } catch (JMSException | ProblemException e) {
                outcome.complete(failed(e));
                drop();
            } catch (RuntimeException fault) {
                LOG.errorf(
                        "message of delivery %s broke: %s",
                        delivery.id(), fault.getClass().getName());
                outcome.complete(
                        sending() ? new Unanswered(SendProblem.BROKEN, null) : new Unreached(SendProblem.BROKEN));
                drop();
            }
        }

        private JmsLine open() throws JMSException {
            for (JmsLine known = idle.poll(); known != null; known = idle.poll()) {
                if (known.usable()) {
                    return known;
                }
                known.close();
            }
            return new JmsLine(endpoint);
        }

        /** False when the time is up: then nothing is sent any more. */
        private synchronized boolean begins(JmsLine open) {
            line = open;
            sending = !outcome.isDone();
            return sending;
        }

        private synchronized boolean sending() {
            return sending;
        }

        private synchronized void drop() {
            if (line != null) {
                line.close();
            }
        }

        /** Closing is what ends a client that waits for its broker. */
        private void timeUp() {
            boolean late = outcome.complete(
                    sending() ? new Unanswered(SendProblem.UNANSWERED, null) : new Unreached(SendProblem.UNREACHABLE));
            if (late) {
                drop();
            }
        }

        private SendOutcome failed(Exception e) {
            return switch (e) {
                case ProblemException known
                when known.problem() == BrokerProblem.SECRET_MISSING -> new Unreached(SendProblem.SECRET_MISSING);
                case MessageFormatException unwritable -> new Refused(SendProblem.NOT_SENDABLE, null, null);
                case JMSSecurityException refused when sending() -> new Refused(SendProblem.NOT_AUTHORISED, null, null);
                case JMSSecurityException stranger -> new Unreached(SendProblem.NOT_AUTHORISED);
                case ResourceAllocationException full ->
                    new TryAgain(SendProblem.BUSY, full.getErrorCode(), null, Optional.empty());
                case InvalidDestinationException nowhere -> new Unreached(SendProblem.UNREACHABLE);
                case JMSException lost when sending() -> new Unanswered(SendProblem.CONNECTION_LOST, null);
                default -> new Unreached(SendProblem.UNREACHABLE);
            };
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.execute(() -> {
            for (JmsLine line = idle.poll(); line != null; line = idle.poll()) {
                line.close();
            }
        });
        threads.shutdown();
    }
}
