package io.sluice.receive.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.Inflow;
import io.sluice.catalog.JmsBroker;
import io.sluice.catalog.JmsListener;
import io.sluice.catalog.SecretRef;
import io.sluice.receive.DrivenTurns;
import io.sluice.receive.HighWater;
import io.sluice.receive.Intake;
import io.sluice.receive.QueueCatalog;
import io.sluice.receive.StoredQueue;
import io.sluice.stack.LocalArtemis;
import io.sluice.stack.TestQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A system that sends more over JMS than it may, in a time that the test drives: the rest stays in its queue. */
class ThrottledQueueTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Inflow ONE_A_SECOND = new Inflow(1, 1, 0);

    @TempDir
    static Path brokerFolder;

    @TempDir
    Path folder;

    private static LocalArtemis artemis;
    private final DrivenTurns turns = new DrivenTurns();
    private StoredQueue stored;
    private TestQueue queue;
    private Intake intake;
    private JmsListeners listeners;

    @BeforeAll
    static void startBroker() {
        artemis = LocalArtemis.start(brokerFolder);
    }

    @AfterAll
    static void stopBroker() {
        artemis.close();
    }

    @BeforeEach
    void start() throws Exception {
        stored = new StoredQueue(folder.resolve("keys"));
        queue = new TestQueue(broker());
    }

    @AfterEach
    void stop() throws Exception {
        listeners.close();
        queue.close();
        stored.close();
    }

    private static JmsBroker broker() {
        var login = new JmsBroker.Login(
                LocalArtemis.ACCOUNT,
                new SecretRef("file", artemis.passwordFile().toString()));
        return new JmsBroker(artemis.url(), JmsBroker.ARTEMIS, Optional.of(login));
    }

    private Catalog catalog(Inflow limit, int sessions) {
        JmsListener listener = new JmsListener(
                "esb", "partner", broker(), queue.name(), Optional.empty(), sessions, List.of(), 256 << 10);
        return QueueCatalog.limited(QueueCatalog.of(listener, "json"), limit);
    }

    private void open(Catalog catalog, Intake takesIn) {
        intake = takesIn;
        listeners = new JmsListeners(intake, stored.ledger()::available, InstantSource.system());
        listeners.open(catalog);
    }

    private void open(Inflow limit, int sessions) {
        Catalog catalog = catalog(limit, sessions);
        open(catalog, stored.intake(catalog, turns));
    }

    private void send(int count) throws Exception {
        queue.text(IntStream.rangeClosed(1, count)
                .mapToObj(n -> "{\"number\":" + n + "}")
                .toArray(String[]::new));
    }

    private void stays(long messages) {
        await().atMost(SOON).until(() -> stored.count("true") == messages);
        await().during(Duration.ofMillis(1200)).atMost(SOON).until(() -> stored.count("true") == messages);
    }

    @Test
    void isTakenAtItsRateInItsOrderAndNothingIsLost() throws Exception {
        send(3);

        open(ONE_A_SECOND, 1);

        for (int taken = 1; taken <= 3; taken++) {
            stays(taken);
            assertThat(listeners.listening()).as("it is not away").containsKey("esb");
            turns.advance(Duration.ofSeconds(1));
        }
        assertThat(stored.stored().stream().map(stored::original))
                .containsExactly("{\"number\":1}", "{\"number\":2}", "{\"number\":3}");
        assertThat(stored.count("outcome <> 'ACCEPTED'")).isZero();
        assertThat(queue.size()).isZero();
        assertThat(stored.meter().heldUp()).as("each that waited, once").isEqualTo(2);
        assertThat(intake.throttle().status())
                .singleElement()
                .satisfies(status -> assertThat(status.heldUp()).isEqualTo(2));
    }

    @Test
    void whatWaitsIsStillInTheQueueAndWasNeverTakenOutOfIt() throws Exception {
        send(4);
        open(new Inflow(0.001, 1, 0), 1);
        stays(1);
        long began = System.nanoTime();

        listeners.close();

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("nobody waits for the turn")
                .isLessThan(Duration.ofSeconds(10));
        await().atMost(SOON).until(() -> queue.size() == 3);
        open(Inflow.UNLIMITED, 1);
        stays(4);
        for (int i = 0; i < 4; i++) {
            // A broker gives up what it has delivered too often.
            assertThat(stored.nextRun().headers()).containsEntry("deliveryCount", "1");
        }
    }

    @Test
    void noMoreMessagesAreUnderWayThanItHasPlacesOverAllSessions() throws Exception {
        send(60);
        HighWater water = new HighWater();
        Catalog catalog = catalog(new Inflow(0, 0, 2), 4);

        open(catalog, new Intake(new CatalogHolder(catalog), water.before(stored.ledger()), stored.meter()));

        stays(60);
        assertThat(stored.distinct()).isEqualTo(60);
        assertThat(stored.count("outcome <> 'ACCEPTED'")).isZero();
        assertThat(water.most()).isEqualTo(2);
    }
}
