package io.sluice.torture;

import io.sluice.torture.Evidence.Sent;
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

/**
 * Requests over HTTP, each under an Idempotency-Key. This caller is impatient: now and then it asks again though it has its
 * answer, and gets the first one.
 */
final class RestLine implements Line {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int IMPATIENT = 5;
    private static final int STORED = 202;
    private static final int LATER = 429;

    /** One for all lines: its end takes seconds, and a line ends each time that the engine is away. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();

    private final URI place;
    private final Path token;
    private final Answers answers;

    /** @param token file that the engine lays down when it starts for the first time */
    RestLine(int port, Path token, Answers answers) {
        this.place = URI.create("http://127.0.0.1:" + port + "/crossings");
        this.token = token;
        this.answers = answers;
    }

    @Override
    public boolean send(Sent what) throws IOException {
        boolean stored = ask(what);
        if (stored && what.number() % IMPATIENT == 0) {
            ask(what);
        }
        return stored;
    }

    private boolean ask(Sent what) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(place)
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + Files.readString(token).strip())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", what.controlId())
                .header("X-Correlation-Id", what.controlId())
                .POST(BodyPublishers.ofString(Crossings.json(what)))
                .build();
        try {
            HttpResponse<Void> answer = HTTP.send(request, BodyHandlers.discarding());
            if (answer.statusCode() == STORED) {
                answers.stored(
                        what.controlId(),
                        answer.headers().firstValue("Location").orElse(""));
            } else if (answer.statusCode() < LATER) {
                answers.unexpected(what.controlId(), answer.statusCode());
            }
            return answer.statusCode() == STORED;
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        // the client finds out by itself which of its connections are broken
    }
}
