package io.sluice.receive.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.Inflow;
import io.sluice.catalog.KafkaCluster;
import io.sluice.catalog.KafkaListener;
import io.sluice.catalog.StartFrom;
import io.sluice.receive.DrivenTurns;
import io.sluice.receive.HighWater;
import io.sluice.receive.Intake;
import io.sluice.receive.QueueCatalog;
import io.sluice.receive.StoredQueue;
import io.sluice.stack.TestStack;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A system that sends more over Kafka than it may, in a time that the test drives: its partitions are paused. */
class ThrottledConsumerTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Inflow ONE_A_SECOND = new Inflow(1, 2, 0);

    @TempDir
    Path folder;

    private final DrivenTurns turns = new DrivenTurns();
    private final String bootstrap = TestStack.shared().bootstrapServers();
    private final String name = "l" + UUID.randomUUID().toString().substring(0, 8);
    private StoredQueue stored;
    private TestTopic topic;
    private Intake intake;
    private KafkaListeners listeners;

    @BeforeEach
    void start() throws Exception {
        stored = new StoredQueue(folder.resolve("keys"));
        topic = new TestTopic(bootstrap, 1);
    }

    @AfterEach
    void stop() {
        listeners.close();
        topic.close();
        stored.close();
    }

    private Catalog catalog(Inflow limit) {
        var cluster = new KafkaCluster(bootstrap, Optional.empty(), Optional.empty(), Map.of());
        var listener = new KafkaListener(
                name,
                "partner",
                cluster,
                List.of(topic.name()),
                new StartFrom.Earliest(),
                List.of(),
                Optional.empty(),
                200,
                512 << 10,
                Optional.empty());
        return QueueCatalog.limited(QueueCatalog.of(listener, "json"), limit);
    }

    private void open(Catalog catalog, Intake takesIn) {
        intake = takesIn;
        listeners =
                new KafkaListeners(intake, stored.sources(), stored.keyring(), InstantSource.system(), stored.meter());
        listeners.open(catalog);
    }

    private void open(Inflow limit) {
        Catalog catalog = catalog(limit);
        open(catalog, stored.intake(catalog, turns));
    }

    private void stays(long messages) {
        await().atMost(SOON).until(() -> stored.count("true") == messages);
        await().during(Duration.ofMillis(700)).atMost(SOON).until(() -> stored.count("true") == messages);
    }

    private List<String> inOrder() {
        return stored.stored().stream().map(stored::original).toList();
    }

    private static List<String> numbers(int last) {
        return IntStream.rangeClosed(1, last)
                .mapToObj(n -> "{\"number\":" + n + "}")
                .toList();
    }

    @Test
    void isPausedAndGoesOnWhereItStoodWhenItsTurnComes() throws Exception {
        topic.numbers(1, 6, 1);

        open(ONE_A_SECOND);

        stays(2);
        await().atMost(SOON).until(() -> stored.meter().behind().equals(Map.of(0, 4L)));
        assertThat(intake.throttle().status())
                .singleElement()
                .satisfies(status -> assertThat(status.heldUp()).isEqualTo(1));
        assertThat(listeners.listening()).as("it is not away").containsKey(name);
        assertThat(listeners.refused()).isEmpty();
        for (int more = 3; more <= 6; more++) {
            turns.advance(SECOND);
            stays(more);
        }
        assertThat(inOrder()).isEqualTo(numbers(6));
        assertThat(stored.count("outcome <> 'ACCEPTED'")).isZero();
        assertThat(stored.positions("kafka:" + name)).isEqualTo(topic.ends(1));
        assertThat(stored.meter().heldUp()).as("each that waited, once").isEqualTo(4);
        await().atMost(SOON).until(() -> stored.meter().behind().equals(Map.of(0, 0L)));
    }

    @Test
    void whatWaitsWhenTheReaderStopsIsReadByTheNext() throws Exception {
        topic.numbers(1, 6, 1);
        open(ONE_A_SECOND);
        stays(2);

        listeners.close();
        open(Inflow.UNLIMITED);

        stays(6);
        assertThat(inOrder()).isEqualTo(numbers(6));
    }

    @Test
    void whatWaitsKeepsItsPlaceWhenTheLedgerLosesItsConnectionsMeanwhile() throws Exception {
        topic.numbers(1, 6, 1);
        open(ONE_A_SECOND);
        stays(2);

        stored.breakConnections();
        for (int i = 0; i < 2; i++) {
            turns.advance(SECOND);
            stored.breakConnections();
        }
        await().atMost(SOON).until(() -> {
            turns.advance(SECOND); // a turn that was taken for what could not be stored is spent
            return stored.count("true") == 6;
        });

        stays(6);
        assertThat(inOrder()).isEqualTo(numbers(6));
        assertThat(stored.positions("kafka:" + name)).isEqualTo(topic.ends(1));
    }

    @Test
    void noMoreRecordsAreUnderWayThanItHasPlaces() throws Exception {
        topic.numbers(1, 60, 1);
        HighWater water = new HighWater();
        Catalog catalog = catalog(new Inflow(0, 0, 2));

        open(catalog, new Intake(new CatalogHolder(catalog), water.before(stored.ledger()), stored.meter()));

        stays(60);
        assertThat(inOrder()).isEqualTo(numbers(60));
        assertThat(water.most()).isEqualTo(2);
    }
}
