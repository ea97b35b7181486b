package io.sluice.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.simulator.ErpSimulator;
import io.sluice.simulator.LegacyReceiver;
import io.sluice.torture.Evidence.Applied;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The simulated receivers. They outlive the engine, as real ones do, and are asked over HTTP, as anyone could. */
final class Targets implements AutoCloseable {

    static final String CUSTOMERS = "erp-finance/customers";
    static final String LAB = "lab/adt";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ErpSimulator erp;
    private final LegacyReceiver lab;

    Targets(Path folder) throws IOException {
        Files.createDirectories(folder);
        erp = new ErpSimulator(0, folder.resolve("erp.jsonl"), InstantSource.system());
        lab = new LegacyReceiver(0, 0, folder.resolve("legacy.jsonl"), InstantSource.system());
        post(erp.port(), "/remember", "[\"/customerNumber\", \"/lastName\", \"/key\", \"/number\"]");
        post(lab.doorPort(), "/remember", "[\"PID-3-1\", \"PID-5-1\"]");
    }

    int erpPort() {
        return erp.port();
    }

    int labPort() {
        return lab.port();
    }

    /** @param rules as {@code POST /script} takes them */
    void scriptErp(String rules) {
        post(erp.port(), "/script", rules);
    }

    /** @param rules as {@code POST /script} takes them */
    void scriptLab(String rules) {
        post(lab.doorPort(), "/script", rules);
    }

    List<Applied> customers() {
        List<Applied> applied = new ArrayList<>();
        for (JsonNode one : get(erp.port(), "/applied")) {
            if (one.path("path").asText().equals("/customers")) {
                applied.add(applied(one, "idempotencyKey", "bodySha256", "/customerNumber", "/lastName"));
            }
        }
        return applied;
    }

    /** What came to a path by the crossings, once for each key. */
    List<Applied> crossing(String path) {
        return crossing(path, false);
    }

    /** As {@link #crossing}, where the receiver knows no keys: what was asked for twice is done twice. */
    List<Applied> eachTime(String path) {
        return crossing(path, true);
    }

    private List<Applied> crossing(String path, boolean eachTime) {
        List<Applied> applied = new ArrayList<>();
        for (JsonNode one : get(erp.port(), "/applied")) {
            if (one.path("path").asText().equals(path)) {
                JsonNode remembered = one.path("remembered");
                applied.addAll(Collections.nCopies(
                        eachTime ? one.path("attempts").asInt() : 1,
                        new Applied(
                                remembered.path("/key").asText(),
                                remembered.path("/number").asInt(),
                                one.path("idempotencyKey").asText(),
                                one.path("bodySha256").asText(),
                                one.path("conflicts").asInt())));
            }
        }
        return applied;
    }

    /** Keys that ever arrived at the simulated ERP, whatever became of them. */
    Set<String> requested() {
        return keys(get(erp.port(), "/seen"), "idempotencyKey");
    }

    List<Applied> lab() {
        List<Applied> applied = new ArrayList<>();
        for (JsonNode one : get(lab.doorPort(), "/received")) {
            applied.add(applied(one, "controlId", "sha256", "PID-3-1", "PID-5-1"));
        }
        return applied;
    }

    Set<String> labRequested() {
        return keys(get(lab.doorPort(), "/seen"), "controlId");
    }

    private static Applied applied(JsonNode receipt, String key, String hash, String patient, String name) {
        JsonNode remembered = receipt.path("remembered");
        return new Applied(
                remembered.path(patient).asText(),
                Integer.parseInt(remembered.path(name).asText().substring(1)),
                receipt.path(key).asText(),
                receipt.path(hash).asText(),
                receipt.path("conflicts").asInt());
    }

    private static Set<String> keys(JsonNode receipts, String name) {
        Set<String> keys = new HashSet<>();
        receipts.forEach(one -> keys.add(one.path(name).asText()));
        return keys;
    }

    private JsonNode get(int port, String path) {
        return ask(HttpRequest.newBuilder(door(port, path)).build());
    }

    private void post(int port, String path, String json) {
        ask(HttpRequest.newBuilder(door(port, path))
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    private static URI door(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private JsonNode ask(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(request.uri() + " answered " + response.statusCode());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException("a simulator does not answer", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        erp.close();
        lab.close();
    }
}
