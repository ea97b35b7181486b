package io.sluice.receive.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** A topic of one test's own on a real broker, and somebody who writes to it. */
final class TestTopic implements AutoCloseable {

    private final String name;
    private final Properties client = new Properties();
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    TestTopic(String bootstrap, int partitions) throws Exception {
        this(bootstrap, "t-" + UUID.randomUUID(), partitions);
    }

    TestTopic(String bootstrap, String name, int partitions) throws Exception {
        this.name = name;
        client.put("bootstrap.servers", bootstrap);
        admin = Admin.create(client);
        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                .all()
                .get();
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(this::led);
        Properties writing = new Properties();
        writing.putAll(client);
        writing.put("linger.ms", "0");
        producer = new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A broker on a busy machine takes its time until each partition has its leader. */
    private boolean led() throws Exception {
        return admin.describeTopics(List.of(name)).allTopicNames().get().get(name).partitions().stream()
                .allMatch(partition -> partition.leader() != null);
    }

    String name() {
        return name;
    }

    RecordMetadata send(int partition, String value, String... headers) throws Exception {
        return post(partition, value == null ? null : value.getBytes(StandardCharsets.UTF_8), headers)
                .get();
    }

    RecordMetadata send(int partition, byte[] value, String... headers) throws Exception {
        return post(partition, value, headers).get();
    }

    /** {@code {"number":n}} for each number, spread over the partitions. */
    void numbers(int from, int to, int partitions) throws Exception {
        List<Future<RecordMetadata>> sent = IntStream.rangeClosed(from, to)
                .mapToObj(n -> post(n % partitions, ("{\"number\":" + n + "}").getBytes(StandardCharsets.UTF_8)))
                .toList();
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
    }

    private Future<RecordMetadata> post(int partition, byte[] value, String... headers) {
        var record = new ProducerRecord<>(name, partition, "key".getBytes(StandardCharsets.UTF_8), value);
        for (int i = 0; i < headers.length; i += 2) {
            record.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return producer.send(record);
    }

    /** One transaction of so many records on partition 0, committed or aborted; both leave a marker in the topic. */
    void transaction(int records, boolean commit) {
        Properties settings = new Properties();
        settings.putAll(client);
        settings.put("transactional.id", "tx-" + UUID.randomUUID());
        try (var writer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            writer.initTransactions();
            writer.beginTransaction();
            for (int i = 0; i < records; i++) {
                writer.send(new ProducerRecord<>(
                        name, 0, null, ("{\"in\":" + commit + "}").getBytes(StandardCharsets.UTF_8)));
            }
            if (commit) {
                writer.commitTransaction();
            } else {
                writer.flush();
                writer.abortTransaction();
            }
        }
    }

    /** As retention does. */
    void deleteBefore(int partition, long offset) throws Exception {
        admin.deleteRecords(Map.of(new TopicPartition(name, partition), RecordsToDelete.beforeOffset(offset)))
                .all()
                .get();
    }

    void partitions(int count) throws Exception {
        admin.createPartitions(Map.of(name, NewPartitions.increaseTo(count)))
                .all()
                .get();
    }

    /** As the ledger names partitions, where each ends. */
    Map<String, Long> ends(int partitions) throws Exception {
        var asked = IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(p -> new TopicPartition(name, p), p -> OffsetSpec.latest()));
        Map<String, Long> ends = new LinkedHashMap<>();
        admin.listOffsets(asked)
                .all()
                .get()
                .forEach((partition, end) -> ends.put(PartitionReading.part(partition), end.offset()));
        return ends;
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
