package io.sluice.send;

import io.sluice.broker.BrokerProblem;
import io.sluice.broker.KafkaSettings;
import io.sluice.catalog.KafkaEndpoint;
import io.sluice.ledger.ClaimedDelivery;
import io.sluice.message.Mutants;
import io.sluice.message.ProblemException;
import io.sluice.send.SendOutcome.Accepted;
import io.sluice.send.SendOutcome.Refused;
import io.sluice.send.SendOutcome.Unanswered;
import io.sluice.send.SendOutcome.Unreached;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/**
 * Records for one topic, by an idempotent producer ({@code acks=all}) of its own. Order is the ledger's: of one key,
 * one delivery is under way. A repeat of a delivery whose fate may be unknown first looks for it on the topic.
 */
final class KafkaTransport implements Transport {

    private static final Logger LOG = Logger.getLogger(KafkaTransport.class);

    /** Of the endpoint's time, this part for what comes before the record is handed to the producer. */
    private static final int TO_BEGIN = 3;

    private final KafkaEndpoint endpoint;
    private final OutgoingRecord records;
    // The producer blocks while it learns where the topic is; the event loop of all sending must not.
    private final ExecutorService thread;
    private final Queue<Turn> doubts = new ConcurrentLinkedQueue<>();
    private KafkaProducer<byte[], byte[]> producer;

    KafkaTransport(KafkaEndpoint endpoint) {
        this.endpoint = endpoint;
        this.records = new OutgoingRecord(endpoint);
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("send-" + endpoint.id()).daemon().factory());
    }

    /** @param latest when it may be handed to the producer, by {@link System#nanoTime} */
    private record Turn(ClaimedDelivery delivery, long latest, CompletableFuture<SendOutcome> outcome) {

        /**
         * What comes to its turn too late, behind a slow search, has not left. Nor does it leave any more, since
         * somebody else may be at it by then.
         */
        boolean over() {
            if (System.nanoTime() - latest > 0) {
                outcome.complete(new Unreached(SendProblem.UNREACHABLE));
            }
            return outcome.isDone();
        }
    }

    @Override
    public CompletionStage<SendOutcome> send(ClaimedDelivery delivery) {
        var turn = new Turn(delivery, System.nanoTime() + part().toNanos(), new CompletableFuture<>());
        boolean doubtful = delivery.attempts() > 0 && !endpoint.idempotent() && !Mutants.TOPIC_UNSEARCHED.on();
        try {
            if (doubtful) {
                doubts.add(turn);
                thread.execute(this::lookForAll);
            } else {
                thread.execute(() -> handOver(turn));
            }
        } catch (RejectedExecutionException closed) {
            turn.outcome().complete(new Unreached(SendProblem.UNREACHABLE));
        }
        return turn.outcome()
                .completeOnTimeout(
                        new Unanswered(SendProblem.UNANSWERED, null),
                        endpoint.timeout().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Of all deliveries of unknown fate that wait by now at once: after a crash there may be one of each key. */
    private void lookForAll() {
        List<Turn> turns = new ArrayList<>();
        for (Turn turn = doubts.poll(); turn != null; turn = doubts.poll()) {
            if (!turn.over()) {
                turns.add(turn);
            }
        }
        if (turns.isEmpty()) {
            return;
        }
        Map<UUID, String> sentBefore;
        try {
            sentBefore = new TopicSearch(endpoint)
                    .find(turns.stream().map(Turn::delivery).toList(), part());
        } catch (KafkaException | ProblemException away) {
            turns.forEach(turn -> turn.outcome().complete(new Unreached(before(away))));
            return;
        } catch (RuntimeException fault) {
            turns.forEach(turn -> broken(turn, fault));
            return;
        }
        for (Turn turn : turns) {
            String place = sentBefore.get(turn.delivery().id());
            if (place == null) {
                handOver(turn);
            } else {
                turn.outcome().complete(new Accepted(place, null));
            }
        }
    }

    private void handOver(Turn turn) {
        if (turn.over()) {
            return;
        }
        boolean[] handedOver = {false}; // what fails before has not left; both ends of it run on one thread or after
        try {
            producer()
                    .send(
                            records.of(turn.delivery()),
                            (metadata, failure) -> turn.outcome()
                                    .complete(failure == null ? accepted(metadata) : failed(failure, handedOver[0])));
            handedOver[0] = true;
        } catch (KafkaException | ProblemException e) {
            turn.outcome().complete(failed(e, false));
        } catch (RuntimeException fault) {
            broken(turn, fault);
        }
    }

    private static Accepted accepted(RecordMetadata metadata) {
        return new Accepted(metadata.topic() + "/" + metadata.partition() + "@" + metadata.offset(), null);
    }

    private static SendOutcome failed(Exception failure, boolean handedOver) {
        if (failure instanceof RecordTooLargeException) {
            return new Refused(SendProblem.NOT_SENDABLE, null, null);
        }
        if (failure instanceof AuthorizationException) {
            return new Refused(SendProblem.NOT_AUTHORISED, null, null);
        }
        return handedOver ? new Unanswered(SendProblem.UNANSWERED, null) : new Unreached(before(failure));
    }

    private static SendProblem before(Exception failure) {
        if (failure instanceof ProblemException known && known.problem() == BrokerProblem.SECRET_MISSING) {
            return SendProblem.SECRET_MISSING;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SslAuthenticationException) {
                return SendProblem.TLS_FAILED;
            }
            if (cause instanceof AuthenticationException) {
                return SendProblem.NOT_AUTHORISED;
            }
        }
        return SendProblem.UNREACHABLE;
    }

    private static void broken(Turn turn, RuntimeException fault) {
        LOG.errorf(
                "record of delivery %s broke: %s",
                turn.delivery().id(), fault.getClass().getName());
        turn.outcome().complete(new Unanswered(SendProblem.BROKEN, null));
    }

    private KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            Properties settings = KafkaSettings.of(
                    endpoint.cluster(), "sluice-" + endpoint.id().replace('/', '-'));
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
            settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "0");
            // The producer gives up before the delivery does: nothing lands after it was called unanswered.
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(part()));
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(part()));
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(part().plus(part().dividedBy(2))));
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    private Duration part() {
        return endpoint.timeout().dividedBy(TO_BEGIN);
    }

    private static String millis(Duration time) {
        return String.valueOf(time.toMillis());
    }

    @Override
    public void close() {
        thread.execute(() -> {
            if (producer != null) {
                producer.close(part());
            }
        });
        thread.shutdown();
    }
}
