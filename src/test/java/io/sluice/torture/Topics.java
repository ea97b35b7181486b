package io.sluice.torture;

import io.sluice.torture.Evidence.Applied;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the canonical topics from their beginning as another application would. */
final class Topics {

    static final String PATIENT = "sluice.patient.v1";
    static final String ENCOUNTER = "sluice.encounter.v1";

    private static final int PARTITIONS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String bootstrapServers;

    Topics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * All records of a topic that were made from one of these messages, in order within each partition. Bodies are
     * sealed; what a record is about follows from the message that it names as its cause.
     *
     * @param messages control id by message
     */
    Map<String, List<Applied>> read(Map<UUID, String> messages) {
        Map<String, List<Applied>> read =
                new HashMap<>(Map.of(PATIENT, new ArrayList<>(), ENCOUNTER, new ArrayList<>()));
        for (ConsumerRecord<byte[], byte[]> one : all(read.keySet())) {
            String control = messages.get(UUID.fromString(header(one.headers(), "ce_causationid")));
            if (control != null) {
                read.get(one.topic()).add(applied(control, header(one.headers(), "ce_id")));
            }
        }
        return read;
    }

    /** What stands in these topics, those that exist, in order within each partition. */
    List<ConsumerRecord<byte[], byte[]>> all(Set<String> topics) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrapServers);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Set<String> existing = consumer.listTopics(LIMIT).keySet();
            List<TopicPartition> partitions = topics.stream()
                    .filter(existing::contains)
                    .flatMap(topic -> consumer.partitionsFor(topic, LIMIT).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LIMIT);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), LIMIT) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
        }
        return all;
    }

    /** Makes topics for records in clear. */
    void make(String... names) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(Stream.of(names)
                            .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    private static Applied applied(String control, String id) {
        int dash = control.lastIndexOf('-');
        return new Applied(control.substring(0, dash), Integer.parseInt(control.substring(dash + 1)), id, "", 0);
    }

    static String header(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
