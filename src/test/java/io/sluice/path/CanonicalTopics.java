package io.sluice.path;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer that knows CloudEvents and Kafka and nothing of the engine. */
public final class CanonicalTopics {

    /** @param attributes headers without their prefix {@code ce_} */
    public record Event(
            String topic, int partition, long offset, String key, Map<String, String> attributes, byte[] data) {}

    private CanonicalTopics() {}

    /** Everything that stands on the topics of the engine now. */
    public static List<Event> read(String bootstrap) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrap);
        properties.put("enable.auto.commit", "false");
        properties.put("isolation.level", "read_committed");
        List<Event> events = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> topic.getKey().startsWith("sluice."))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(one -> events.add(event(one)));
            }
        }
        return events;
    }

    private static Event event(ConsumerRecord<byte[], byte[]> one) {
        Map<String, String> attributes = new LinkedHashMap<>();
        one.headers()
                .forEach(h -> attributes.put(
                        h.key().replaceFirst("^ce_", ""), new String(h.value(), StandardCharsets.UTF_8)));
        String key = one.key() == null ? null : new String(one.key(), StandardCharsets.UTF_8);
        return new Event(one.topic(), one.partition(), one.offset(), key, attributes, one.value());
    }
}
