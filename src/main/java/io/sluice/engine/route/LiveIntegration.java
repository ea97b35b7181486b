package io.sluice.engine.route;

import io.sluice.catalog.Integration;
import io.sluice.format.Format;
import io.sluice.format.hl7.Hl7Message;
import io.sluice.map.Mapping;
import io.sluice.policy.Projection;
import io.sluice.receive.Fields;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An integration whose routes run, prepared so that a run only looks things up. A run keeps the one with which it started.
 *
 * @param reads by entity, what of an event may arrive
 * @param hl7Fields the places of its HL7 v2 messages; null when it works on events
 * @param charset that its listener declares for messages which name none
 */
public record LiveIntegration(Integration config, Compiled mappings, Map<String, Projection> reads, Fields hl7Fields, Optional<Charset> charset) {

    private static final Projection NOTHING = Projection.of(List.of());

    public LiveIntegration {
        reads = Map.copyOf(reads);
    }

    static LiveIntegration of(Integration config, Compiled mappings, Optional<Charset> charset) {
        Map<String, Projection> reads = new HashMap<>();
        config.reads().forEach((entity, paths) -> reads.put(entity, Projection.of(paths)));
        // Of a subscriber to events the fields are JSON paths, read from the event itself.
        boolean hl7 = config.format().equals("hl7v2") && config.reads().isEmpty();
        return new LiveIntegration(config, mappings, reads, hl7 ? Fields.of(config) : null, charset);
    }

    public Hl7Message parse(byte[] message) {
        return charset.map(declared -> Hl7Message.parse(message, declared)).orElseGet(() -> Hl7Message.parse(message));
    }

    /** What of an entity's events may arrive; nothing when the integration does not say. */
    public Projection reads(String entity) {
        return reads.getOrDefault(entity, NOTHING);
    }

    public Optional<Mapping> mapping(String name, Format output) {
        return mappings.find(name, output);
    }

    /** Version of a mapping that exists. */
    public String version(String mapping) {
        return config.mappings().get(mapping).version();
    }
}
