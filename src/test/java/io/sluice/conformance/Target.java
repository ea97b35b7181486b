package io.sluice.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.simulator.ErpSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The system that is told of everybody: the simulated ERP, asked over HTTP, as anyone could. */
final class Target implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REMEMBERED = "[\"/control\", \"/mrn\", \"/name\", \"header:X-Correlation-Id\"]";

    /**
     * All that came under one key.
     *
     * @param applied whether it took effect
     * @param attempts how often it came
     */
    record Heard(
            String key, String control, String mrn, String name, String correlation, boolean applied, int attempts) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final ErpSimulator erp;

    Target(Path journal) throws IOException {
        erp = new ErpSimulator(0, journal, InstantSource.system());
        ask("/remember", REMEMBERED);
    }

    int port() {
        return erp.port();
    }

    /** Refuses so many requests, then takes them again. */
    void refuse(int status, int times) {
        ask("/script", "[{\"match\": \"/people\", \"times\": %d, \"answer\": \"%d\"}]".formatted(times, status));
    }

    /** Refuses until it is {@link #well()}. */
    void refuse(int status) {
        ask("/script", "[{\"match\": \"/people\", \"answer\": \"%d\"}]".formatted(status));
    }

    void well() {
        ask("DELETE", "/script", "");
    }

    /** About one patient, applied or not. */
    List<Heard> about(String mrn) {
        return read("/seen").stream().filter(told -> told.mrn().equals(mrn)).toList();
    }

    /** What took effect for one patient, in that order. */
    List<String> applied(String mrn) {
        return read("/applied?limit=10000").stream()
                .filter(told -> told.mrn().equals(mrn))
                .map(Heard::control)
                .toList();
    }

    /** How many requests of the patient came, whatever became of them. */
    int attempts(String mrn) {
        return about(mrn).stream().mapToInt(Heard::attempts).sum();
    }

    private List<Heard> read(String path) {
        List<Heard> all = new ArrayList<>();
        for (JsonNode one : ask("GET", path, "")) {
            JsonNode body = one.path("remembered");
            all.add(new Heard(
                    one.path("idempotencyKey").asText(),
                    body.path("/control").asText(),
                    body.path("/mrn").asText(),
                    body.path("/name").asText(),
                    body.path("header:X-Correlation-Id").asText(),
                    one.path("count").asInt() > 0,
                    one.path("attempts").asInt()));
        }
        return all;
    }

    private void ask(String path, String json) {
        ask("POST", path, json);
    }

    private JsonNode ask(String method, String path, String body) {
        try {
            return JSON.readTree(http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                                    .method(method, BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .body());
        } catch (IOException e) {
            throw new IllegalStateException("the simulator does not answer", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        erp.close();
        http.close();
    }
}
