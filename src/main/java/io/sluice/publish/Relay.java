package io.sluice.publish;

import io.sluice.ledger.Ledger;
import io.sluice.ledger.OutboxEvent;
import io.sluice.message.CrashPoint;
import io.sluice.message.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Carries committed events to Kafka, oldest first. One relay runs over all nodes (the ledger's lock). A batch is sent,
 * every acknowledgement awaited, then the batch is marked; at the first failure only what stands before it is marked,
 * and the rest is sent again in order. What an earlier relay sent but could not mark is found on the topics first
 * ({@link EventLog#sentBefore}), so that a crash between Kafka's acknowledgement and the mark repeats no event.
 */
public final class Relay implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final int BATCH = 500;
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

    private final Ledger ledger;
    private final EventLog log;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private volatile boolean running = true;
    private volatile boolean kafkaAvailable = true;
    private boolean holding;

    public Relay(Ledger ledger, EventLog log) {
        this.ledger = ledger;
        this.log = log;
        this.thread = Thread.ofPlatform().name("relay").unstarted(this::run);
    }

    public void start() {
        ledger.eventsTo(wake::release);
        thread.start();
    }

    /** False while the last attempt to reach Kafka failed. */
    public boolean kafkaAvailable() {
        return kafkaAvailable;
    }

    private void run() {
        while (running) {
            try {
                if (!relayWhatWaits()) {
                    pause(IDLE);
                }
            } catch (InterruptedException e) {
                return;
            } catch (ProblemException | KafkaException e) {
                if (kafkaAvailable || !(e instanceof KafkaException)) {
                    String code = e instanceof ProblemException known
                            ? known.problem().code()
                            : PublishProblem.KAFKA_UNAVAILABLE.code();
                    LOG.warnf(
                            "%s: event relay stopped, %s; events wait in the ledger, next attempt in %d ms",
                            code, e.getMessage(), AFTER_FAILURE.toMillis());
                }
                kafkaAvailable = !(e instanceof KafkaException) && kafkaAvailable;
                holding = false;
                try {
                    TimeUnit.MILLISECONDS.sleep(AFTER_FAILURE.toMillis());
                } catch (InterruptedException stopped) {
                    return;
                }
            }
        }
    }

    /** One batch. True when there may be more. */
    private boolean relayWhatWaits() throws InterruptedException {
        if (!ledger.available() || !ledger.holdRelay()) {
            holding = false;
            return false;
        }
        List<OutboxEvent> batch = ledger.outbox(BATCH);
        if (batch.isEmpty()) {
            holding = true;
            return false;
        }
        if (!holding) {
            List<OutboxEvent> known = log.sentBefore(batch);
            if (!known.isEmpty()) {
                LOG.infof("event relay found %d events on Kafka that a former relay had sent", known.size());
                ledger.relayed(known);
                holding = true;
                return true;
            }
            holding = true;
        }
        List<OutboxEvent> acknowledged = send(batch);
        CrashPoint.RELAY_AFTER_SEND.here();
        if (!acknowledged.isEmpty()) {
            ledger.relayed(acknowledged);
        }
        if (acknowledged.size() < batch.size()) {
            throw new KafkaException("Kafka acknowledged " + acknowledged.size() + " of " + batch.size() + " events");
        }
        if (!kafkaAvailable) {
            LOG.info("event relay goes on: Kafka answers again");
            kafkaAvailable = true;
        }
        return batch.size() == BATCH;
    }

    private List<OutboxEvent> send(List<OutboxEvent> batch) throws InterruptedException {
        CrashPoint.RELAY_BEFORE_SEND.here();
        List<Future<RecordMetadata>> replies = new ArrayList<>(batch.size());
        for (OutboxEvent event : batch) {
            replies.add(log.send(event));
        }
        log.flush();
        List<OutboxEvent> acknowledged = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            try {
                replies.get(i).get(log.timeout().toMillis(), TimeUnit.MILLISECONDS);
                acknowledged.add(batch.get(i));
            } catch (ExecutionException | TimeoutException e) {
                log.restart();
                return acknowledged;
            }
        }
        return acknowledged;
    }

    private void pause(Duration atMost) throws InterruptedException {
        if (wake.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    @Override
    public void close() throws InterruptedException {
        running = false;
        thread.interrupt();
        thread.join(Duration.ofSeconds(10));
        log.close();
    }
}
