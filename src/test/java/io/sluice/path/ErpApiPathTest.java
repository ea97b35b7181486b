package io.sluice.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.read.CatalogReader;
import io.sluice.catalog.read.CatalogSource;
import io.sluice.catalog.read.FolderSource;
import io.sluice.catalog.read.ShippedSource;
import io.sluice.ledger.Search;
import io.sluice.ledger.SearchCriteria;
import io.sluice.simulator.ErpSimulator;
import io.sluice.stack.Ports;
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
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped {@code erp-api} before the simulated ERP, over real HTTP and PostgreSQL: what docs/rest.md shows. */
class ErpApiPathTest {

    private static final String ORDER =
            "{\"reference\":\"CAB-7\",\"supplier\":\"S-1001\",\"lines\":[{\"item\":\"IT-1001\",\"quantity\":\"3\"}]}";

    private final int port = Ports.free();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ErpSimulator erp;
    private CallWorld world;

    @BeforeEach
    void open(@TempDir Path data) throws IOException {
        erp = new ErpSimulator(0, data.resolve("erp.journal"), InstantSource.system());
        world = new CallWorld(data);
        world.start(onlyApi(CatalogReader.read(
                soonOver(data.resolve("home")),
                Map.of(
                        "SLUICE_ERP_API_PORT",
                        "" + port,
                        "SLUICE_ERP_PORT",
                        "" + erp.port(),
                        "SLUICE_REST_PORT",
                        "" + Ports.free()))));
    }

    /** Tiers that give up after a retry, so that no call is tried until its caller has waited for all of its time. */
    private static CatalogSource soonOver(Path home) throws IOException {
        Files.createDirectories(home);
        String tiers = CallWorld.shipped("/tiers.yaml").replaceAll("retries: .*", "retries: [50ms]");
        Files.writeString(home.resolve("tiers.yaml"), tiers);
        return new ShippedSource().under(new FolderSource(home));
    }

    private static Catalog onlyApi(Catalog shipped) {
        assertThat(shipped.problems()).isEmpty();
        return shipped.withIntegrations(
                new HashMap<>(Map.of("erp-api", shipped.integration("erp-api").orElseThrow())));
    }

    @AfterEach
    void close() throws Exception {
        world.close();
        erp.close();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/erp/v1" + path))
                .header("Authorization", "Bearer token-of-supply-app");
    }

    private HttpRequest.Builder order(String key, String body) {
        return to("/purchase-orders")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private void script(String rules) throws Exception {
        send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + erp.port() + "/script"))
                .POST(BodyPublishers.ofString(rules)));
    }

    @Test
    void anItemIsWhatTheContractSaysAndNoMoreThanACallerMayRead() throws Exception {
        var item = send(to("/items/IT-1001"));
        var none = send(to("/items/IT-9"));
        var wrong = send(to("/items/not%20one"));

        assertThat(item.statusCode()).as(item.body()).isEqualTo(200);
        assertThat(item.body())
                .contains("\"itemId\":\"IT-1001\"", "\"unitPrice\":{\"value\":\"2.25\",\"currency\":\"USD\"}")
                .doesNotContain("chargeCode", "CC-");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("\"pointer\":\"/path/item\"", "\"rule\":\"pattern\"")
                .doesNotContain("not one");
    }

    @Test
    void anOldOperationSaysSinceWhenAndUntilWhen() throws Exception {
        var supplier = send(to("/suppliers/S-1001"));

        assertThat(supplier.statusCode()).isEqualTo(200);
        assertThat(supplier.body()).doesNotContain("taxId", "bankAccount");
        assertThat(supplier.headers().firstValue("Deprecation")).contains("@1790812800");
        assertThat(supplier.headers().firstValue("Sunset")).contains("Fri, 01 Oct 2027 00:00:00 GMT");
        assertThat(supplier.headers().firstValue("Link"))
                .contains("</api/erp/v2/suppliers>; rel=\"successor-version\"");
    }

    @Test
    void anOrderIsMadeOnceAndFoundByTheNumberOfTheErp() throws Exception {
        var made = send(order("k1", ORDER));
        var again = send(order("k1", ORDER));

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.body()).contains("\"orderId\":\"4500000001\"");
        assertThat(again.body()).isEqualTo(made.body());
        var read = send(to("/purchase-orders/4500000001"));
        assertThat(read.statusCode()).isEqualTo(200);
        String message = made.headers().firstValue("Sluice-Message").orElseThrow();
        assertThat(found("erpOrder", "4500000001")).contains(message);
        assertThat(found("reference", "CAB-7")).contains(message);
        assertThat(world.query("select hops::text from run where state = 'COMPLETED'"))
                .allSatisfy(hops -> assertThat(hops).contains("\"answer\"").doesNotContain("CAB-7"));
    }

    private List<String> found(String key, String value) {
        return new Search(world.pool, world.keyring, Duration.ofSeconds(10))
                        .find(SearchCriteria.messages()
                                .key(new SearchCriteria.Key(key, value))
                                .build())
                        .items()
                        .stream()
                        .map(summary -> summary.id().toString())
                        .toList();
    }

    @Test
    void aBodyThatIsNotAsDeclaredIsRefusedWithThePlacesAndKept() throws Exception {
        var refused = send(order(
                "k1",
                "{\"reference\":\"CAB-7\",\"lines\":[{\"item\":\"IT-1001\",\"quantity\":\"three\",\"SMITH\":1}]}"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.body())
                .contains(
                        "\"code\":\"receive.request-breaks-schema\"",
                        "{\"pointer\":\"/supplier\",\"rule\":\"required\"}",
                        "\"/lines/0/quantity\"",
                        "\"additionalProperties\"",
                        "\"instance\":\"/messages/")
                .doesNotContain("three", "SMITH");
        assertThat(world.query("select code from message")).containsExactly("receive.request-breaks-schema");
        assertThat(send(order("k1", ORDER)).statusCode())
                .as("what was refused takes no key")
                .isEqualTo(201);
    }

    @Test
    void anEarlierAnswerStandsInForAnErpThatIsAway() throws Exception {
        var fresh = send(to("/items/IT-1001"));
        erp.close();

        var stale = send(to("/items/IT-1001"));
        var neverAsked = send(to("/items/IT-1002"));

        assertThat(stale.statusCode()).isEqualTo(200);
        assertThat(stale.body()).isEqualTo(fresh.body());
        assertThat(stale.headers().firstValue("Age")).isPresent();
        assertThat(stale.headers().firstValue("Cache-Status").orElseThrow()).startsWith("Sluice; hit; ttl=-");
        assertThat(fresh.headers().firstValue("Age")).isEmpty();
        assertThat(neverAsked.statusCode()).isIn(502, 503);
        assertThat(world.query("select id::text from dead_letter"))
                .as("a read leaves none")
                .isEmpty();
        assertThat(world.query("select code from run where state = 'FILTERED'")).hasSize(2);
    }

    @Test
    void anErpThatFailsIsToldAsSuch() throws Exception {
        script("[{\"path\":\"/erp/items/*\",\"status\":\"500\"}]");
        var failed = send(to("/items/IT-1005"));
        assertThat(failed.statusCode()).isEqualTo(502);
        assertThat(failed.body()).contains("\"cause\":\"send.server-error\"");
    }

    @Test
    void theAnswerIsSealed() throws Exception {
        send(to("/suppliers/S-1001"));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> !world.query("select id::text from payload where kind = 6")
                        .isEmpty());
        assertThat(world.query("select encode(content, 'escape') from payload"))
                .noneMatch(content -> content.contains("Sample Supplier"));
    }
}
