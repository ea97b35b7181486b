package io.sluice.torture;

import io.sluice.torture.Evidence.Sent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Records, acknowledged by the broker, which keeps them until the engine has read them. They carry no id of their own.
 */
final class TopicLine implements Line {

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;

    TopicLine(String bootstrapServers, String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Override
    public boolean send(Sent what) throws IOException {
        var record = new ProducerRecord<>(topic, bytes(what.patient()), bytes(Crossings.json(what)));
        record.headers().add("X-Correlation-Id", bytes(what.controlId()));
        try {
            producer.send(record).get();
            return true;
        } catch (ExecutionException | InterruptedException e) {
            throw new IOException("the broker did not take a record", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
