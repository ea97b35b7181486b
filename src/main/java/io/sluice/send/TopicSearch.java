package io.sluice.send;

import io.sluice.broker.KafkaSettings;
import io.sluice.catalog.KafkaEndpoint;
import io.sluice.ledger.ClaimedDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks on a topic which of some deliveries have arrived there, among what is as young as they are. One pass for all of
 * them.
 */
final class TopicSearch {

    /** Brokers' clocks may stand a little behind ours. */
    private static final Duration BEFORE = Duration.ofMinutes(1);

    private final KafkaEndpoint endpoint;

    TopicSearch(KafkaEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Where they stand, {@code topic/partition@offset} by delivery; those that are not there are left out.
     *
     * @param deliveries one at least
     * @throws org.apache.kafka.common.KafkaException when that could not be found out in the time given
     */
    Map<UUID, String> find(Collection<ClaimedDelivery> deliveries, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        Set<String> wanted = deliveries.stream().map(one -> one.id().toString()).collect(Collectors.toSet());
        Instant oldest = deliveries.stream()
                .map(ClaimedDelivery::createdAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Map<UUID, String> found = new HashMap<>();
        try (var consumer = new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(endpoint.topic(), within).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions, within));
            long since = oldest.minus(BEFORE).toEpochMilli();
            consumer.offsetsForTimes(partitions.stream().collect(Collectors.toMap(p -> p, p -> since)), within)
                    .forEach((partition, first) ->
                            consumer.seek(partition, first == null ? ends.get(partition) : first.offset()));
            while (found.size() < wanted.size()
                    && ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey(), within) < e.getValue())) {
                for (ConsumerRecord<byte[], byte[]> one : consumer.poll(Duration.ofMillis(100))) {
                    Header key = one.headers().lastHeader(OutgoingRecord.IDEMPOTENCY_KEY);
                    String id = key == null ? "" : new String(key.value(), StandardCharsets.UTF_8);
                    if (wanted.contains(id)) {
                        found.putIfAbsent(
                                UUID.fromString(id), one.topic() + "/" + one.partition() + "@" + one.offset());
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("the topic is too long to be searched in time");
                }
            }
            return found;
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
