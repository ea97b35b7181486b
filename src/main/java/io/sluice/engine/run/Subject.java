package io.sluice.engine.run;

import io.sluice.catalog.Integration;
import io.sluice.engine.route.LiveIntegration;
import io.sluice.format.Content;
import io.sluice.format.hl7.Hl7Message;
import io.sluice.format.json.Json;
import io.sluice.format.json.JsonField;
import io.sluice.ledger.ReadyRun;
import io.sluice.map.MapSource;
import io.sluice.policy.Projection;
import io.sluice.receive.RecordContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a run works on: the original message, or an event reduced to what the integration's target may read. Parsed
 * once; its fields become headers, order keys and business keys.
 */
public sealed interface Subject {

    /** Message or event: the root of derived ids. */
    UUID id();

    /** The body with which the route starts. */
    Object body();

    /** {@code fields} of integration.yaml, those that have a value. */
    Map<String, String> fields();

    /** The value at a path of the subject, null when there is none. */
    String read(String path);

    /** For mappings. */
    MapSource source();

    /** Headers that every route finds beside its own fields. */
    Map<String, String> headers();

    /** The message as it came. Body: what was parsed, so that a mapping does not parse it again. */
    record Original(ReadyRun run, Content content, Map<String, String> fields) implements Subject {

        @Override
        public UUID id() {
            return run.messageId();
        }

        /** HL7 v2 as a message, which keeps its bytes; everything else as a tree, which expressions can read. */
        @Override
        public Object body() {
            return content instanceof Hl7Message ? content : content.tree();
        }

        @Override
        public String read(String path) {
            return content.format().place(path).in(content).orElse(null);
        }

        @Override
        public MapSource source() {
            return MapSource.of(content);
        }

        @Override
        public Map<String, String> headers() {
            Map<String, String> headers = new LinkedHashMap<>(run.headers());
            headers.remove(RecordContext.HEADER);
            headers.put("type", content.type().isEmpty() ? run.messageType() : content.type());
            headers.put("controlId", content.controlId().isEmpty() ? run.controlId() : content.controlId());
            headers.put("version", content.version());
            if (content instanceof Hl7Message message) {
                headers.put("messageCode", message.header().code());
                headers.put("trigger", message.header().trigger());
            }
            return headers;
        }
    }

    /** An event's data, reduced. {@code removed}: paths that policy took away, for the trace. */
    record Reduced(UUID id, String entity, Map<String, Object> body, Map<String, String> fields, Set<String> removed)
            implements Subject {

        @Override
        public String read(String path) {
            return JsonField.of(path).read(body).orElse(null);
        }

        @Override
        public MapSource source() {
            return MapSource.ofTree(body);
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("entity", entity);
        }
    }

    static Subject of(ReadyRun run, LiveIntegration live) {
        Integration integration = live.config();
        if (run.eventId() == null) {
            Content content =
                    run.attachment() instanceof Content parsed ? parsed : live.parse(run.subject(), run.headers());
            return new Original(run, content, live.fields().values(content));
        }
        Map<String, Object> whole = object(Json.read(run.subject()));
        Projection.Result reduced = live.reads(run.entity()).apply(whole);
        return new Reduced(
                run.eventId(),
                run.entity(),
                reduced.tree(),
                fields(integration, path -> JsonField.of(path).read(reduced.tree())),
                reduced.removed());
    }

    // What the engine itself wrote after a contract check is an object.
    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object tree) {
        return (Map<String, Object>) tree;
    }

    private static Map<String, String> fields(
            Integration integration, java.util.function.Function<String, Optional<String>> read) {
        Map<String, String> found = new LinkedHashMap<>();
        integration.fields().forEach((name, path) -> read.apply(path).ifPresent(value -> found.put(name, value)));
        return found;
    }
}
