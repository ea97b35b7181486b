package io.sluice.receive.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.files.FilesProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of a listener that are not there when it opens, on this machine and on a real SFTP server. */
class MissingFoldersTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private FileWorld world;

    @BeforeEach
    void start() {
        world = new FileWorld(folder);
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
    }

    @Test
    void areMadeOnThisMachineWithThoseAboveThem() throws IOException {
        Path base = folder.resolve("some/where");

        world.node(world.local(base));

        Path inbound = base.resolve("inbound/items");
        await().atMost(SOON).until(() -> Files.isDirectory(inbound));
        Files.writeString(inbound.resolve("items.csv.part"), Items.file(1, 3));
        Files.move(inbound.resolve("items.csv.part"), inbound.resolve("items.csv"));
        await().atMost(SOON).until(() -> Files.exists(base.resolve("archive/items.csv")));
        await().atMost(SOON).until(() -> Files.exists(base.resolve("receipts/items.csv.receipt.json")));
        assertThat(base.resolve("quarantine")).isDirectory();
    }

    @Test
    void areMadeOnTheServer() throws IOException {
        for (String one : new String[] {"archive", "quarantine", "receipts", "inbound/items"}) {
            Files.delete(world.at(one));
        }

        world.node(world.catalog("{by: temporary-suffix}", Items.RECORDS));

        await().atMost(SOON).until(() -> Files.isDirectory(world.at("inbound/items")));
        world.drop("items.csv", Items.file(1, 3));
        await().atMost(SOON)
                .until(() -> Files.isDirectory(world.at("archive"))
                        && world.names("archive").contains("items.csv"));
        await().atMost(SOON).until(() -> world.names("receipts").contains("items.csv.receipt.json"));
    }

    @Test
    void areMadeAgainWhenSomebodyTakesThemAwayMeanwhile() throws IOException {
        Path base = folder.resolve("base");
        world.node(world.local(base));
        await().atMost(SOON).until(() -> Files.isDirectory(base.resolve("receipts")));

        Files.delete(base.resolve("archive"));
        Path inbound = base.resolve("inbound/items");
        Files.writeString(inbound.resolve("items.csv.part"), Items.file(1, 3));
        Files.move(inbound.resolve("items.csv.part"), inbound.resolve("items.csv"));

        await().atMost(SOON).until(() -> Files.exists(base.resolve("archive/items.csv")));
        assertThat(world.number("select count(*) from message where parent_id is not null"))
                .isEqualTo(3);
    }

    @Test
    void thatCannotBeMadeAreToldWithWhatToDoAndTheListenerOpensWhenItWasDone() throws IOException {
        Files.delete(world.at("archive"));
        Files.createFile(world.at("archive"));
        world.drop("items.csv", Items.file(1, 3));

        FileWorld.Node node = world.node(world.catalog("{by: temporary-suffix}", Items.RECORDS));

        await().atMost(SOON).until(() -> node.listeners.refused().containsKey("items"));
        assertThat(node.listeners.refused().get("items").problem()).isEqualTo(FilesProblem.FOLDER_NOT_MADE);
        assertThat(node.listeners.refused().get("items")).hasMessageContaining("archive");
        assertThat(world.names("inbound/items")).as("nothing is read before").containsExactly("items.csv");
        assertThat(world.number("select count(*) from file")).isZero();

        Files.delete(world.at("archive"));

        await().atMost(SOON)
                .until(() -> Files.isDirectory(world.at("archive"))
                        && world.names("archive").contains("items.csv"));
        await().atMost(SOON).until(() -> node.listeners.refused().isEmpty());
    }
}
