package io.sluice.receive.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.receive.Hl7Text;
import io.sluice.receive.ReceiveProblem;
import io.sluice.receive.RecordingLedger;
import io.sluice.receive.Throttle;
import io.sluice.receive.mllp.MllpLimits;
import io.sluice.receive.mllp.MllpListeners;
import io.sluice.stack.Ports;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a system may send, over HTTP and MLLP together. */
class ThrottledRequestsTest {

    private final RecordingLedger ledger = RecordingLedger.committingAtOnce();

    @Test
    void beyondItsRateACallerIsToldWhenToComeAgain() throws Exception {
        try (HttpWorld world =
                new HttpWorld(ledger.ledger(), id -> Optional.empty(), "", "inbound: {rate: 0.2, burst: 2}\n")) {
            assertThat(world.send(world.post("/appointments", "{}")).statusCode())
                    .isEqualTo(202);
            assertThat(world.send(world.post("/appointments", "{}")).statusCode())
                    .isEqualTo(202);

            HttpResponse<String> third = world.send(world.post("/appointments", "{}"));

            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValue("Retry-After"))
                    .hasValueSatisfying(
                            seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 5));
            assertThat(third.body()).contains("receive.throttled");
            assertThat(world.meter().refused(ReceiveProblem.THROTTLED)).isEqualTo(1);
            assertThat(ledger.arrivals()).hasSize(2);
        }
    }

    @Test
    void theStateOfAMessageMayBeAskedForAllTheSame() throws Exception {
        try (HttpWorld world =
                new HttpWorld(ledger.ledger(), id -> Optional.empty(), "", "inbound: {rate: 0.2, burst: 1}\n")) {
            world.send(world.post("/appointments", "{}"));

            assertThat(world.send(world.to("/messages/" + java.util.UUID.randomUUID()))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void beyondItsPlacesACallerIsRefusedUntilAnAnswerHasLeft() throws Exception {
        RecordingLedger slow = RecordingLedger.committingOnRequest();
        try (HttpWorld world =
                new HttpWorld(slow.ledger(), id -> Optional.empty(), "", "inbound: {concurrency: 1}\n")) {
            CompletableFuture<HttpResponse<String>> first =
                    world.client().sendAsync(world.post("/appointments", "{}").build(), BodyHandlers.ofString());
            await().until(() -> slow.arrivals().size() == 1);

            assertThat(world.send(world.post("/appointments", "{}")).statusCode())
                    .isEqualTo(429);
            slow.commit(0);
            assertThat(first.get().statusCode()).isEqualTo(202);

            CompletableFuture<HttpResponse<String>> next =
                    world.client().sendAsync(world.post("/appointments", "{}").build(), BodyHandlers.ofString());
            await().until(() -> slow.arrivals().size() == 2);
            slow.commit(1);
            assertThat(next.get().statusCode()).isEqualTo(202);
        }
    }

    @Test
    void aLimitHoldsOverAllTransportsAndMllpIsAcknowledgedLater() throws Exception {
        int port = Ports.free();
        String more = "  lab: {transport: mllp, port: " + port + "}\ninbound: {rate: 4, burst: 1}\n";
        try (HttpWorld world = new HttpWorld(ledger.ledger(), id -> Optional.empty(), "", more);
                MllpListeners mllp = new MllpListeners(
                        world.intake(), MllpLimits.standard(), world.meter(), InstantSource.system())) {
            mllp.open(world.catalog());
            long began = System.nanoTime();
            assertThat(world.send(world.post("/appointments", "{}")).statusCode())
                    .isEqualTo(202);
            try (Socket sender = new Socket(InetAddress.getLoopbackAddress(), port)) {
                sender.setSoTimeout(10_000);
                for (String id : new String[] {"M1", "M2"}) {
                    sender.getOutputStream()
                            .write(("\u000b" + Hl7Text.admission(id) + "\u001c\r").getBytes(StandardCharsets.UTF_8));
                }
                String answers = "";
                while (!answers.contains("|M2")) {
                    answers += new String(sender.getInputStream().readNBytes(1), StandardCharsets.UTF_8);
                }
                assertThat(answers.indexOf("|M1")).isLessThan(answers.indexOf("|M2"));
            }
            // One at once, by HTTP; each of the two others a quarter of a second after the one before.
            assertThat(System.nanoTime() - began).isGreaterThan(450_000_000L);
            assertThat(ledger.arrivals()).hasSize(3);
            assertThat(world.intake().throttle().status()).singleElement().satisfies(status -> {
                assertThat(status.system()).isEqualTo("scheduling");
                assertThat(status.heldUp()).isPositive();
            });
            await().until(() -> world.intake().throttle().status().stream().allMatch(status -> status.underWay() == 0));
        }
    }

    @Test
    void aRaisedLimitCountsAtOnce() throws Exception {
        try (HttpWorld world =
                new HttpWorld(ledger.ledger(), id -> Optional.empty(), "", "inbound: {rate: 0.2, burst: 1}\n")) {
            Throttle throttle = world.intake().throttle();
            assertThat(throttle.ask("scheduling")).isInstanceOf(Throttle.Now.class);
            assertThat(throttle.ask("scheduling")).isInstanceOf(Throttle.Later.class);

            world.limit("inbound: {rate: 100}\n");

            assertThat(throttle.ask("scheduling")).isInstanceOf(Throttle.Now.class);
        }
    }
}
