package io.sluice.receive.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.catalog.Catalog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A record that ends the engine each time it is carried must be stored before: it is one of those that an earlier reader
 * had under way.
 */
class ReadAgainTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int RECORDS = 3000;
    private static final int UNDER_WAY = 2048;

    @AutoClose
    private final FileWorld world;

    ReadAgainTest(@TempDir Path folder) {
        world = new FileWorld(folder);
    }

    @Test
    void onlyWhatNobodyCanHaveTakenBeforeIsCarriedBeforeItIsStored() {
        world.drop("items.csv", Items.file(1, RECORDS));
        Catalog catalog = world.catalog("{by: temporary-suffix}", Items.RECORDS);
        List<Boolean> first = new CopyOnWriteArrayList<>();
        List<Boolean> again = new CopyOnWriteArrayList<>();

        AtomicInteger left = new AtomicInteger(700);
        FileWorld.Node dying = world.node(
                catalog,
                null,
                FileListenersTest.ends(
                        left, arrival -> first.add(arrival.origin().progress().first())));
        await().atMost(SOON).until(() -> left.get() < 0);
        dying.close();
        long stored = world.number("select count(*) from message where parent_id is not null");
        world.node(
                catalog,
                null,
                FileListenersTest.ends(
                        new AtomicInteger(Integer.MAX_VALUE),
                        arrival -> again.add(arrival.origin().progress().first())));
        await().atMost(SOON).until(() -> world.names("archive").contains("items.csv"));

        // The dying node goes on to read the file for as long as it lives: again, from where the ledger stands.
        assertThat(first.subList(0, 700)).containsOnly(true);
        assertThat(again).hasSize((int) (RECORDS - stored));
        assertThat(again.subList(0, UNDER_WAY)).containsOnly(false);
        assertThat(again.subList(UNDER_WAY, again.size())).isNotEmpty().containsOnly(true);
    }
}
