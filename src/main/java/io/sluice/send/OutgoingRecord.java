package io.sluice.send;

import io.sluice.catalog.KafkaEndpoint;
import io.sluice.ledger.ClaimedDelivery;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A delivery as a Kafka record: the body as it is, the keyed hash of the order key as its key, and headers by which it
 * is known. With an {@code eventType} also those of CloudEvents 1.0, Kafka protocol binding section 3.2 (binary).
 */
final class OutgoingRecord {

    /** The delivery's id, by which a reader recognises a repeat. */
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final KafkaEndpoint endpoint;

    OutgoingRecord(KafkaEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    ProducerRecord<byte[], byte[]> of(ClaimedDelivery delivery) {
        byte[] key = delivery.orderKey() == null ? null : bytes(delivery.orderKey());
        var out = new ProducerRecord<>(endpoint.topic(), key, delivery.body());
        Headers headers = out.headers();
        put(headers, IDEMPOTENCY_KEY, delivery.id().toString());
        put(headers, "X-Correlation-Id", delivery.correlationId());
        put(headers, "content-type", delivery.contentType());
        put(headers, "traceparent", delivery.traceparent());
        endpoint.eventType().ifPresent(type -> {
            put(headers, "ce_specversion", "1.0");
            put(headers, "ce_id", delivery.id().toString());
            put(headers, "ce_source", "/sluice/" + delivery.integration());
            put(headers, "ce_type", type);
            put(headers, "ce_time", DateTimeFormatter.ISO_INSTANT.format(delivery.createdAt()));
            put(headers, "ce_correlationid", delivery.correlationId());
            put(headers, "ce_traceparent", delivery.traceparent());
            put(headers, "ce_revision", delivery.revision() == 0 ? null : String.valueOf(delivery.revision()));
        });
        return out;
    }

    private static void put(Headers headers, String name, String value) {
        if (value != null) {
            headers.add(name, bytes(value));
        }
    }

    private static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
