package io.sluice.conformance;

import io.sluice.ledger.Sources;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A record for each message. Its acknowledgement is the position of the partition, which the ledger has behind it. */
final class OverKafka implements Sender {

    private final String topic;
    private final Sources sources;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<Parcel, Long> offsets = new ConcurrentHashMap<>();

    OverKafka(String bootstrap, String topic, Sources sources) {
        this.topic = topic;
        this.sources = sources;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Makes the topic, with one partition. */
    static void make(String topic, String bootstrap) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    @Override
    public Answer send(Parcel parcel, Duration patience) {
        var record = new ProducerRecord<byte[], byte[]>(topic, parcel.bytes());
        if (!parcel.correlation().isEmpty()) {
            record.headers().add("X-Correlation-Id", parcel.correlation().getBytes(StandardCharsets.UTF_8));
        }
        try {
            offsets.put(parcel, producer.send(record).get().offset());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return goOn(parcel, patience);
    }

    @Override
    public Answer goOn(Parcel parcel, Duration patience) {
        return Wait.within(patience, () -> position() > offsets.get(parcel)) ? Answer.YES : Answer.NOTHING;
    }

    private long position() {
        return sources.positions("kafka:" + Home.LISTENER).getOrDefault(topic + "/0", 0L);
    }

    @Override
    public void close() {
        producer.close();
    }
}
