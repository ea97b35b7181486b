package io.sluice.torture;

import io.sluice.torture.Evidence.Sent;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Requests over HTTP, each under an Idempotency-Key. This caller is impatient: now and then it asks again though it has
 * its answer, and now and then it hangs up before the answer comes and asks anew; it must be told the same each time.
 */
final class RestLine implements Line {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int IMPATIENT = 5;
    private static final int HANGS_UP = 3;

    /** One for all lines: its end takes seconds, and a line ends each time that the engine is away. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();

    private final URI place;
    private final Path token;
    private final Answers.Judge judge;

    /** @param token file that the engine lays down when it starts for the first time */
    RestLine(URI place, Path token, Answers.Judge judge) {
        this.place = place;
        this.token = token;
        this.judge = judge;
    }

    @Override
    public boolean send(Sent what) throws IOException {
        if (what.number() % HANGS_UP == 0) {
            hangUp(what);
        }
        boolean done = ask(what);
        if (done && what.number() % IMPATIENT == 0) {
            ask(what);
        }
        return done;
    }

    private boolean ask(Sent what) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(place)
                .timeout(ANSWER)
                .header("Authorization", authorization())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", what.controlId())
                .header("X-Correlation-Id", what.controlId())
                .POST(BodyPublishers.ofString(Crossings.json(what)))
                .build();
        try {
            return judge.done(what.controlId(), HTTP.send(request, BodyHandlers.ofString()));
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    /** The same request, by a caller that is gone when the answer comes. */
    private void hangUp(Sent what) throws IOException {
        String body = Crossings.json(what);
        String request = String.join(
                "\r\n",
                "POST " + place.getPath() + " HTTP/1.1",
                "Host: " + place.getAuthority(),
                "Authorization: " + authorization(),
                "Content-Type: application/json",
                "Content-Length: " + body.length(),
                "Idempotency-Key: " + what.controlId(),
                "X-Correlation-Id: " + what.controlId(),
                "",
                body);
        try (Socket socket = new Socket(place.getHost(), place.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private String authorization() throws IOException {
        return "Bearer " + Files.readString(token).strip();
    }

    @Override
    public void close() {
        // the client finds out by itself which of its connections are broken
    }
}
