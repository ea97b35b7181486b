package io.sluice.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.catalog.Catalog;
import io.sluice.simulator.ErpSimulator;
import io.sluice.stack.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests that wait for their answer, and runs that wait for a reply, over real HTTP, PostgreSQL and the simulated
 * ERP: {@code POST /orders} calls {@code erp/orders} and answers with what the ERP has said.
 */
class CallPathTest {

    private static final String ORDER = "{\"number\":\"PO-1\",\"amount\":\"10.50\"}";

    private final int port = Ports.free();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ErpSimulator erp;
    private CallWorld world;

    @BeforeEach
    void open(@TempDir Path data) throws IOException {
        erp = new ErpSimulator(0, data.resolve("erp.journal"), InstantSource.system());
        world = new CallWorld(data);
    }

    @AfterEach
    void close() throws Exception {
        world.close();
        erp.close();
    }

    private Catalog catalog() {
        return catalog("idempotent: true", "10s", "20s");
    }

    /**
     * @param endpoint settings of the ERP's endpoint
     * @param waits of the caller
     * @param within of the call
     */
    private Catalog catalog(String endpoint, String waits, String within) {
        return CallWorld.catalog(files(endpoint, waits, within));
    }

    /** In a tier that degrades: while the ERP gives no reply its copy is asked. */
    private Catalog withFallback() {
        Map<String, String> files = files("idempotent: true", "10s", "1s");
        files.computeIfPresent(
                "routes/orders/integration.yaml", (file, text) -> text.replace("criticality: 2", "criticality: 3"));
        files.computeIfPresent(
                "routes/orders/orders.camel.yaml",
                (file, text) -> text.replace("send:erp/orders?", "send:erp/orders?fallback=erp/copy&"));
        files.computeIfPresent(
                "systems/erp.yaml",
                (file, text) -> text + "  copy: {transport: http, url: \"http://127.0.0.1:" + erp.port()
                        + "/copy\", idempotent: true}\n");
        return CallWorld.catalog(files);
    }

    private Map<String, String> files(String endpoint, String waits, String within) {
        Map<String, String> files = new TreeMap<>();
        files.put("systems/shop.yaml", """
                description: Sends orders and waits
                owner: {team: Supply, contact: supply@example.org}
                listeners:
                  api: {transport: http, port: %d}
                """.formatted(port));
        files.put("systems/erp.yaml", """
                description: Takes orders
                owner: {team: Supply, contact: supply@example.org}
                endpoints:
                  orders: {transport: http, url: "http://127.0.0.1:%d/orders", %s}
                """.formatted(erp.port(), endpoint));
        files.put("routes/orders/integration.yaml", """
                version: 1.0.0
                description: Orders
                owner: {team: Supply, contact: supply@example.org}
                criticality: 2
                sensitivity: financial
                latency: real-time
                source: shop
                http: {path: /orders}
                """);
        files.put("routes/orders/orders.camel.yaml", """
                - route:
                    id: orders
                    from:
                      uri: receive:http:api?mode=call&callTimeout=%s
                      steps:
                        - to: {uri: "send:erp/orders?mode=call&callTimeout=%s&answers=404", variableReceive: reply}
                        - setHeader: {name: answerStatus, simple: "${variable.replyStatus}"}
                        - setBody: {simple: "${variable.reply}"}
                        - to: map:answer
                """.formatted(waits, within));
        files.put(
                "routes/orders/answer.jsonata", "{\"key\": idempotencyKey, \"sequence\": sequence, \"error\": error}");
        return files;
    }

    private HttpRequest order(String key, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/orders"))
                .header("Authorization", "Bearer token-of-shop")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofString());
    }

    private void script(String rules) throws Exception {
        send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + erp.port() + "/script"))
                .POST(BodyPublishers.ofString(rules))
                .build());
    }

    private String applied() throws Exception {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + erp.port() + "/applied"))
                        .build())
                .body();
    }

    private static UUID message(HttpResponse<String> answer) {
        return UUID.fromString(answer.headers().firstValue("Sluice-Message").orElseThrow());
    }

    @Test
    void theCallerGetsWhatTheRouteMadeOfTheReply() throws Exception {
        world.start(catalog());

        var answer = send(order("k1", ORDER));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).matches("\\{\"key\":\"[0-9a-f-]{36}\",\"sequence\":1}");
        assertThat(applied()).contains("\"attempts\":1");
        assertThat(world.query("select state from run")).containsExactly("COMPLETED");
        assertThat(world.query("select state || ' ' || called || ' ' || attempts from delivery"))
                .containsExactly("DELIVERED true 1");
    }

    @Test
    void aRepetitionGetsTheFirstAnswerByteForByteAlsoFromAnotherNode() throws Exception {
        var first = world.start(catalog());
        var answer = send(order("k1", ORDER));
        var again = send(order("k1", ORDER));
        var other = send(order("k1", "{\"number\":\"PO-2\"}"));
        first.crash();
        world.start(catalog());
        var later = send(order("k1", ORDER));

        assertThat(again.body()).isEqualTo(answer.body());
        assertThat(later.body()).isEqualTo(answer.body());
        assertThat(later.statusCode()).isEqualTo(200);
        assertThat(message(later)).isEqualTo(message(answer));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(applied()).contains("\"attempts\":1").doesNotContain("\"sequence\":2");
    }

    @Test
    void whoWaitsTooLongIsToldWhereToLookAndGetsTheAnswerLater() throws Exception {
        world.start(catalog("idempotent: true", "300ms", "20s"));
        script("[{\"path\":\"/orders\",\"times\":1,\"delayMillis\":1500}]");

        var late = send(order("k1", ORDER));

        assertThat(late.statusCode()).isEqualTo(202);
        String place = late.headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.query("select state from run").equals(List.of("COMPLETED")));
        var answer = send(order("k1", ORDER));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(place).isEqualTo("/messages/" + message(answer));
    }

    @Test
    void aRefusalOfTheSystemIsAProblemWithItsCauseAndOneDeadLetter() throws Exception {
        world.start(catalog());
        script("[{\"path\":\"/orders\",\"status\":400}]");

        var answer = send(order("k1", ORDER));
        var again = send(order("k1", ORDER));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body())
                .contains("\"code\":\"receive.call-failed\"", "\"cause\":\"send.refused\"", "" + message(answer))
                .doesNotContain("PO-1");
        assertThat(again.body()).isEqualTo(answer.body());
        assertThat(world.query(
                        "select kind || ' ' || state || ' ' || code || ' ' || hop || ' ' || rule from dead_letter"))
                .containsExactly("R DEAD send.refused send:erp/orders status 400");
    }

    @Test
    void aStatusThatTheStepListsIsAReply() throws Exception {
        world.start(catalog());
        script("[{\"path\":\"/orders\",\"status\":404}]");

        assertThat(send(order("k1", ORDER)).statusCode()).isEqualTo(404);
        assertThat(world.query("select state from delivery")).containsExactly("DELIVERED");
    }

    @Test
    void aReplayCallsAgainUnderTheSameKey() throws Exception {
        var node = world.start(catalog());
        script("[{\"path\":\"/orders\",\"times\":1,\"status\":400}]");
        var refused = send(order("k1", ORDER));
        String key = world.query("select id::text from delivery").getFirst();

        node.ledger.reopen(work -> work.rerun(message(refused), null, "orders", false, null));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.query("select state from run where counted and state <> 'DUPLICATE'")
                        .equals(List.of("COMPLETED")));

        var answer = send(order("k1", ORDER));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(key);
        assertThat(applied()).contains(key);
        assertThat(world.query("select attempts::text from delivery")).containsExactly("2");
        assertThat(world.query("select id::text from dead_letter")).isEmpty();
    }

    @Test
    void aNewMappingThatAsksForTheSameUsesTheReplyAgain() throws Exception {
        var node = world.start(catalog());
        var answer = send(order("k1", ORDER));

        node.ledger.reopen(work -> work.rerun(message(answer), null, "orders", true, null));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.query("select state from run where counted and state <> 'DUPLICATE'")
                        .equals(List.of("COMPLETED")));

        assertThat(world.query("select id::text from delivery")).hasSize(1);
        assertThat(applied()).contains("\"attempts\":1");
    }

    @Test
    void aRequestThatWasCommittedButNotSentIsSentByTheNextEngine() throws Exception {
        dieAt(StoppingLedger.Place.REQUEST_COMMITTED, catalog());
        assertThat(applied()).isEqualTo("[]");

        world.start(catalog());

        assertThat(send(order("k1", ORDER)).statusCode()).isEqualTo(200);
        assertThat(applied()).contains("\"attempts\":1");
        assertThat(world.query("select id::text from delivery")).hasSize(1);
    }

    @Test
    void aReplyThatWasNotSavedIsAskedForAgainUnderTheSameKey() throws Exception {
        dieAt(StoppingLedger.Place.REPLY_NOT_COMMITTED, catalog());
        assertThat(applied()).contains("\"attempts\":1");

        world.start(catalog());

        assertThat(send(order("k1", ORDER)).statusCode()).isEqualTo(200);
        assertThat(applied()).contains("\"sequence\":1", "\"attempts\":2").doesNotContain("\"sequence\":2");
    }

    @Test
    void aReplyThatWasNotSavedOfASystemThatKnowsNoKeysIsInDoubt() throws Exception {
        Catalog catalog = catalog("idempotent: false", "10s", "20s");
        dieAt(StoppingLedger.Place.REPLY_NOT_COMMITTED, catalog);

        var node = world.start(catalog);
        var answer = send(order("k1", ORDER));

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("receive.call-in-doubt", "\"cause\":\"send.in-doubt\"");
        assertThat(world.query("select state from run where state <> 'DUPLICATE'"))
                .containsExactly("IN_DOUBT");
        assertThat(world.query("select kind || ' ' || state from dead_letter")).containsExactly("R IN_DOUBT");
        assertThat(applied()).contains("\"attempts\":1");

        node.ledger.reopen(work -> work.rerun(message(answer), null, "orders", false, null));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.query("select state from run where counted and state <> 'DUPLICATE'")
                        .equals(List.of("COMPLETED")));
        assertThat(applied()).as("a person has decided").contains("\"attempts\":2");
    }

    @Test
    void aReplyThatWasSavedIsUsedAgain() throws Exception {
        dieAt(StoppingLedger.Place.REPLY_COMMITTED, catalog());

        world.start(catalog());

        assertThat(send(order("k1", ORDER)).statusCode()).isEqualTo(200);
        assertThat(applied()).contains("\"attempts\":1");
        assertThat(world.query("select attempts::text from delivery")).containsExactly("1");
    }

    @Test
    void aReplyOfAFallbackThatWasSavedIsUsedAgainThoughTheSystemIsBack() throws Exception {
        script("[{\"path\":\"/orders\",\"status\":503}]");
        dieAt(StoppingLedger.Place.SECOND_REPLY_COMMITTED, withFallback());
        script("[]");

        world.start(withFallback());

        var answer = send(order("k1", ORDER));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(world.query("select endpoint || ' ' || state || ' ' || attempts from delivery order by 1"))
                .containsExactly("erp/copy DELIVERED 1", "erp/orders DEAD 1");
        assertThat(answer.body())
                .contains(world.query("select id::text from delivery where endpoint = 'erp/copy'")
                        .getFirst());
        assertThat(world.query("select state from run where state <> 'DUPLICATE'"))
                .containsExactly("COMPLETED");
        assertThat(world.query("select id::text from dead_letter")).isEmpty();
    }

    @Test
    void silenceOfASystemThatKnowsNoKeysIsInDoubtAndNotRepeated() throws Exception {
        world.start(catalog("idempotent: false, timeout: 500ms", "10s", "20s"));
        script("[{\"path\":\"/orders\",\"delayMillis\":1500}]");

        var answer = send(order("k1", ORDER));

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("\"cause\":\"send.unanswered\"");
        assertThat(world.query("select state from delivery")).containsExactly("IN_DOUBT");
        assertThat(applied()).contains("\"attempts\":1");
    }

    @Test
    void aSystemThatIsAwayEndsTheCallAtItsTimeAndTheBreakerEndsTheNextAtOnce() throws Exception {
        Catalog catalog = catalog("idempotent: true, breaker: {failures: 2, window: 1m, openFor: 1m}", "10s", "1s");
        world.start(catalog);
        erp.close();

        var first = send(order("k1", ORDER));
        send(order("k2", ORDER));
        long begun = System.nanoTime();
        var third = send(order("k3", ORDER));

        assertThat(first.statusCode()).isEqualTo(502);
        assertThat(first.body()).contains("\"cause\":\"send.unreachable\"");
        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("Retry-After")).isPresent();
        assertThat(third.body()).contains("\"cause\":\"send.breaker-open\"");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void waitingRunsHoldNoneOfTheFewThreads() throws Exception {
        world.start(catalog());
        script("[{\"path\":\"/orders\",\"delayMillis\":700}]");

        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            answers.add(client.sendAsync(order("k" + i, ORDER), BodyHandlers.ofString()));
        }

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.get(30, TimeUnit.SECONDS).statusCode())
                                .isEqualTo(200));
        assertThat(world.query("select count(*)::text from delivery where state = 'DELIVERED'"))
                .containsExactly("16");
    }

    /** The first engine takes the order and dies at that place. */
    private void dieAt(StoppingLedger.Place place, Catalog catalog) throws Exception {
        StoppingLedger[] stopping = new StoppingLedger[1];
        var node = world.start(catalog, ledger -> stopping[0] = new StoppingLedger(ledger, place));
        client.sendAsync(order("k1", ORDER), BodyHandlers.ofString());
        assertThat(stopping[0].there.await(20, TimeUnit.SECONDS)).isTrue();
        node.crash();
    }
}
