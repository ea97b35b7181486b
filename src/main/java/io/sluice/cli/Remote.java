package io.sluice.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** The engine, by its REST API. Every answer that is not a success ends the command with what the engine says. */
final class Remote {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final Surroundings surroundings;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    Remote(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** @param path from {@code /api} on, with its names already {@link #segment encoded} */
    JsonNode get(String path) {
        return tree(send(request(path).GET().build()));
    }

    JsonNode post(String path, Object body) {
        try {
            return tree(send(request(path)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                    .build()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the command line sends plain maps and lists", e);
        }
    }

    byte[] bytes(String path, Map<String, String> headers) {
        HttpRequest.Builder request = request(path);
        headers.forEach(request::header);
        return send(request.GET().build());
    }

    /** A name as part of a path. */
    static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path)).timeout(ANSWER);
        surroundings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private URI address(String path) {
        try {
            return URI.create(surroundings.url().replaceAll("/+$", "") + "/api" + path);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(CommandFailed.USAGE, "SLUICE_URL is not an address");
        }
    }

    private byte[] send(HttpRequest request) {
        HttpResponse<byte[]> response;
        try {
            response = client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new CommandFailed(
                    CommandFailed.UNREACHABLE,
                    "The engine does not answer at " + surroundings.url()
                            + ". Start it with 'make up', or set SLUICE_URL.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(CommandFailed.UNREACHABLE, "interrupted");
        }
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        throw refusal(response);
    }

    private CommandFailed refusal(HttpResponse<byte[]> response) {
        JsonNode problem = tree(response.body());
        int exit = response.statusCode() == 400 ? CommandFailed.USAGE : CommandFailed.FOUND;
        if (!problem.has("code")) {
            return new CommandFailed(exit, "The engine answered " + response.statusCode() + ".");
        }
        String where = problem.path("where").asText("");
        return new CommandFailed(
                exit,
                problem.path("title").asText() + (where.isEmpty() ? "" : " (" + where + ")") + ". "
                        + problem.path("detail").asText() + ". ["
                        + problem.path("code").asText() + "]");
    }

    private static JsonNode tree(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
