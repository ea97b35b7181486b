package io.sluice.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The engine's administration over REST, as an operator uses it. */
final class Administration {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int NOT_READY = 503;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final Path token;

    /** @param data the engine's folder, where it lays down the tokens */
    Administration(int httpPort, Path data) {
        this.base = "http://127.0.0.1:" + httpPort;
        this.token = data.resolve("tokens").resolve("operator.jwt");
    }

    /** Counts above zero of each integration by state, and {@code received}. */
    Map<String, Map<String, Long>> balance() {
        Map<String, Map<String, Long>> balance = new HashMap<>();
        for (JsonNode line : json(get("/api/balance")).path("integrations")) {
            Map<String, Long> counts = new TreeMap<>();
            line.properties().stream()
                    .filter(entry ->
                            entry.getValue().isNumber() && entry.getValue().asLong() != 0)
                    .forEach(
                            entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
            balance.put(line.path("name").asText(), counts);
        }
        return balance;
    }

    /** How many dead letters an endpoint has. */
    int dead(String endpoint) {
        int dead = 0;
        for (JsonNode group : json(get("/api/deadletters/groups")).path("groups")) {
            if (group.path("cause").path("endpoint").asText().equals(endpoint)) {
                dead += group.path("count").asInt();
            }
        }
        return dead;
    }

    /** Plans a replay of all dead letters of an endpoint and starts it. */
    void replay(String endpoint) {
        String plan = "{\"cause\": {\"endpoint\": \"%s\"}, \"reason\": \"the receiver is mended\"}".formatted(endpoint);
        String id = json(post("/api/replays", plan)).path("id").asText();
        try {
            post("/api/replays/" + id + "/start", "{\"reason\": \"the receiver is mended\"}");
        } catch (Unanswered died) {
            // It may be quicker to die of the replay than to say that it has begun; whether it died is asked elsewhere.
            return;
        }
    }

    String get(String path) {
        return ask(request(path));
    }

    String post(String path, String json) {
        return ask(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        try {
            return HttpRequest.newBuilder(URI.create(base + path))
                    .header("Authorization", "Bearer " + Files.readString(token).strip());
        } catch (IOException e) {
            throw new IllegalStateException("the engine has laid down no token", e);
        }
    }

    /** The connection ended without an answer, as it does when the engine dies meanwhile. */
    static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unanswered(IOException cause) {
            super("the engine does not answer", cause);
        }
    }

    private String ask(HttpRequest.Builder request) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            while (response.statusCode() == NOT_READY && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(100);
                response = http.send(request.build(), BodyHandlers.ofString());
            }
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        response.uri() + " answered " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new Unanswered(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalStateException("the engine answered no JSON", e);
        }
    }
}
