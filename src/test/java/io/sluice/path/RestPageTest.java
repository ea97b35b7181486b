package io.sluice.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.simulator.ErpSimulator;
import io.sluice.stack.Ports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of docs/rest.md, put together, are an API in front of the simulated ERP. */
class RestPageTest {

    @Test
    void whatThePageShowsRuns(@TempDir Path data) throws Exception {
        List<String> snippets = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/rest.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        String step =
                snippets.stream().filter(s -> s.startsWith("- to:")).findFirst().orElseThrow();
        String api = snippets.stream()
                .filter(s -> s.startsWith("x-sluice:"))
                .findFirst()
                .orElseThrow();
        int port = Ports.free();
        try (ErpSimulator erp = new ErpSimulator(0, data.resolve("erp.journal"), InstantSource.system());
                CallWorld world = new CallWorld(data)) {
            world.start(CallWorld.catalog(files(port, erp.port(), step, api)));

            var item = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/erp/v1/items/IT-1001"))
                                    .header("Authorization", "Bearer token-of-cabinets")
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(item.statusCode()).as(item.body()).isEqualTo(200);
            assertThat(item.body()).contains("\"itemId\":\"IT-1001\"").doesNotContain("chargeCode");
            assertThat(item.headers().firstValue("Deprecation")).isPresent();
        }
    }

    private static Map<String, String> files(int port, int erp, String step, String api) {
        Map<String, String> files = new TreeMap<>();
        files.put("systems/cabinets.yaml", """
                description: Asks
                owner: {team: Supply, contact: supply@example.org}
                listeners:
                  api: {transport: http, port: %d}
                """.formatted(port));
        files.put(
                "systems/erp-procurement.yaml",
                CallWorld.shipped("/systems/erp-procurement.yaml").replace(":8090", ":" + erp));
        files.put(
                "contracts/inventory-item/1.0.0.odcs.yaml",
                CallWorld.shipped("/contracts/inventory-item/1.0.0.odcs.yaml"));
        files.put("routes/items/integration.yaml", """
                version: 1.0.0
                description: Items
                owner: {team: Supply, contact: supply@example.org}
                criticality: 2
                sensitivity: financial
                latency: real-time
                source: cabinets
                """);
        files.put("routes/items/items.openapi.yaml", "openapi: \"3.1.0\"\n" + api);
        files.put("routes/items/items.camel.yaml", """
                - route:
                    id: items
                    from:
                      uri: receive:http:api?mode=call&callTimeout=10s
                      steps:
                %s        - setBody: {simple: "${variable.reply}"}
                        - to: map:erp-to-item
                """.formatted(step.indent(8)));
        files.put("routes/items/erp-to-item.jsonata", CallWorld.shipped("/routes/erp-api/erp-to-item.jsonata"));
        return files;
    }
}
