package io.sluice.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The side door of a simulator, over HTTP: its script, and what it applied. */
final class SimulatorDoor {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** One key as the simulator applied it: lane and number are at the places that it was told to remember. */
    record Applied(String key, int lane, int number, int attempts, int conflicts, Instant first) {}

    private final int port;
    private final String listing;
    private final String lanePlace;
    private final String numberPlace;

    /** @param listing path that lists what was applied, in that order */
    SimulatorDoor(int port, String listing, String lanePlace, String numberPlace) {
        this.port = port;
        this.listing = listing;
        this.lanePlace = lanePlace;
        this.numberPlace = numberPlace;
        call("POST", "/remember", "[\"" + lanePlace + "\", \"" + numberPlace + "\"]");
    }

    /** @param rules a JSON array of the simulator's rules */
    void script(String rules) {
        call("POST", "/script", rules);
    }

    List<Applied> applied() {
        List<Applied> all = new ArrayList<>();
        for (JsonNode one : call("GET", listing, "")) {
            JsonNode remembered = one.get("remembered");
            all.add(new Applied(
                    one.path("idempotencyKey").asText(one.path("controlId").asText()),
                    remembered.path(lanePlace).asInt(),
                    remembered.path(numberPlace).asInt(),
                    one.get("attempts").asInt(),
                    one.get("conflicts").asInt(),
                    Instant.parse(one.get("first").asText())));
        }
        return all;
    }

    private JsonNode call(String method, String path, String body) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return MAPPER.readTree(CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
