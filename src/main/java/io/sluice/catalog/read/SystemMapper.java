package io.sluice.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.Breaker;
import io.sluice.catalog.ConnectedSystem;
import io.sluice.catalog.Endpoint;
import io.sluice.catalog.FileBatch;
import io.sluice.catalog.FileEndpoint;
import io.sluice.catalog.FileListener;
import io.sluice.catalog.FileStore;
import io.sluice.catalog.HttpEndpoint;
import io.sluice.catalog.HttpListener;
import io.sluice.catalog.Identity;
import io.sluice.catalog.Inflow;
import io.sluice.catalog.Listener;
import io.sluice.catalog.MllpEndpoint;
import io.sluice.catalog.MllpListener;
import io.sluice.catalog.SecretRef;
import io.sluice.catalog.Word;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A system from JSON that has passed its schema and {@link SystemChecks}. */
final class SystemMapper {

    private static final int MOST_IN_A_BATCH = 100_000;
    private static final long LARGEST_BATCH = 512L << 20;

    private final String name;
    private final JsonNode root;
    private final ZoneId zone;

    private SystemMapper(String name, JsonNode root) {
        this.name = name;
        this.root = root;
        this.zone = ZoneId.of(root.get("zone").textValue());
    }

    static ConnectedSystem map(String name, JsonNode root) {
        return new SystemMapper(name, root).system();
    }

    private ConnectedSystem system() {
        var listeners = new LinkedHashMap<String, Listener>();
        root.get("listeners").properties().forEach(e -> listeners.put(e.getKey(), listener(e.getKey(), e.getValue())));
        var endpoints = new LinkedHashMap<String, Endpoint>();
        root.get("endpoints").properties().forEach(e -> endpoints.put(e.getKey(), endpoint(e.getKey(), e.getValue())));
        var identity = root.get("identity");
        return new ConnectedSystem(
                name,
                root.get("description").textValue(),
                Values.owner(root.get("owner")),
                zone,
                new Identity(
                        Values.texts(identity.get("addresses")),
                        Values.texts(identity.get("applications")),
                        Values.texts(identity.get("facilities")),
                        Values.texts(identity.get("keys")).stream()
                                .map(SecretRef::of)
                                .toList(),
                        Values.texts(identity.get("certificates"))),
                Values.texts(root.get("purposes")),
                Values.limits(root.path("limits"), zone),
                inbound(root.path("inbound")),
                listeners,
                endpoints);
    }

    /** Without a burst: what comes in a second, so that senders who work in turns of a second are not held up. */
    private static Inflow inbound(JsonNode node) {
        double rate = node.path("rate").doubleValue();
        int second = rate == 0 ? 0 : Math.max(1, (int) rate);
        return new Inflow(
                rate, node.path("burst").asInt(second), node.path("concurrency").intValue());
    }

    private Listener listener(String listener, JsonNode node) {
        return switch (node.get("transport").textValue()) {
            case "file" -> fileListener(listener, node);
            case "http" -> httpListener(listener, node);
            case "mllp" -> mllpListener(listener, node);
            case "kafka" -> BrokerMapper.kafkaListener(listener, name, node);
            case "jms" -> BrokerMapper.jmsListener(listener, name, node);
            default -> throw new IllegalStateException("the schema allows a transport that is not mapped");
        };
    }

    private HttpListener httpListener(String listener, JsonNode node) {
        var callers = new LinkedHashSet<>(List.of(name));
        callers.addAll(Values.texts(node.get("callers")));
        return new HttpListener(
                listener,
                name,
                node.get("host").textValue(),
                node.get("port").intValue(),
                Values.tls(node),
                Values.size(node.get("bodyLimit")),
                Values.duration(node.get("requestDeadline")),
                Values.duration(node.get("idleTimeout")),
                node.get("maxConnections").intValue(),
                Values.texts(node.get("headers")),
                Values.texts(node.get("authenticate")).stream()
                        .map(word -> Word.of(HttpListener.Proof.class, word))
                        .toList(),
                List.copyOf(callers));
    }

    private FileListener fileListener(String listener, JsonNode node) {
        var complete = node.get("complete");
        var by = Word.of(FileListener.Complete.By.class, complete.get("by").textValue());
        return new FileListener(
                listener,
                name,
                store(node),
                node.get("folder").textValue(),
                node.get("archive").textValue(),
                node.get("quarantine").textValue(),
                Values.text(node, "receipts"),
                node.get("pattern").textValue(),
                Values.duration(node.get("poll")),
                new FileListener.Complete(
                        by, Values.text(complete, "suffix").orElse(by.suffix()), Values.duration(complete.get("for"))),
                Values.wrap(node, "unpack"));
    }

    private static FileStore store(JsonNode node) {
        return Values.sftp(node).<FileStore>map(sftp -> sftp).orElse(new FileStore.Local());
    }

    private FileEndpoint file(String endpoint, JsonNode node) {
        return new FileEndpoint(
                endpoint,
                name,
                store(node),
                node.get("folder").textValue(),
                node.get("name").textValue(),
                node.get("temporarySuffix").textValue(),
                Values.wrap(node, "pack"),
                Optional.ofNullable(node.get("batch")).map(batch -> batch(node, batch)),
                Values.duration(node.get("timeout")),
                Values.limits(node.get("limits"), zone),
                breaker(node));
    }

    private FileBatch batch(JsonNode endpoint, JsonNode node) {
        return new FileBatch(
                Values.texts(node.get("closeAt")).stream().map(LocalTime::parse).toList(),
                Values.text(node, "zone").map(ZoneId::of).orElse(zone),
                node.path("count").asInt(MOST_IN_A_BATCH),
                node.has("size") ? Values.size(node.get("size")) : LARGEST_BATCH,
                Word.of(FileBatch.WhenEmpty.class, node.get("whenEmpty").textValue()),
                endpoint.has("format")
                        ? new FileBatch.Content.Records(
                                endpoint.get("format").textValue(), Values.layout(endpoint.path("records")))
                        : new FileBatch.Content.Entries(node.get("entry").textValue()));
    }

    private MllpListener mllpListener(String listener, JsonNode node) {
        return new MllpListener(
                listener,
                name,
                node.get("host").textValue(),
                node.get("port").intValue(),
                Values.tls(node),
                Values.size(node.get("frameLimit")),
                Values.duration(node.get("frameDeadline")),
                Values.duration(node.get("idleTimeout")),
                node.get("maxConnections").intValue(),
                Charset.forName(node.get("charset").textValue()),
                Values.text(node, "zone").map(ZoneId::of).orElse(zone));
    }

    private Endpoint endpoint(String endpoint, JsonNode node) {
        return switch (node.get("transport").textValue()) {
            case "file" -> file(endpoint, node);
            case "http" -> http(endpoint, node);
            case "mllp" -> mllp(endpoint, node);
            case "kafka" -> BrokerMapper.kafkaEndpoint(endpoint, name, node, zone, breaker(node));
            case "jms" -> BrokerMapper.jmsEndpoint(endpoint, name, node, zone, breaker(node));
            default -> throw new IllegalStateException("the schema allows a transport that is not mapped");
        };
    }

    private HttpEndpoint http(String endpoint, JsonNode node) {
        return new HttpEndpoint(
                endpoint,
                name,
                URI.create(node.get("url").textValue()),
                node.get("method").textValue(),
                Values.textMap(node.get("headers")),
                Optional.ofNullable(node.get("auth")).map(SystemMapper::auth),
                node.get("idempotent").booleanValue()
                        || node.get("method").textValue().equals("GET"),
                Values.text(node, "statusUrl"),
                Values.duration(node.get("timeout")),
                Values.tls(node),
                Values.limits(node.get("limits"), zone),
                breaker(node));
    }

    private MllpEndpoint mllp(String endpoint, JsonNode node) {
        Map<String, MllpEndpoint.Answer> answers = new HashMap<>();
        node.get("ack")
                .properties()
                .forEach(e -> answers.put(
                        e.getKey(),
                        Word.of(MllpEndpoint.Answer.class, e.getValue().textValue())));
        return new MllpEndpoint(
                endpoint,
                name,
                node.get("host").textValue(),
                node.get("port").intValue(),
                Values.tls(node),
                Word.of(MllpEndpoint.ControlId.class, node.get("controlId").textValue()),
                answers,
                Charset.forName(node.get("charset").textValue()),
                node.get("idempotent").booleanValue(),
                Values.duration(node.get("timeout")),
                Values.limits(node.get("limits"), zone),
                breaker(node));
    }

    private Optional<Breaker> breaker(JsonNode endpoint) {
        return Values.breaker(endpoint).or(() -> Values.breaker(root));
    }

    private static HttpEndpoint.Auth auth(JsonNode node) {
        return new HttpEndpoint.Auth(
                Word.of(HttpEndpoint.Auth.Kind.class, node.get("kind").textValue()),
                Values.text(node, "user"),
                SecretRef.of(node.get("secret").textValue()));
    }
}
