package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.Limits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a target may be sent, over every transport alike, on a real ledger and with real receivers. */
class TargetLimitsTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LONG = SendingEngine.LOOK.plusMillis(200); // the dispatcher has looked by then

    @TempDir
    Path folder;

    private final SendDatabase database = new SendDatabase();
    private SendingEngine engine;
    private LimitedTarget target;

    @AfterEach
    void stop() throws Exception {
        if (engine != null) {
            engine.close();
        }
        target.close();
    }

    private int delivered() {
        return database.count("endpoint = '" + LimitedTarget.ID + "' and state = 'DELIVERED'");
    }

    private EndpointStatus status() {
        return engine.dispatcher().endpoints().stream()
                .filter(one -> one.endpoint().equals(LimitedTarget.ID))
                .findFirst()
                .orElseThrow();
    }

    /** In a time that the test drives: as the second passes one more starts, and what waits spends no attempt. */
    @ParameterizedTest
    @EnumSource
    void isSentNoMoreThanItsRateAndGetsEverything(LimitedTarget.Kind kind) throws Exception {
        target = new LimitedTarget(kind, folder, new Limits(1, 0, Optional.empty()));
        TestClock clock = new TestClock();
        engine = new SendingEngine(database, SendCatalog.of(target.endpoint()), clock);
        int all = 3;
        for (int i = 0; i < all; i++) {
            engine.enqueue(LimitedTarget.ID, "lane" + i, target.body(i));
        }
        await().during(LONG).atMost(SOON).until(() -> delivered() <= 1);

        for (int seconds = 1; delivered() < all; seconds++) {
            int least = seconds; // one more if the first came before the clock first moved
            clock.advance(Duration.ofSeconds(1));
            await().atMost(SOON).until(() -> delivered() >= least);
            await().during(LONG).atMost(SOON).until(() -> delivered() <= least + 1);
        }

        assertThat(database.starts()).isEqualTo(all);
        assertThat(database.count("state <> 'DELIVERED'")).isZero();
        assertThat(database.answers("DELIVERED")).isEqualTo(all);
        assertThat(status().limit().rate()).isEqualTo(1);
        assertThat(status().limit().heldUp()).isBetween((long) all - 2, (long) all - 1);
    }

    /** A place of the system that another endpoint has taken, whatever its transport, is waited for, and given on. */
    @ParameterizedTest
    @EnumSource
    void waitsForThePlaceThatAnotherEndpointOfItsSystemHas(LimitedTarget.Kind kind) throws Exception {
        target = new LimitedTarget(kind, folder, Limits.NONE);
        CountDownLatch answer = new CountDownLatch(1);
        try (var slow = new ScriptedServer((in, out, connection) -> {
            if (in.read() >= 0) {
                answer.await();
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        })) {
            Catalog catalog = SendCatalog.of(target.endpoint(), SendCatalog.http("target/slow", slow.port()));
            Limits one = new Limits(0, 1, Optional.empty());
            engine = new SendingEngine(database, SendCatalog.limited(catalog, one), InstantSource.system());
            UUID first = engine.enqueue("target/slow", "lane", "{}");
            await().atMost(SOON).until(() -> slow.connections() == 1);

            engine.enqueue(LimitedTarget.ID, "lane", target.body(1));

            await().during(LONG).atMost(SOON).until(() -> delivered() == 0);
            assertThat(database.attempts(LimitedTarget.ID)).isZero();
            answer.countDown();
            await().atMost(SOON).until(() -> delivered() == 1);
            assertThat(database.state(first)).isEqualTo("DELIVERED");
            await().atMost(SOON).until(() -> status().limit().heldUp() == 1);
        }
    }

    /** As its status says, looked at again and again while it works. */
    @ParameterizedTest
    @EnumSource(names = {"HTTP", "MLLP", "FILE", "KAFKA", "JMS"})
    void hasNoMoreAttemptsUnderWayThanItDeclares(LimitedTarget.Kind kind) throws Exception {
        Limits two = new Limits(0, 2, Optional.empty());
        target = new LimitedTarget(kind, folder, two);
        engine = new SendingEngine(database, SendCatalog.of(target.endpoint()), InstantSource.system());
        AtomicInteger most = new AtomicInteger();
        AtomicBoolean done = new AtomicBoolean();
        Thread watch = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                most.accumulateAndGet(status().inFlight(), Math::max);
            }
        });
        for (int i = 0; i < 40; i++) {
            engine.enqueue(LimitedTarget.ID, "lane" + i, target.body(i));
        }

        await().atMost(SOON).until(() -> delivered() == 40);
        done.set(true);
        watch.join();
        assertThat(most.get()).isBetween(1, 2);
        assertThat(status().limit().concurrency()).isEqualTo(2);
    }
}
