package io.sluice.receive.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.Bodies;
import io.sluice.ledger.Keyring;
import io.sluice.ledger.PostgresLedger;
import io.sluice.ledger.ReadyRun;
import io.sluice.ledger.RunSink;
import io.sluice.ledger.TestSettings;
import io.sluice.ledger.Traces;
import io.sluice.stack.Database;
import io.sluice.stack.KeptConnections;
import io.sluice.stack.MigratedDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests before the real ledger: what is stored, repeated and told. Nobody works on the runs. */
class StoredRequestsTest {

    private static final RunSink NOBODY = new RunSink() {
        @Override
        public int capacity(String integration) {
            return 0;
        }

        @Override
        public void ready(List<ReadyRun> runs) {
            throw new AssertionError("nothing was asked for");
        }
    };

    private KeptConnections pool;
    private Keyring keyring;
    private PostgresLedger ledger;
    private HttpWorld world;

    @BeforeEach
    void open(@TempDir Path keys) {
        Database database = MigratedDatabase.fresh();
        pool = new KeptConnections(database);
        keyring = Keyring.open(keys);
        ledger = new PostgresLedger(pool, keyring, InstantSource.system(), TestSettings.of("door"));
        ledger.runsTo(NOBODY);
        world = new HttpWorld(ledger, new Traces(pool)::find, "callers: [partner], headers: [X-Priority]");
    }

    @AfterEach
    void close() {
        world.close();
        ledger.close();
    }

    private HttpRequest.Builder booking(String key, String body) {
        return world.post("/appointments", body).header("Idempotency-Key", key);
    }

    private static UUID message(HttpResponse<String> answer) {
        return UUID.fromString(
                answer.headers().firstValue("Location").orElseThrow().substring("/messages/".length()));
    }

    @Test
    void whatWasAnsweredIsStoredAndItsStateCanBeAsked() throws Exception {
        var answer = world.send(world.post("/appointments", "{ \"id\": \"A1\" }"));
        var state = world.send(world.to(answer.headers().firstValue("Location").orElseThrow()));

        assertThat(answer.statusCode()).isEqualTo(202);
        byte[] original = new Bodies(pool, keyring)
                .read(message(answer), "original")
                .orElseThrow()
                .bytes();
        assertThat(new String(original, StandardCharsets.UTF_8)).isEqualTo("{ \"id\": \"A1\" }");
        assertThat(state.statusCode()).isEqualTo(200);
        assertThat(state.body())
                .contains("\"id\":\"" + message(answer), "\"state\":\"RECEIVED\"")
                .doesNotContain("A1");
        assertThat(state.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void headOfAStateHasNoBodyAndOtherMethodsAreRefused() throws Exception {
        String place = world.send(world.post("/appointments", "{}"))
                .headers()
                .firstValue("Location")
                .orElseThrow();

        var head = world.send(world.to(place).HEAD());
        var deleted = world.send(world.to(place).DELETE());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(deleted.statusCode()).isEqualTo(405);
        assertThat(deleted.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    }

    @Test
    void theStateOfAMessageIsForItsCallerOnly() throws Exception {
        String place = world.send(world.post("/appointments", "{}"))
                .headers()
                .firstValue("Location")
                .orElseThrow();

        var other = world.send(world.stranger(place).header("Authorization", "Bearer token-of-partner"));
        var none = world.send(world.to("/messages/" + UUID.randomUUID()));
        var nonsense = world.send(world.to("/messages/1"));

        assertThat(List.of(other.statusCode(), none.statusCode(), nonsense.statusCode()))
                .containsOnly(404);
    }

    @Test
    void theSameKeyAndBodyGetsTheFirstAnswerAgain() throws Exception {
        var first = world.send(booking("k1", "{\"id\":\"A1\"}"));
        var again = world.send(booking("k1", "{\"id\":\"A1\"}"));

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(query("select outcome from message order by seq")).containsExactly("ACCEPTED", "DUPLICATE");
        assertThat(query("select state from run where state = 'RECEIVED'")).hasSize(1);
    }

    @Test
    void theSameKeyAtOnceIsOneMessage() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 20)
                .mapToObj(i ->
                        world.client().sendAsync(booking("k1", "{}").build(), HttpResponse.BodyHandlers.ofString()))
                .toList();

        assertThat(answers)
                .extracting(answer -> answer.get().headers().firstValue("Location"))
                .doesNotContainNull();
        assertThat(answers.stream()
                        .map(CompletableFuture::join)
                        .map(StoredRequestsTest::message)
                        .distinct())
                .hasSize(1);
        assertThat(query("select outcome from message where outcome = 'ACCEPTED'"))
                .hasSize(1);
    }

    @Test
    void theSameKeyWithAnotherBodyOrResourceIsRefused() throws Exception {
        world.send(booking("k1", "{\"id\":\"A1\"}"));
        var otherBody = world.send(booking("k1", "{\"id\":\"A2\"}"));
        var otherResource = world.send(world.to("/appointments/A1")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k1")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"id\":\"A1\"}")));

        assertThat(List.of(otherBody.statusCode(), otherResource.statusCode())).containsOnly(422);
        assertThat(otherBody.body())
                .contains("/problems/receive.duplicate-conflict")
                .doesNotContain("A1", "A2");
        assertThat(query("select state || ' ' || code from dead_letter"))
                .containsExactly("HELD ledger.conflict", "HELD ledger.conflict");
    }

    @Test
    void theKeyOfOneCallerSaysNothingAboutAnother() throws Exception {
        world.send(booking("k1", "{\"id\":\"A1\"}"));
        var other = world.send(world.stranger("/appointments")
                .header("Authorization", "Bearer token-of-partner")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k1")
                .POST(HttpRequest.BodyPublishers.ofString("{\"id\":\"B7\"}")));

        assertThat(other.statusCode()).isEqualTo(202);
    }

    @Test
    void aFormHoldsOneMessageAndWhatIsLetInBesideIt() throws Exception {
        String form = "--b\r\nContent-Disposition: form-data; name=\"X-Priority\"\r\n\r\nhigh\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"m\"; filename=\"a.json\"\r\nContent-Type: application/json\r\n\r\n"
                + "{\r\n}\r\n--b--\r\n";
        var answer = world.send(world.to("/appointments")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        var unlisted = world.send(world.to("/appointments")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(form.replace("X-Priority", "X-Other"))));

        assertThat(answer.statusCode()).isEqualTo(202);
        byte[] original = new Bodies(pool, keyring)
                .read(message(answer), "original")
                .orElseThrow()
                .bytes();
        assertThat(new String(original, StandardCharsets.UTF_8)).isEqualTo("{\r\n}");
        assertThat(unlisted.statusCode()).isEqualTo(400);
        assertThat(unlisted.body()).contains("receive.multipart-invalid", "part 1");
    }

    private List<String> query(String sql) throws Exception {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            var found = new java.util.ArrayList<String>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        }
    }
}
