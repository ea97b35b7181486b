package io.sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks the engine, by its public API, what became of a message. */
final class MessageTrace {

    /** The order of concern: the first that any run of the message has is what a person wants to read. */
    private static final List<String> STATES =
            List.of("DEAD", "IN_DOUBT", "HELD", "RECEIVED", "ROUTED", "REJECTED", "DUPLICATE", "COMPLETED", "FILTERED");

    /**
     * What a message has led to so far, over all integrations that work on it.
     *
     * @param settled whether nothing more happens by itself
     */
    record Outcome(int events, int deliveries, String state, boolean settled) {}

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String base;
    private final String token;

    /**
     * Reads with the role that the token carries.
     *
     * @param base for example {@code http://127.0.0.1:8080}
     * @param token of a role that may read messages
     */
    MessageTrace(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /** Empty while the engine does not list the message yet. */
    Optional<Outcome> outcome(String controlId) throws IOException, InterruptedException {
        JsonNode found = get("/api/messages?controlId=" + URLEncoder.encode(controlId, StandardCharsets.UTF_8))
                .path("items");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(read(get("/api/messages/" + found.get(0).path("id").asText())));
    }

    /**
     * Asks until nothing more happens by itself, or the time is up: what is only waiting for a slow system is told as
     * it is then.
     */
    Optional<Outcome> follow(String controlId, Duration patience) throws IOException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        Optional<Outcome> outcome = outcome(controlId);
        while (!outcome.map(Outcome::settled).orElse(false) && System.nanoTime() < until) {
            Thread.sleep(20);
            outcome = outcome(controlId);
        }
        return outcome;
    }

    private static Outcome read(JsonNode trace) {
        Set<String> states = new HashSet<>();
        for (JsonNode run : trace.path("runs")) {
            if (run.path("newest").asBoolean(true)) {
                states.add(run.path("state").asText());
            }
        }
        // Refused at arrival: it never ran.
        String arrival = trace.path("message").path("outcome").asText();
        String state = STATES.stream().filter(states::contains).findFirst().orElse(arrival);
        boolean settled = !state.equals("RECEIVED") && !state.equals("ROUTED");
        return new Outcome(trace.path("events").size(), trace.path("deliveries").size(), state, settled);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(10))
                .build();
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(
                    "The engine answered " + response.statusCode() + " to GET " + path.replaceAll("\\?.*", ""));
        }
        return Json.MAPPER.readTree(response.body());
    }
}
