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
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
 * Records for one topic, by an idempotent producer ({@code acks=all}) of its own. Order is the ledger's: of one key, one
 * delivery is under way. A repeat of a delivery whose fate may be unknown first looks for it on the topic.
 */
final class KafkaTransport implements Transport {

    private static final Logger LOG = Logger.getLogger(KafkaTransport.class);

    /** Of the endpoint's time, this part for what comes before the record is handed to the producer. */
    private static final int TO_BEGIN = 3;

    private final KafkaEndpoint endpoint;
    private final OutgoingRecord records;
    // The producer blocks while it learns where the topic is; the event loop of all sending must not.
    private final ExecutorService thread;
    private KafkaProducer<byte[], byte[]> producer;

    KafkaTransport(KafkaEndpoint endpoint) {
        this.endpoint = endpoint;
        this.records = new OutgoingRecord(endpoint);
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("send-" + endpoint.id()).daemon().factory());
    }

    @Override
    public CompletionStage<SendOutcome> send(ClaimedDelivery delivery) {
        var outcome = new CompletableFuture<SendOutcome>();
        try {
            thread.execute(() -> begin(delivery, outcome));
        } catch (RejectedExecutionException closed) {
            outcome.complete(new Unreached(SendProblem.UNREACHABLE));
        }
        return outcome.completeOnTimeout(
                new Unanswered(SendProblem.UNANSWERED, null), endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void begin(ClaimedDelivery delivery, CompletableFuture<SendOutcome> outcome) {
        try {
            boolean doubtful = delivery.attempts() > 0 && !endpoint.idempotent() && !Mutants.TOPIC_UNSEARCHED.on();
            Optional<String> sentBefore =
                    doubtful ? new TopicSearch(endpoint).find(delivery, part()) : Optional.empty();
            if (sentBefore.isPresent()) {
                outcome.complete(new Accepted(sentBefore.get(), null));
                return;
            }
        } catch (KafkaException | ProblemException away) {
            outcome.complete(new Unreached(before(away)));
            return;
        } catch (RuntimeException fault) {
            broken(delivery, fault, outcome);
            return;
        }
        send(delivery, outcome);
    }

    private void send(ClaimedDelivery delivery, CompletableFuture<SendOutcome> outcome) {
        boolean[] handedOver = {false}; // what fails before has not left; both ends of it run on one thread or after
        try {
            producer()
                    .send(
                            records.of(delivery),
                            (metadata, failure) -> outcome.complete(
                                    failure == null ? accepted(metadata) : failed(failure, handedOver[0])));
            handedOver[0] = true;
        } catch (KafkaException | ProblemException e) {
            outcome.complete(failed(e, false));
        } catch (RuntimeException fault) {
            broken(delivery, fault, outcome);
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

    private static void broken(
            ClaimedDelivery delivery, RuntimeException fault, CompletableFuture<SendOutcome> outcome) {
        LOG.errorf(
                "record of delivery %s broke: %s",
                delivery.id(), fault.getClass().getName());
        outcome.complete(new Unanswered(SendProblem.BROKEN, null));
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
