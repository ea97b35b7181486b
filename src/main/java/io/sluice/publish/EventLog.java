package io.sluice.publish;

import io.sluice.ledger.OutboxEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The canonical topics. Producer: idempotent, {@code acks=all}, order kept per partition. Missing topics are made with
 * the declared number of partitions. Used by one thread, the relay's. Every method may throw {@link KafkaException}.
 */
public final class EventLog implements AutoCloseable {

    /**
     * @param bootstrap {@code host:port,...}
     * @param partitions of a topic that is made here
     * @param replication factor of a topic that is made here
     * @param shared entities whose topics carry plain JSON; all others are sealed
     * @param client further client settings (security)
     */
    public record Settings(
            String bootstrap, int partitions, short replication, Set<String> shared, Map<String, String> client) {}

    private static final int LOOK_BACK = 2_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Settings settings;
    private final UnaryOperator<byte[]> seal;
    private final Set<String> topics = new HashSet<>();
    private KafkaProducer<byte[], byte[]> producer;

    public EventLog(Settings settings, UnaryOperator<byte[]> seal) {
        this.settings = settings;
        this.seal = seal;
    }

    /** How long an acknowledgement is awaited at most. */
    Duration timeout() {
        return TIMEOUT;
    }

    Future<RecordMetadata> send(OutboxEvent event) {
        ensureTopic(Topics.of(event.entity(), event.version()));
        boolean sealed = !settings.shared().contains(event.entity());
        return producer().send(CloudEventRecord.of(event, sealed ? seal : UnaryOperator.identity(), sealed));
    }

    void flush() {
        producer().flush();
    }

    /**
     * Which of these events stand on their topics already. Looks at the newest records only: older ones were marked.
     */
    List<OutboxEvent> sentBefore(Collection<OutboxEvent> events) {
        Map<UUID, OutboxEvent> wanted = new HashMap<>();
        Set<String> among = new HashSet<>();
        for (OutboxEvent event : events) {
            wanted.put(event.id(), event);
            among.add(Topics.of(event.entity(), event.version()));
        }
        List<OutboxEvent> found = new ArrayList<>();
        Properties properties = client();
        properties.put("enable.auto.commit", "false");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            Set<String> existing = consumer.listTopics(TIMEOUT).keySet();
            for (String topic : among) {
                if (existing.contains(topic)) {
                    consumer.partitionsFor(topic, TIMEOUT)
                            .forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
                }
            }
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, TIMEOUT);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, TIMEOUT);
            ends.forEach((partition, end) ->
                    consumer.seek(partition, Math.max(begins.getOrDefault(partition, 0L), end - LOOK_BACK)));
            while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey(), TIMEOUT) < e.getValue())) {
                for (ConsumerRecord<byte[], byte[]> one : consumer.poll(Duration.ofMillis(200))) {
                    Header id = one.headers().lastHeader("ce_id");
                    OutboxEvent event = id == null
                            ? null
                            : wanted.remove(UUID.fromString(new String(id.value(), StandardCharsets.UTF_8)));
                    if (event != null) {
                        found.add(event);
                    }
                }
            }
        }
        return found;
    }

    /** Drops the producer and what it still holds; the next send makes a new one. */
    void restart() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            Properties properties = client();
            properties.put(ProducerConfig.ACKS_CONFIG, "all");
            properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
            properties.put(ProducerConfig.LINGER_MS_CONFIG, "0");
            properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000");
            properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
            properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "15000");
            producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    private void ensureTopic(String topic) {
        if (topics.contains(topic)) {
            return;
        }
        try (Admin admin = Admin.create(client())) {
            if (!admin.listTopics()
                    .names()
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .contains(topic)) {
                admin.createTopics(List.of(new NewTopic(topic, settings.partitions(), settings.replication())))
                        .all()
                        .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            }
            topics.add(topic);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("topic " + topic + " could not be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private Properties client() {
        Properties properties = new Properties();
        properties.putAll(settings.client());
        properties.put("bootstrap.servers", settings.bootstrap());
        properties.put("client.id", "sluice-relay");
        properties.put("reconnect.backoff.max.ms", "1000");
        return properties;
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
        }
    }
}
