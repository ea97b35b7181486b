package io.sluice.receive.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.ledger.Arrival;
import io.sluice.ledger.LedgerProblem;
import io.sluice.message.ProblemException;
import io.sluice.receive.Hl7Text;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.RecordingLedger;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a request becomes, and what it is refused for. */
class RequestsTest {

    private static final String BOOKING = "{\"id\":\"A1\",\"status\":\"booked\"}";

    private final RecordingLedger ledger = RecordingLedger.committingAtOnce();

    private Arrival arrival() {
        return ledger.arrivals().getLast();
    }

    @Test
    void answersOnlyAfterTheCommit() throws Exception {
        RecordingLedger slow = RecordingLedger.committingOnRequest();
        try (HttpWorld world = new HttpWorld(slow.ledger())) {
            CompletableFuture<HttpResponse<String>> answer = world.client()
                    .sendAsync(world.post("/appointments", BOOKING).build(), BodyHandlers.ofString());
            await().until(() -> slow.arrivals().size() == 1);
            assertThat(answer).isNotDone();

            slow.commit(0);

            String place = "/messages/" + slow.arrivals().getFirst().id();
            assertThat(answer.get().statusCode()).isEqualTo(202);
            assertThat(answer.get().headers().firstValue("Location")).contains(place);
            assertThat(answer.get().body()).contains("\"state\":\"RECEIVED\"", place);
        }
    }

    @Test
    void aMessageIsItsBodyWithWhatTheRequestSays() throws Exception {
        try (HttpWorld world = new HttpWorld(ledger.ledger())) {
            world.send(world.to("/appointments/A%201")
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "\"k-1\"")
                    .header("X-Correlation-Id", "theirs-7")
                    .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                    .PUT(BodyPublishers.ofString(BOOKING)));

            assertThat(new String(arrival().bytes(), StandardCharsets.UTF_8)).isEqualTo(BOOKING);
            assertThat(arrival().integration()).isEqualTo("appointments");
            assertThat(arrival().type()).isEqualTo("changeAppointment");
            assertThat(arrival().controlId()).isEqualTo("k-1");
            assertThat(arrival().correlationId()).isEqualTo("theirs-7");
            assertThat(arrival().traceparent()).isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            assertThat(arrival().system()).isEqualTo("scheduling");
            assertThat(arrival().peer()).isEqualTo("scheduling@127.0.0.1");
            assertThat(arrival().origin().headers())
                    .isEqualTo(Map.of("operation", "changeAppointment", "appointment", "A 1"));
        }
    }

    @Test
    void theCallerFindsItsRequestAgain() throws Exception {
        try (HttpWorld world = new HttpWorld(ledger.ledger())) {
            String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
            var named = world.send(world.post("/appointments", BOOKING)
                    .header("X-Correlation-Id", "c7")
                    .header("traceparent", trace));
            var nameless = world.send(world.post("/appointments", BOOKING).header("traceparent", "nonsense"));

            assertThat(named.headers().firstValue("X-Correlation-Id")).contains("c7");
            assertThat(named.headers().firstValue("traceparent")).contains(trace);
            assertThat(nameless.headers().firstValue("X-Correlation-Id"))
                    .contains(arrival().id().toString());
            assertThat(nameless.headers().firstValue("traceparent")).isEmpty();
            assertThat(arrival().traceparent()).isNull();
        }
    }

    @Test
    void onlyListedHeadersEnter() throws Exception {
        try (HttpWorld world = new HttpWorld(ledger.ledger(), "headers: [X-Priority]")) {
            world.send(world.post("/appointments", BOOKING)
                    .header("x-priority", "high")
                    .header("CamelHttpUri", "http://evil.example")
                    .header("cAmElFileName", "x")
                    .header("kafka.KEY", "x")
                    .header("operation", "changeAppointment")
                    .header("X-Other", "x"));

            assertThat(arrival().origin().headers())
                    .isEqualTo(Map.of("X-Priority", "high", "operation", "bookAppointment"));
        }
    }

    @Test
    void hl7ComesAsItIsAndKeepsItsOwnType() throws Exception {
        try (HttpWorld world = new HttpWorld(ledger.ledger())) {
            var answer = world.send(world.to("/hl7")
                    .header("Content-Type", "x-application/hl7-v2+er7")
                    .POST(BodyPublishers.ofString(Hl7Text.admission("M1"))));

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(arrival().type()).isEqualTo("ADT^A01");
            assertThat(arrival().controlId()).isEqualTo("M1");
        }
    }

    @Test
    void anIdempotencyKeyWinsOverTheMessagesOwnId() throws Exception {
        try (HttpWorld world = new HttpWorld(ledger.ledger())) {
            world.send(world.to("/hl7")
                    .header("Content-Type", "x-application/hl7-v2+er7")
                    .header("Idempotency-Key", "k9")
                    .POST(BodyPublishers.ofString(Hl7Text.admission("M1"))));

            assertThat(arrival().controlId()).isEqualTo("k9");
            assertThat(arrival().duplicate().key()).contains("scheduling").endsWith("k9");
        }
    }

    @Test
    void aBrokenBodyIsKeptAsRejected() throws Exception {
        try (HttpWorld world = new HttpWorld(ledger.ledger())) {
            var answer = world.send(world.post("/appointments", "{\"id\":"));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body())
                    .contains("\"type\":\"/problems/receive.content-invalid\"", "\"status\":400", "\"where\":\"line 1")
                    .contains("\"instance\":\"/messages/" + arrival().id());
            assertThat(arrival().integration()).isEqualTo("appointments");
            assertThat(arrival().refusal().code()).isEqualTo("receive.content-invalid");
        }
    }

    @Test
    void jsonThatIsTooDeepIsRefused() throws Exception {
        try (HttpWorld world = new HttpWorld(ledger.ledger())) {
            var answer = world.send(world.post("/appointments", "[".repeat(5000) + "]".repeat(5000)));

            assertThat(answer.statusCode()).isEqualTo(400);
        }
    }

    @Test
    void bodiesBeyondTheLimitAreRefusedWithAndWithoutADeclaredLength() throws Exception {
        String large = "\"" + "x".repeat(3000) + "\"";
        try (HttpWorld world = new HttpWorld(ledger.ledger(), "bodyLimit: 1KiB")) {
            var declared = world.send(world.post("/appointments", large));
            var streamed = world.send(world.to("/appointments")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(large))));

            assertThat(List.of(declared.statusCode(), streamed.statusCode())).containsOnly(413);
            assertThat(declared.body()).contains("receive.body-too-large");
            assertThat(world.meter().refused(ReceiveProblem.BODY_TOO_LARGE)).isEqualTo(2);
            assertThat(ledger.arrivals()).isEmpty();
            await().until(() -> world.listeners().bytesInFlight() == 0);
        }
    }

    @Test
    void otherMediaTypesAndEncodingsAreRefused() throws Exception {
        try (HttpWorld world = new HttpWorld(ledger.ledger())) {
            var xml = world.send(world.to("/appointments")
                    .header("Content-Type", "application/xml")
                    .POST(BodyPublishers.ofString("<a/>")));
            var none = world.send(world.to("/appointments").POST(BodyPublishers.ofString(BOOKING)));
            var zipped = world.send(world.post("/appointments", BOOKING).header("Content-Encoding", "gzip"));
            var latin = world.send(world.to("/appointments")
                    .header("Content-Type", "application/json; charset=iso-8859-1")
                    .POST(BodyPublishers.ofString(BOOKING)));
            var fhir = world.send(world.to("/appointments")
                    .header("Content-Type", "application/fhir+json; charset=UTF-8")
                    .POST(BodyPublishers.ofString(BOOKING)));

            assertThat(List.of(xml.statusCode(), none.statusCode(), zipped.statusCode(), latin.statusCode()))
                    .containsOnly(415);
            assertThat(xml.headers().firstValue("Accept")).contains("application/json, multipart/form-data");
            assertThat(fhir.statusCode()).isEqualTo(202);
        }
    }

    @Test
    void methodsThatAreNotOfferedAreToldThoseThatAre() throws Exception {
        try (HttpWorld world = new HttpWorld(ledger.ledger())) {
            var deleted = world.send(world.to("/appointments").DELETE());
            var head = world.send(world.to("/appointments").HEAD());
            var options = world.send(world.to("/appointments").method("OPTIONS", BodyPublishers.noBody()));
            var nothing = world.send(world.to("/patients").GET());

            assertThat(List.of(deleted.statusCode(), head.statusCode())).containsOnly(405);
            assertThat(deleted.headers().firstValue("Allow")).contains("OPTIONS, POST");
            assertThat(options.statusCode()).isEqualTo(204);
            assertThat(options.headers().firstValue("Allow")).contains("OPTIONS, POST");
            assertThat(nothing.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void pathsThatCouldBeReadInTwoWaysAreRefused() throws Exception {
        try (HttpWorld world = new HttpWorld(ledger.ledger())) {
            for (String path : List.of(
                    "/appointments;x=1",
                    "/appointments%3Bx=1",
                    "/appointments%3bx",
                    "/appointments%253B",
                    "//appointments",
                    "/appointments/../hl7",
                    "/appointments/%2e%2e/hl7",
                    "/appointments/a%2Fb",
                    "/appointments/",
                    "/a%zz",
                    "/appointments/a%00",
                    "/appointments/%ff")) {
                String answer = world.raw("POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                        + "Authorization: Bearer token-of-scheduling\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 2\r\n\r\n{}");

                assertThat(answer).as(path).startsWith("HTTP/1.1 400 ").contains("receive.path-ambiguous");
            }
            assertThat(ledger.arrivals()).isEmpty();
        }
    }

    @Test
    void anUnusableIdempotencyKeyOrAQueryBesideABodyIsRefused() throws Exception {
        try (HttpWorld world = new HttpWorld(ledger.ledger())) {
            var empty = world.send(world.post("/appointments", BOOKING).header("Idempotency-Key", " "));
            var spaced = world.send(world.post("/appointments", BOOKING).header("Idempotency-Key", "a b"));
            var query = world.send(world.post("/appointments?force=true", BOOKING));

            assertThat(List.of(empty.statusCode(), spaced.statusCode(), query.statusCode()))
                    .containsOnly(400);
            assertThat(empty.body()).contains("\"where\":\"Idempotency-Key\"");
            assertThat(ledger.arrivals()).isEmpty();
        }
    }

    @Test
    void whileTheLedgerIsAwayTheCallerIsToldToRepeat() throws Exception {
        RecordingLedger away = RecordingLedger.committingOnRequest();
        try (HttpWorld world = new HttpWorld(away.ledger())) {
            var answer = world.client()
                    .sendAsync(world.post("/appointments", BOOKING).build(), BodyHandlers.ofString());
            await().until(() -> away.arrivals().size() == 1);

            away.fail(0, new ProblemException(LedgerProblem.UNAVAILABLE, ""));

            assertThat(answer.get().statusCode()).isEqualTo(503);
            assertThat(answer.get().headers().firstValue("Retry-After")).contains("5");
            assertThat(answer.get().body()).contains("receive.ledger-away");
        }
    }

    @Test
    void problemsHavePages() throws Exception {
        try (HttpWorld world = new HttpWorld(ledger.ledger())) {
            var page = world.send(world.stranger("/problems/receive.duplicate-conflict"));

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains(ReceiveProblem.DUPLICATE_CONFLICT.meaning());
        }
    }

    @Test
    void aReloadChangesWhatIsOfferedAndKeepsConnections() throws Exception {
        try (HttpWorld world = new HttpWorld(ledger.ledger())) {
            world.send(world.post("/appointments", BOOKING));
            int open = world.meter().connections();

            world.reload("", "POST", "/v2/hl7");

            var gone = world.send(world.to("/hl7").POST(BodyPublishers.noBody()));
            assertThat(gone.statusCode()).isEqualTo(404);
            assertThat(world.meter().connections()).isEqualTo(open);
        }
    }

    @Test
    void closingAnswersWhatWasTaken() throws Exception {
        RecordingLedger slow = RecordingLedger.committingOnRequest();
        HttpWorld world = new HttpWorld(slow.ledger());
        var answer =
                world.client().sendAsync(world.post("/appointments", BOOKING).build(), BodyHandlers.ofString());
        await().until(() -> slow.arrivals().size() == 1);

        Thread closing = Thread.ofVirtual().start(world::close);
        slow.commit(0);

        assertThat(answer.get().statusCode()).isEqualTo(202);
        closing.join();
    }
}
