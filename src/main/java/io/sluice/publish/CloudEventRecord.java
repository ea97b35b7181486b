package io.sluice.publish;

import io.sluice.ledger.OutboxEvent;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * An event as a Kafka record: CloudEvents 1.0, Kafka protocol binding section 3.2 (binary content mode). Attributes are
 * headers {@code ce_*}; the key is the keyed hash of the order key; the value is the data, sealed unless the topic is
 * shared. A sealed value says so by {@code ce_datasealed: true}.
 */
final class CloudEventRecord {

    private CloudEventRecord() {}

    static ProducerRecord<byte[], byte[]> of(OutboxEvent event, UnaryOperator<byte[]> seal, boolean sealed) {
        String topic = Topics.of(event.entity(), event.version());
        byte[] key = event.keyHash() == null ? null : bytes(event.keyHash().toString());
        ProducerRecord<byte[], byte[]> out = new ProducerRecord<>(topic, key, seal.apply(event.data()));
        Headers headers = out.headers();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", event.id().toString());
        put(headers, "ce_source", "/sluice/" + event.integration());
        put(headers, "ce_type", topic);
        put(headers, "ce_time", DateTimeFormatter.ISO_INSTANT.format(event.time()));
        put(headers, "content-type", "application/json");
        put(headers, "ce_dataschema", "urn:sluice:contract:" + event.entity() + ":" + event.version());
        put(headers, "ce_dataclassification", event.classification());
        put(headers, "ce_correlationid", event.correlationId());
        put(headers, "ce_causationid", event.causationId().toString());
        if (event.traceparent() != null) {
            put(headers, "ce_traceparent", event.traceparent());
        }
        if (event.revision() > 0) {
            put(headers, "ce_revision", Integer.toString(event.revision()));
        }
        if (event.supersedes() != null) {
            put(headers, "ce_supersedes", event.supersedes().toString());
        }
        if (!event.flags().isEmpty()) {
            put(headers, "ce_flags", String.join(" ", new TreeSet<>(event.flags())));
        }
        if (sealed) {
            put(headers, "ce_datasealed", "true");
        }
        return out;
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, bytes(value));
    }

    private static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
