package io.sluice.receive.http;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.read.CatalogReader;
import io.sluice.catalog.read.CatalogSource;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.Trace;
import io.sluice.receive.CountingMeter;
import io.sluice.receive.Intake;
import io.sluice.stack.Ports;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/**
 * A listener {@code api} of system {@code scheduling} on a free port, with {@code POST /appointments} and {@code PUT
 * /appointments/{id}} for JSON and {@code POST /hl7} for HL7 v2, before the ledger that a test chooses. The token of a
 * system is {@code token-of-<system>}; the key of scheduling stands in {@link #KEY}.
 */
final class HttpWorld implements AutoCloseable {

    static final String KEY = "key-of-scheduling";

    private static final String INTEGRATION = """
            version: 1.0.0
            description: for tests of the door
            owner: {team: Ambulatory, contact: ambulatory@example.org}
            criticality: 2
            sensitivity: phi
            latency: real-time
            source: scheduling
            """;

    private static final String OPENAPI = """
            openapi: "3.1.0"
            paths:
              /appointments:
                post: {operationId: bookAppointment}
              /appointments/{appointment}:
                put: {operationId: changeAppointment}
            """;

    private final Map<String, String> files = new TreeMap<>();
    private String more;
    private final CountingMeter meter = new CountingMeter();
    private final Vertx vertx = Vertx.vertx();
    private final int port;
    private final CatalogHolder holder;
    private final Intake intake;
    private final HttpListeners listeners;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param settings of the listener, as in YAML: {@code bodyLimit: 1KiB, authenticate: [key]} */
    HttpWorld(Ledger ledger, Function<UUID, Optional<Trace>> traces, String settings) {
        this(ledger, traces, settings, "");
    }

    /** @param more lines of the system's file, behind its listeners */
    HttpWorld(Ledger ledger, Function<UUID, Optional<Trace>> traces, String settings, String more) {
        this.more = more;
        port = Ports.free();
        write(settings, "POST", "/hl7");
        holder = new CatalogHolder(read());
        intake = new Intake(holder, ledger, meter);
        listeners = new HttpListeners(vertx, intake, traces, HttpWorld::system, meter, InstantSource.system());
        listeners.open(holder.current());
    }

    HttpWorld(Ledger ledger, String settings) {
        this(ledger, id -> Optional.empty(), settings);
    }

    HttpWorld(Ledger ledger) {
        this(ledger, "");
    }

    private static Optional<String> system(String token) {
        return token.startsWith("token-of-") ? Optional.of(token.substring("token-of-".length())) : Optional.empty();
    }

    private void write(String settings, String method, String path) {
        try (var tiers = HttpWorld.class.getResourceAsStream("/tiers.yaml")) {
            files.put("tiers.yaml", new String(tiers.readAllBytes(), StandardCharsets.UTF_8));
            Path key = Files.createTempFile("key", "");
            Files.writeString(key, KEY + "\n");
            files.put("systems/scheduling.yaml", """
                    description: Scheduling
                    owner: {team: Ambulatory, contact: ambulatory@example.org}
                    identity: {keys: ["file:%s"], certificates: [CN=scheduling]}
                    listeners:
                      api: {transport: http, port: %d%s}
                    %s""".formatted(
                            key, port, settings.isEmpty() ? "" : ", " + settings, more));
            files.put("systems/partner.yaml", """
                    description: Another one
                    owner: {team: Ambulatory, contact: ambulatory@example.org}
                    """);
            files.put("systems/elsewhere.yaml", """
                    description: One that connects from other addresses
                    owner: {team: Ambulatory, contact: ambulatory@example.org}
                    identity: {addresses: [10.0.0.0/8]}
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.put("environments/local.yaml", "description: test\n");
        files.put("routes/appointments/integration.yaml", INTEGRATION);
        files.put("routes/appointments/appointments.openapi.yaml", OPENAPI);
        files.put("routes/appointments/appointments.camel.yaml", route("appointments"));
        files.put(
                "routes/hl7/integration.yaml",
                INTEGRATION + "format: hl7v2\nhttp: {method: " + method + ", path: " + path + "}\n");
        files.put("routes/hl7/hl7.camel.yaml", route("hl7"));
    }

    private static String route(String id) {
        return "- route:\n    id: %s\n    from:\n      uri: receive:http:api\n      steps:\n        - stop: {}\n"
                .formatted(id);
    }

    private Catalog read() {
        CatalogSource source = new CatalogSource() {
            @Override
            public SortedSet<String> files() {
                return new TreeSet<>(files.keySet());
            }

            @Override
            public byte[] read(String file) {
                return files.get(file).getBytes(StandardCharsets.UTF_8);
            }
        };
        Catalog catalog = CatalogReader.read(source, new HashMap<>());
        if (!catalog.problems().isEmpty()) {
            throw new AssertionError(catalog.problems());
        }
        return catalog;
    }

    /** As the engine does when files have changed. */
    void reload(String settings, String method, String path) {
        write(settings, method, path);
        Catalog next = read();
        holder.replace(next);
        listeners.open(next);
    }

    /** The same with other lines behind the listeners. */
    void limit(String lines) {
        more = lines;
        reload("", "POST", "/hl7");
    }

    Intake intake() {
        return intake;
    }

    Catalog catalog() {
        return holder.current();
    }

    CountingMeter meter() {
        return meter;
    }

    HttpListeners listeners() {
        return listeners;
    }

    int port() {
        return port;
    }

    /** A request of scheduling, by its token. */
    HttpRequest.Builder to(String path) {
        return stranger(path).header("Authorization", "Bearer token-of-scheduling");
    }

    HttpRequest.Builder stranger(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    HttpRequest.Builder post(String path, String json) {
        return to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpClient client() {
        return client;
    }

    /** Sends bytes as they are, and reads until the listener closes. */
    String raw(String bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() {
        listeners.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
