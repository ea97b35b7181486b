package io.sluice.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** {@code POST /admissions} with the system's token, and no Idempotency-Key: the message's own id is its key. */
final class OverHttp implements Sender {

    private static final int ACCEPTED = 202;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI place;
    private final String token;

    OverHttp(int port, String token) {
        this.place = URI.create("http://127.0.0.1:" + port + "/admissions");
        this.token = token;
    }

    @Override
    public Answer send(Parcel parcel, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(place)
                .timeout(patience)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/hl7-v2")
                .POST(BodyPublishers.ofByteArray(parcel.bytes()));
        if (!parcel.correlation().isEmpty()) {
            request.header("X-Correlation-Id", parcel.correlation());
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            return response.statusCode() == ACCEPTED
                    ? Answer.YES
                    : Answer.no(response.statusCode() + " "
                            + JSON.readTree(response.body()).path("code").asText());
        } catch (IOException unanswered) {
            return Answer.NOTHING;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Answer goOn(Parcel parcel, Duration patience) {
        return send(parcel, patience);
    }

    @Override
    public void close() {
        client.close();
    }
}
