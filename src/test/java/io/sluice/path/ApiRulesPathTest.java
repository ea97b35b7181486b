package io.sluice.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.stack.Ports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an OpenAPI file declares is held, on the way in and on the way out. The route answers with what it was sent. */
class ApiRulesPathTest {

    private static final String OPENAPI = """
            openapi: "3.1.0"
            x-sluice: {quota: {requests: 4, per: 10m}}
            paths:
              /items:
                post:
                  operationId: echoItem
                  requestBody: {content: {application/json: {schema: {type: object, required: [itemId]}}}}
                  responses:
                    "200": {content: {application/json: {schema: {type: object, properties: {unit: {enum: [EA, BX]}}}}}}
                  x-sluice: {gives: inventory-item/1, reads: [itemId, unit]}
            """;

    private final int port = Ports.free();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private CallWorld world;

    @BeforeEach
    void open(@TempDir Path data) {
        Map<String, String> files = new TreeMap<>();
        String system = """
                description: Sends items
                owner: {team: Supply, contact: supply@example.org}
                """;
        files.put(
                "systems/shop.yaml",
                system + "listeners:\n  api: {transport: http, port: " + port + ", callers: [other]}\n");
        files.put("systems/other.yaml", system);
        files.put(
                "contracts/inventory-item/1.0.0.odcs.yaml",
                CallWorld.shipped("/contracts/inventory-item/1.0.0.odcs.yaml"));
        files.put("routes/items/items.openapi.yaml", OPENAPI);
        files.put("routes/items/integration.yaml", """
                version: 1.0.0
                description: Items
                owner: {team: Supply, contact: supply@example.org}
                criticality: 2
                sensitivity: financial
                latency: real-time
                source: shop
                """);
        files.put("routes/items/items.camel.yaml", """
                - route:
                    id: items
                    from:
                      uri: receive:http:api?mode=call
                      steps:
                        - to: map:same
                """);
        files.put("routes/items/same.jsonata", "$");
        world = new CallWorld(data);
        world.start(CallWorld.catalog(files));
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    private HttpResponse<String> post(String caller, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/items"))
                        .header("Authorization", "Bearer token-of-" + caller)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String item(String status, String unit) {
        return "{\"itemId\":\"I-1\",\"description\":\"An item\",\"status\":\"" + status + "\",\"unit\":\"" + unit
                + "\"}";
    }

    @Test
    void anAnswerIsCheckedReducedAndCheckedAgain() throws Exception {
        var good = post("shop", item("active", "EA"));
        var contract = post("shop", item("lost", "EA"));
        var schema = post("shop", item("active", "XX"));

        assertThat(good.body()).isEqualTo("{\"itemId\":\"I-1\",\"unit\":\"EA\"}");
        assertThat(contract.statusCode()).isEqualTo(502);
        assertThat(contract.body())
                .contains("\"cause\":\"contract.value-not-allowed\"")
                .doesNotContain("lost");
        assertThat(schema.statusCode()).isEqualTo(502);
        assertThat(schema.body())
                .contains("\"cause\":\"run.answer-breaks-schema\"")
                .doesNotContain("XX");
        assertThat(world.query("select hop || ' ' || rule from dead_letter order by at"))
                .containsExactly("answer inventory-item/1.0.0 status enum", "answer echoItem /unit enum");
    }

    @Test
    void beyondItsQuotaACallerIsToldWhenToComeAgainAndTheOthersAreNot() throws Exception {
        for (int i = 0; i < 4; i++) {
            assertThat(post("shop", item("active", "EA")).statusCode()).isEqualTo(200);
        }

        var beyond = post("shop", item("active", "EA"));

        assertThat(beyond.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(beyond.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 150);
        assertThat(beyond.body()).contains("receive.throttled");
        assertThat(post("other", item("active", "EA")).statusCode()).isEqualTo(200);
    }
}
