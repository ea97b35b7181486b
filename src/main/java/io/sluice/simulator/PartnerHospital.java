package io.sluice.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Another hospital, whose canonical patients are mirrored to our cluster: publishes one patient as a CloudEvent 1.0
 * (Kafka protocol binding section 3.2, binary) and says in one line what the engine made of it.
 */
public final class PartnerHospital {

    private static final String TOPIC = "partner.sluice.patient.v1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PARTITIONS = 2;

    private PartnerHospital() {}

    /**
     * {@code PartnerHospital <token file>}; ports {@code SLUICE_KAFKA_PORT}, {@code SLUICE_HTTP_PORT}. Ends with 1 and
     * a message on standard error when the patient is not COMPLETED in time.
     */
    public static void main(String[] arguments) throws InterruptedException {
        String cluster = "127.0.0.1:" + SimulatorMain.port("SLUICE_KAFKA_PORT", 9092);
        String engine = "http://127.0.0.1:" + SimulatorMain.port("SLUICE_HTTP_PORT", 8080);
        String id = "PATIENT-" + UUID.randomUUID();
        try {
            RecordMetadata place = publish(cluster, id);
            MessageTrace trace = new MessageTrace(
                    engine, Files.readString(Path.of(arguments[0])).trim());
            SimulatorMain.tell(
                    id,
                    "record %d@%d of %s".formatted(place.partition(), place.offset(), TOPIC),
                    trace.follow(id, PATIENCE));
        } catch (IOException | ExecutionException | KafkaException e) {
            System.err.println(id + " was not published to " + TOPIC + " at " + cluster + ": " + e.getMessage());
            System.exit(1);
        }
    }

    private static RecordMetadata publish(String cluster, String id) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster))) {
            admin.createTopics(Set.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            return producer.send(event(id)).get();
        }
    }

    private static ProducerRecord<byte[], byte[]> event(String id) {
        String patient = """
                {"identifier": [{"use": "usual", "type": {"coding": [{"code": "MR"}]}, "system": "urn:oid:2.16.840.1.113883.19.9", "value": "%s"}],
                 "name": [{"use": "official", "family": "EVERYWOMAN", "given": ["EVE"]}], "birthDate": "1980-01-02"}""".formatted(id.substring(0, 16));
        var event = new ProducerRecord<>(TOPIC, bytes(id.substring(0, 16)), bytes(patient));
        List.of(
                        List.of("ce_specversion", "1.0"),
                        List.of("ce_id", id),
                        List.of("ce_source", "/sluice/partner-admissions"),
                        List.of("ce_type", "sluice.patient.v1"),
                        List.of("ce_correlationid", id),
                        List.of("content-type", "application/json"))
                .forEach(header -> event.headers().add(header.getFirst(), bytes(header.getLast())));
        return event;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
