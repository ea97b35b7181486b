package io.sluice.receive.kafka;

import io.sluice.catalog.Integration;
import io.sluice.catalog.KafkaListener;
import io.sluice.ledger.Origin;
import io.sluice.message.ProblemException;
import io.sluice.receive.Envelope;
import io.sluice.receive.Inbound;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.Traceparent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Turns a record into what the intake takes: the bytes of the message, and what Kafka and CloudEvents know beside them.
 */
final class RecordReader {

    /** @param refusal why it cannot be taken as a message; null: it can */
    record Read(Inbound inbound, ReceiveProblem refusal) {}

    private final KafkaDoor door;
    private final KafkaListener listener;

    RecordReader(KafkaDoor door) {
        this.door = door;
        this.listener = door.listener();
    }

    /** @param progress how the record moves its partition */
    Read read(ConsumerRecord<byte[], byte[]> record, Origin.Progress progress) {
        byte[] value = record.value();
        Map<String, String> headers = headers(record);
        if (value == null || value.length == 0) {
            return refused(record, progress, headers, new byte[0], ReceiveProblem.MESSAGE_EMPTY);
        }
        if (value.length > listener.recordLimit()) {
            byte[] beginning = Arrays.copyOf(value, listener.recordLimit());
            return refused(record, progress, headers, beginning, ReceiveProblem.MESSAGE_TOO_LARGE);
        }
        try {
            Optional<CloudEvent> event = CloudEvent.in(record.headers(), value);
            return event.isPresent()
                    ? event(record, event.get(), progress, headers)
                    : new Read(inbound(record, value, plain(record.headers(), progress, headers)), null);
        } catch (IOException unreadable) {
            return refused(record, progress, headers, value, ReceiveProblem.EVENT_INVALID);
        }
    }

    private Read event(
            ConsumerRecord<byte[], byte[]> record,
            CloudEvent event,
            Origin.Progress progress,
            Map<String, String> headers) {
        event.attributes().forEach((name, value) -> {
            if (EventHeaders.NAMES.containsKey(name)) {
                headers.put(EventHeaders.NAMES.get(name), value);
            }
        });
        byte[] data = event.data();
        ReceiveProblem refusal = data.length == 0
                ? ReceiveProblem.MESSAGE_EMPTY
                : cameBack(event) ? ReceiveProblem.EVENT_CAME_BACK : null;
        if (event.sealed()) {
            try {
                data = door.unseal().apply(data);
            } catch (ProblemException otherKeys) {
                refusal = ReceiveProblem.SEAL_UNOPENED;
            }
        }
        String trace = event.attribute("traceparent");
        Envelope envelope = new Envelope(
                integration(),
                door.typedByItself() ? "" : event.attribute("type"),
                event.attribute("id"),
                event.attribute("correlationid"),
                Traceparent.orNull(trace.isEmpty() ? CloudEvent.text(record.headers(), "traceparent") : trace),
                new Origin(null, 0, headers, progress));
        return new Read(inbound(record, data, envelope), refusal);
    }

    /** Two deployments that take in each other's topics would else send an event round for ever. */
    private boolean cameBack(CloudEvent event) {
        return !integration().isEmpty() && event.attribute("source").equals("/sluice/" + integration());
    }

    private Envelope plain(Headers headers, Origin.Progress progress, Map<String, String> allowed) {
        String correlation = CloudEvent.text(headers, "X-Correlation-Id");
        return new Envelope(
                integration(),
                "",
                CloudEvent.text(headers, "Idempotency-Key"),
                correlation.isEmpty() ? CloudEvent.text(headers, "correlationId") : correlation,
                Traceparent.orNull(CloudEvent.text(headers, "traceparent")),
                new Origin(null, 0, allowed, progress));
    }

    private Read refused(
            ConsumerRecord<byte[], byte[]> record,
            Origin.Progress progress,
            Map<String, String> headers,
            byte[] kept,
            ReceiveProblem why) {
        return new Read(inbound(record, kept, plain(record.headers(), progress, headers)), why);
    }

    private Inbound inbound(ConsumerRecord<byte[], byte[]> record, byte[] bytes, Envelope envelope) {
        return new Inbound(
                listener,
                record.topic() + "/" + record.partition(),
                door.clock().instant(),
                bytes,
                envelope);
    }

    /** Those that the listener lets through, and no other: headers steer components. */
    private Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> allowed = new LinkedHashMap<>();
        allowed.put("topic", record.topic());
        for (String name : listener.headers()) {
            if (record.headers().lastHeader(name) != null) {
                allowed.put(name, CloudEvent.text(record.headers(), name));
            }
        }
        if (listener.keyHeader().isPresent() && record.key() != null) {
            allowed.put(listener.keyHeader().get(), new String(record.key(), StandardCharsets.UTF_8));
        }
        return allowed;
    }

    private String integration() {
        return door.only().map(Integration::name).orElse("");
    }
}
