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
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErpSimulatorTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    private ErpSimulator erp;

    @BeforeEach
    void start() throws IOException {
        erp = new ErpSimulator(0, folder.resolve("erp.jsonl"), CLOCK);
    }

    @AfterEach
    void stop() throws IOException {
        erp.close();
    }

    @Test
    void appliesAKeyOnceAndGivesTheSameAnswerAgain() throws Exception {
        HttpResponse<String> first = post("/customers", "key-1", "{\"a\":1}");
        HttpResponse<String> again = post("/customers", "key-1", "{\"a\":1}");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        JsonNode applied = get("/applied");
        assertThat(applied).hasSize(1);
        assertThat(applied.get(0).get("idempotencyKey").asText()).isEqualTo("key-1");
        assertThat(applied.get(0).get("path").asText()).isEqualTo("/customers");
        assertThat(applied.get(0).get("count").asInt()).isEqualTo(2);
        assertThat(applied.get(0).get("bodySha256").asText())
                .isEqualTo("015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862");
    }

    @Test
    void refusesAnotherBodyUnderTheSameKey() throws Exception {
        post("/customers", "key-1", "{\"a\":1}");

        assertThat(post("/customers", "key-1", "{\"a\":2}").statusCode()).isEqualTo(422);
        assertThat(get("/applied").get(0).get("conflicts").asInt()).isEqualTo(1);
        assertThat(get("/applied").get(0).get("count").asInt()).isEqualTo(1);
    }

    @Test
    void appliesEachTimeWithoutAKey() throws Exception {
        post("/customers", null, "{}");
        post("/customers", null, "{}");

        assertThat(get("/applied")).hasSize(2);
    }

    @Test
    void refusesAsOftenAsTheScriptSaysAndThenApplies() throws Exception {
        post("/script", null, "{\"path\":\"/customers\",\"status\":503,\"retryAfterSeconds\":7,\"times\":2}");

        HttpResponse<String> first = post("/customers", "key-1", "{}");
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("Retry-After")).contains("7");
        assertThat(post("/charges", "key-2", "{}").statusCode()).isEqualTo(200);
        assertThat(post("/customers", "key-1", "{}").statusCode()).isEqualTo(503);
        assertThat(post("/customers", "key-1", "{}").statusCode()).isEqualTo(200);

        assertThat(get("/applied")).hasSize(2);
        assertThat(get("/applied/summary").get("attempts").asInt()).isEqualTo(4);
        assertThat(get("/script")).isEmpty();
    }

    @Test
    void losesTheReplyAfterApplying() throws Exception {
        post("/script", null, "[{\"drop\":\"reply\",\"times\":1}]");

        assertThatThrownBy(() -> post("/customers", "key-1", "{}")).isInstanceOf(IOException.class);

        assertThat(get("/applied")).hasSize(1);
        assertThat(post("/customers", "key-1", "{}").statusCode()).isEqualTo(200);
        assertThat(get("/applied").get(0).get("count").asInt()).isEqualTo(2);
    }

    @Test
    void cutsTheConnectionBeforeApplyingButRemembersThatItWasAsked() throws Exception {
        post("/script", null, "{\"path\":\"/cust*\",\"drop\":\"request\"}");

        assertThatThrownBy(() -> post("/customers", "key-1", "{}")).isInstanceOf(IOException.class);

        assertThat(get("/applied")).isEmpty();
        assertThat(get("/seen").get(0).get("idempotencyKey").asText()).isEqualTo("key-1");
        delete("/script");
        assertThat(post("/customers", "key-1", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void aSlowPathDoesNotDelayAnother() throws Exception {
        post("/script", null, "{\"path\":\"/slow\",\"delayMillis\":3000}");
        var slow = client.sendAsync(request("/slow", "key-1", "{}"), BodyHandlers.ofString());

        post("/customers", "key-2", "{}");

        assertThat(slow).isNotDone();
        assertThat(slow.get().statusCode()).isEqualTo(200);
    }

    @Test
    void listsInTheOrderOfApplicationFromAnySequence() throws Exception {
        for (int i = 1; i <= 5; i++) {
            post("/customers", "key-" + i, "{}");
        }

        JsonNode page = get("/applied?after=2&limit=2");
        assertThat(page.findValuesAsText("idempotencyKey")).containsExactly("key-3", "key-4");
    }

    @Test
    void keepsValuesOnlyWhereItIsAskedTo() throws Exception {
        post("/customers", "key-1", "{\"mrn\":\"CANARY\"}");
        assertThat(folder.resolve("erp.jsonl")).content().doesNotContain("CANARY");

        post("/remember", null, "[\"/mrn\"]");
        post("/customers", "key-2", "{\"mrn\":\"17\"}");

        assertThat(get("/applied").get(1).get("remembered").get("/mrn").asText())
                .isEqualTo("17");
    }

    @Test
    void knowsAfterARestartWhatItAppliedAndDropsTheLineThatAKillCutOff() throws Exception {
        post("/customers", "key-1", "{}");
        post("/customers", "key-2", "{}");
        erp.close();
        Files.writeString(folder.resolve("erp.jsonl"), "{\"at\":\"2026-01-", StandardOpenOption.APPEND);

        start();
        post("/customers", "key-1", "{}");
        post("/customers", "key-3", "{}");

        assertThat(get("/applied").findValuesAsText("idempotencyKey")).containsExactly("key-1", "key-2", "key-3");
        assertThat(get("/applied").get(0).get("count").asInt()).isEqualTo(2);
        erp.close();
        start();
        assertThat(get("/applied")).hasSize(3);
    }

    @Test
    void forgetsEverythingWhenAsked() throws Exception {
        post("/customers", "key-1", "{}");

        delete("/applied");

        assertThat(get("/applied")).isEmpty();
        assertThat(folder.resolve("erp.jsonl")).isEmptyFile();
    }

    @Test
    void refusesAScriptThatItDoesNotUnderstand() throws Exception {
        assertThat(post("/script", null, "{\"statu\":503}").statusCode()).isEqualTo(400);
        assertThat(post("/script", null, "nonsense").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> post(String path, String key, String body) throws Exception {
        return client.send(request(path, key, body), BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String key, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return request.build();
    }

    private JsonNode get(String path) throws Exception {
        return new ObjectMapper()
                .readTree(client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString())
                        .body());
    }

    private void delete(String path) throws Exception {
        client.send(HttpRequest.newBuilder(uri(path)).DELETE().build(), BodyHandlers.discarding());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + erp.port() + path);
    }
}
