package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.HttpEndpoint;
import io.sluice.catalog.HttpEndpoint.Auth;
import io.sluice.catalog.Limits;
import io.sluice.catalog.SecretRef;
import io.sluice.ledger.ClaimedDelivery;
import io.sluice.send.SendOutcome.Accepted;
import io.sluice.send.SendOutcome.Refused;
import io.sluice.send.SendOutcome.TryAgain;
import io.sluice.send.SendOutcome.Unanswered;
import io.sluice.send.SendOutcome.Unreached;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpTransportTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final TestClock clock = new TestClock();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private ScriptedServer server;
    private HttpTransport transport;

    @AfterEach
    void stop() throws IOException {
        transport.close();
        if (server != null) {
            server.close();
        }
    }

    @AfterAll
    static void stopVertx() {
        VERTX.close();
    }

    @Test
    void tellsTheReceiverKeyTraceAndCorrelation() throws Exception {
        serve((in, out, n) -> reply(in, out, OK));
        ClaimedDelivery delivery = Deliveries.of("{\"id\":7}");

        SendOutcome outcome = send(delivery);

        assertThat(outcome).isInstanceOf(Accepted.class);
        assertThat(outcome.status()).isEqualTo("200");
        assertThat(outcome.response()).isEqualTo("ok".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(requests.getFirst().toLowerCase(Locale.ROOT))
                .startsWith("post /api/customers http/1.1\r\n")
                .contains("idempotency-key: " + delivery.id() + "\r\n")
                .contains("traceparent: " + delivery.traceparent() + "\r\n")
                .contains("x-correlation-id: correlation-7\r\n")
                .contains("content-type: application/json\r\n")
                .endsWith("\r\n\r\n{\"id\":7}");
    }

    @Test
    void keepsItsConnection() throws Exception {
        serve((in, out, n) -> {
            reply(in, out, OK);
            reply(in, out, OK);
        });

        send(Deliveries.of("1"));
        send(Deliveries.of("2"));

        assertThat(server.connections()).isEqualTo(1);
        assertThat(requests).hasSize(2);
    }

    @Test
    void comesBackWhenTheReceiverSays() throws Exception {
        serve((in, out, n) -> reply(in, out, "HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n"));

        var outcome = (TryAgain) send(Deliveries.of("1"));

        assertThat(outcome.notBefore()).contains(clock.instant().plusSeconds(7));
    }

    @Test
    void knowsThatNothingWasSentWhenNobodyListens() throws Exception {
        transport = transport(ScriptedServer.deadPort(), Duration.ofSeconds(5), Optional.empty(), Optional.empty());

        assertThat(send(Deliveries.of("1"))).isEqualTo(new Unreached(SendProblem.UNREACHABLE));
    }

    @Test
    void sendsNothingWithoutItsSecret() throws Exception {
        serve((in, out, n) -> reply(in, out, OK));
        var auth = new Auth(Auth.Kind.BEARER, Optional.empty(), SecretRef.of("env:SLUICE_TEST_NO_SUCH_SECRET"));
        transport = transport(server.port(), Duration.ofSeconds(5), Optional.empty(), Optional.of(auth));

        assertThat(send(Deliveries.of("1"))).isEqualTo(new Unreached(SendProblem.SECRET_MISSING));
        assertThat(server.connections()).isZero();
    }

    @Test
    void doesNotKnowWhatBecameOfARequestWithoutReply() throws Exception {
        serve((in, out, n) -> request(in));

        assertThat(send(Deliveries.of("1"))).isEqualTo(new Unanswered(SendProblem.CONNECTION_LOST, null));
    }

    @Test
    void aLateReplyNeverMeetsTheNextRequest() throws Exception {
        var late = new CountDownLatch(1);
        serve((in, out, n) -> {
            request(in);
            if (n == 1) {
                late.await(10, TimeUnit.SECONDS);
                out.write("HTTP/1.1 418 Late\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
            out.write(OK.getBytes(StandardCharsets.ISO_8859_1));
        });
        transport = transport(server.port(), Duration.ofMillis(1500), Optional.empty(), Optional.empty());

        assertThat(send(Deliveries.of("1"))).isEqualTo(new Unanswered(SendProblem.UNANSWERED, null));
        late.countDown();

        assertThat(send(Deliveries.of("2"))).isInstanceOf(Accepted.class);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void aReplyWhoseBodyNeverEndsHasBeenGivenAllTheSame() throws Exception {
        serve((in, out, n) -> {
            request(in);
            out.write("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\npart".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            in.read();
        });
        transport = transport(server.port(), Duration.ofMillis(1500), Optional.empty(), Optional.empty());

        SendOutcome outcome = send(Deliveries.of("1"));

        assertThat(outcome).isInstanceOf(Accepted.class);
        assertThat(outcome.response()).isEqualTo("part".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void keepsOnlyTheBeginningOfAHugeReply() throws Exception {
        String huge = "x".repeat(SendOutcome.MAX_RESPONSE * 3);
        serve((in, out, n) -> {
            reply(in, out, "HTTP/1.1 200 OK\r\nContent-Length: " + huge.length() + "\r\n\r\n" + huge);
            reply(in, out, OK);
        });

        assertThat(send(Deliveries.of("1")).response()).hasSize(SendOutcome.MAX_RESPONSE);
        assertThat(send(Deliveries.of("2"))).isInstanceOf(Accepted.class);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void asksBeforeItRepeatsAndDoesNotRepeatWhatWasApplied() throws Exception {
        serve((in, out, n) -> reply(in, out, OK));
        ClaimedDelivery repeat = Deliveries.of("1", 1);
        transport = transport(server.port(), Duration.ofSeconds(5), statusUrl(), Optional.empty());

        SendOutcome outcome = send(repeat);

        assertThat(outcome.status()).isEqualTo("query 200");
        assertThat(requests).singleElement().asString().startsWith("GET /status/" + repeat.id() + " ");
    }

    @Test
    void asksBeforeItRepeatsAndRepeatsWhatWasNotApplied() throws Exception {
        serve((in, out, n) -> {
            request(in);
            String answer =
                    requests.getLast().startsWith("GET") ? "HTTP/1.1 404 Unknown\r\nContent-Length: 0\r\n\r\n" : OK;
            out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
        });
        transport = transport(server.port(), Duration.ofSeconds(5), statusUrl(), Optional.empty());

        assertThat(send(Deliveries.of("1", 1))).isInstanceOf(Accepted.class);
        assertThat(requests).hasSize(2);
    }

    @Test
    void doesNotRepeatWhileTheAnswerIsUnclear() throws Exception {
        serve((in, out, n) -> reply(in, out, "HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n"));
        transport = transport(server.port(), Duration.ofSeconds(5), statusUrl(), Optional.empty());

        assertThat(send(Deliveries.of("1", 1))).isEqualTo(new Unanswered(SendProblem.OUTCOME_UNKNOWN, "query 500"));
        assertThat(requests).hasSize(1);
    }

    @Test
    void doesNotFollowRedirects() throws Exception {
        serve((in, out, n) ->
                reply(in, out, "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"));

        assertThat(send(Deliveries.of("1"))).isInstanceOf(Refused.class);
    }

    private void serve(ScriptedServer.Talk talk) throws IOException {
        server = new ScriptedServer(talk);
        transport = transport(server.port(), Duration.ofSeconds(5), Optional.empty(), Optional.empty());
    }

    private Optional<String> statusUrl() {
        return Optional.of("http://127.0.0.1:" + server.port() + "/status/{key}");
    }

    private HttpTransport transport(int port, Duration timeout, Optional<String> statusUrl, Optional<Auth> auth) {
        var endpoint = new HttpEndpoint(
                "customers",
                "erp",
                URI.create("http://127.0.0.1:" + port + "/api/customers"),
                "POST",
                Map.of(),
                auth,
                false,
                statusUrl,
                timeout,
                Optional.empty(),
                Limits.NONE,
                Optional.empty());
        return new HttpTransport(endpoint, 4, VERTX.getOrCreateContext(), clock);
    }

    private SendOutcome send(ClaimedDelivery delivery) throws Exception {
        return transport.send(delivery).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void reply(InputStream in, OutputStream out, String reply) throws IOException {
        request(in);
        out.write(reply.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Reads one whole request. */
    private void request(InputStream in) throws IOException {
        var read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended");
            }
            read.write(next);
        }
        String head = read.toString(StandardCharsets.ISO_8859_1);
        var length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
        byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        requests.add(head + new String(body, StandardCharsets.ISO_8859_1));
    }
}
