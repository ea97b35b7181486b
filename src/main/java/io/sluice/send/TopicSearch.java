package io.sluice.send;

import io.sluice.broker.KafkaSettings;
import io.sluice.catalog.KafkaEndpoint;
import io.sluice.ledger.ClaimedDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks on a topic whether a delivery has arrived there, among what is as young as it. */
final class TopicSearch {

    /** Brokers' clocks may stand a little behind ours. */
    private static final Duration BEFORE = Duration.ofMinutes(1);

    private final KafkaEndpoint endpoint;

    TopicSearch(KafkaEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Where it stands, {@code topic/partition@offset}; empty when it is not there.
     *
     * @throws org.apache.kafka.common.KafkaException when that could not be found out in the time given
     */
    Optional<String> find(ClaimedDelivery delivery, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        try (var consumer = new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(endpoint.topic(), within).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions, within));
            long since = delivery.createdAt().minus(BEFORE).toEpochMilli();
            consumer.offsetsForTimes(partitions.stream().collect(Collectors.toMap(p -> p, p -> since)), within)
                    .forEach((partition, found) ->
                            consumer.seek(partition, found == null ? ends.get(partition) : found.offset()));
            byte[] id = delivery.id().toString().getBytes(StandardCharsets.UTF_8);
            while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey(), within) < e.getValue())) {
                for (ConsumerRecord<byte[], byte[]> one : consumer.poll(Duration.ofMillis(100))) {
                    Header key = one.headers().lastHeader(OutgoingRecord.IDEMPOTENCY_KEY);
                    if (key != null && Arrays.equals(key.value(), id)) {
                        return Optional.of(one.topic() + "/" + one.partition() + "@" + one.offset());
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("the topic is too long to be searched in time");
                }
            }
            return Optional.empty();
        }
    }

    private Properties settings() {
        Properties settings = KafkaSettings.of(endpoint.cluster(), "sluice-search");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        // What was sent counts, whether or not other records before it belong to a transaction that is still open.
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        return settings;
    }
}
