package io.sluice.receive.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.receive.DrivenTurns;
import io.sluice.receive.HighWater;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A system whose files hold more than it may send, in a time that the test drives: they are read more slowly. */
class ThrottledFilesTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final DrivenTurns turns = new DrivenTurns();
    private FileWorld world;

    @BeforeEach
    void start() {
        world = new FileWorld(folder);
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
    }

    private long stored() {
        return world.number("select count(*) from message where parent_id is not null");
    }

    private void stays(int records) {
        await().atMost(SOON).until(() -> stored() == records);
        await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> stored() == records);
    }

    @Test
    void aFileIsReadAtTheRateOfItsSenderAndAllOfItIsTaken() {
        world.drop("items.csv", Items.file(1, 6));

        FileWorld.Node node = world.node(world.limited("{rate: 1, burst: 2}"), turns);

        stays(2);
        assertThat(world.names("inbound/items")).containsExactly("items.csv");
        assertThat(node.intake.throttle().status())
                .singleElement()
                .satisfies(status -> assertThat(status.heldUp()).isEqualTo(1));
        assertThat(node.listeners.refused()).isEmpty();
        turns.advance(Duration.ofSeconds(1));
        stays(3);
        turns.advance(Duration.ofSeconds(10)); // whoever was silent for long may send a burst, and no more
        stays(5);
        turns.advance(Duration.ofSeconds(1));

        await().atMost(SOON).until(() -> world.names("archive").contains("items.csv"));
        await().atMost(SOON)
                .until(() -> world.receipt("items.csv").at("/balanced").asBoolean());
        assertThat(world.number("select count(distinct position) from message where outcome = 'ACCEPTED'"
                        + " and parent_id is not null"))
                .isEqualTo(6);
        assertThat(world.meter.heldUp())
                .as("each that waited, once, however long")
                .isEqualTo(3);
    }

    @Test
    void anEngineThatStopsDoesNotWaitForTheTurnAndTheNextGoesOnThere() {
        world.drop("items.csv", Items.file(1, 6));
        FileWorld.Node first = world.node(world.limited("{rate: 0.001, burst: 2}"), turns);
        stays(2);
        long began = System.nanoTime();
        first.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));

        world.node(world.limited("{rate: 1000}"), turns);

        await().atMost(SOON).until(() -> world.names("archive").contains("items.csv"));
        assertThat(world.number("select count(*) from message where parent_id is not null and outcome = 'ACCEPTED'"))
                .isEqualTo(6);
        assertThat(stored()).isEqualTo(6);
    }

    @Test
    void noMoreRecordsAreUnderWayThanItsSenderHasPlaces() {
        HighWater water = new HighWater();
        world.drop("items.csv", Items.file(1, 300));

        world.node(world.limited("{concurrency: 2}"), null, water::before);

        await().atMost(SOON).until(() -> world.names("archive").contains("items.csv"));
        assertThat(stored()).isEqualTo(300);
        assertThat(water.most()).isEqualTo(2);
    }
}
