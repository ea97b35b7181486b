package io.sluice.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated receiver and the simulated sender, talking to each other over a real socket. */
class LegacyReceiverTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private LegacyReceiver receiver;
    private MllpSender sender;

    @BeforeEach
    void start() throws IOException {
        receiver = new LegacyReceiver(0, 0, folder.resolve("legacy.jsonl"), CLOCK);
        sender = new MllpSender("127.0.0.1", receiver.port(), LIMIT);
    }

    @AfterEach
    void stop() throws IOException {
        sender.close();
        receiver.close();
    }

    @Test
    void acknowledgesAndCountsWhatArrives() throws Exception {
        MllpExchange first = sender.send(message("ADT^A01", "C1", "100"));
        MllpExchange again = sender.send(message("ADT^A01", "C1", "100"));

        assertThat(first.type()).isEqualTo("ADT^A01");
        assertThat(first.ack()).isEqualTo("AA");
        assertThat(first.accepted()).isTrue();
        assertThat(again.accepted()).isTrue();
        JsonNode received = get("/received");
        assertThat(received).hasSize(1);
        assertThat(received.get(0).get("controlId").asText()).isEqualTo("C1");
        assertThat(received.get(0).get("count").asInt()).isEqualTo(2);
    }

    @Test
    void answersAPipelineInOrder() throws Exception {
        List<byte[]> messages = IntStream.rangeClosed(1, 50)
                .mapToObj(i -> message("ADT^A08", "C" + i, "100"))
                .toList();

        List<MllpExchange> exchanges = sender.sendAll(messages, 8);

        assertThat(exchanges).hasSize(50).allMatch(MllpExchange::accepted);
        assertThat(get("/received").findValuesAsText("controlId"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 50).mapToObj(i -> "C" + i).toList());
    }

    @Test
    void theSenderWaitsForNoAnswerThatWasNotAskedFor() throws Exception {
        byte[] quiet = ("MSH|^~\\&|SEND|FAC|RECV|FAC|20260101000000||ADT^A40|Q1|P|2.5.1|||NE|NE\r"
                        + "PID|1||100^^^HOSP^MR\r")
                .getBytes(StandardCharsets.UTF_8);

        MllpExchange silent = sender.send(quiet);

        assertThat(silent.ack()).isEmpty();
        assertThat(silent.accepted()).isTrue();
        // This receiver answers all the same, as some do: the answer is not taken for that of the next message.
        assertThat(sender.send(message("ADT^A01", "C1", "100")).accepted()).isTrue();
    }

    @Test
    void refusesAnotherMessageUnderTheSameControlId() throws Exception {
        sender.send(message("ADT^A01", "C1", "100"));

        MllpExchange other = sender.send(message("ADT^A01", "C1", "200"));

        assertThat(other.ack()).isEqualTo("AR");
        assertThat(other.error()).isEqualTo("205");
    }

    @Test
    void showsTheFaultsOfItsScriptInOrder() throws Exception {
        post(
                "/script",
                "[{\"type\":\"ADT*\",\"ack\":\"AE\",\"times\":1},{\"ack\":\"AR\",\"times\":1},{\"wrongControlId\":true,\"times\":1}]");

        assertThat(sender.send(message("ADT^A01", "C1", "100")).ack()).isEqualTo("AE");
        assertThat(get("/received")).isEmpty();
        assertThat(sender.send(message("ADT^A01", "C1", "100")).ack()).isEqualTo("AR");
        MllpExchange strange = sender.send(message("ADT^A01", "C1", "100"));
        assertThat(strange.ack()).isEqualTo("AA");
        assertThat(strange.accepted()).isFalse();
        assertThat(sender.send(message("ADT^A01", "C1", "100")).accepted()).isTrue();
        assertThat(get("/seen").get(0).get("attempts").asInt()).isEqualTo(4);
    }

    @Test
    void cutsTheConnectionBeforeOrAfterTheEffect() throws Exception {
        post("/script", "[{\"drop\":\"request\",\"times\":1},{\"drop\":\"reply\",\"times\":1}]");

        assertThatThrownBy(() -> sender.send(message("ADT^A01", "C1", "100"))).isInstanceOf(IOException.class);
        assertThat(get("/received")).isEmpty();
        assertThat(get("/seen")).hasSize(1);

        try (MllpSender next = new MllpSender("127.0.0.1", receiver.port(), LIMIT)) {
            assertThatThrownBy(() -> next.send(message("ADT^A01", "C2", "100"))).isInstanceOf(IOException.class);
        }
        assertThat(get("/received").findValuesAsText("controlId")).containsExactly("C2");
    }

    @Test
    void remembersValuesOnlyOnRequest() throws Exception {
        post("/remember", "[\"PID-3-1\"]");

        sender.send(message("ADT^A01", "C1", "100"));

        assertThat(get("/received").get(0).get("remembered").get("PID-3-1").asText())
                .isEqualTo("100");
    }

    @Test
    void knowsAfterARestartWhatItTook() throws Exception {
        sender.send(message("ADT^A01", "C1", "100"));
        stop();

        start();
        sender.send(message("ADT^A01", "C1", "100"));

        assertThat(get("/received").get(0).get("count").asInt()).isEqualTo(2);
    }

    private static byte[] message(String type, String controlId, String mrn) {
        return ("MSH|^~\\&|SEND|FAC|RECV|FAC|20260101000000||%s|%s|P|2.5.1\rPID|1||%s^^^HOSP^MR\r"
                        .formatted(type, controlId, mrn))
                .getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path)).build();
        return new ObjectMapper()
                .readTree(client.send(request, BodyHandlers.ofString()).body());
    }

    private void post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .POST(BodyPublishers.ofString(body))
                .build();
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isBetween(200, 204);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + receiver.doorPort() + path);
    }
}
