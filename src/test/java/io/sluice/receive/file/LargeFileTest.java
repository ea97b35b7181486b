package io.sluice.receive.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.ledger.FileRow;
import io.sluice.ledger.FileState;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file of a gigabyte in a heap of 256 MiB: {@code -Dsluice.test.rows=<n>} rows of a kilobyte, a million unless told
 * otherwise, with their totals.
 */
@Tag("bench")
class LargeFileTest {

    private static final long ROWS = Long.getLong("sluice.test.rows", 1_000_000);
    private static final Duration PATIENCE = Duration.ofHours(1);

    @TempDir
    Path folder;

    @Test
    void aGigabyteIsTakenInBoundedMemory() throws Exception {
        try (FileWorld world = new FileWorld(folder)) {
            Path file = world.at("inbound/items.part");
            write(file);
            long megabytes = Files.size(file) >> 20;
            Instant began = Instant.now();
            world.node(world.catalog("{by: temporary-suffix}", Items.RECORDS));
            Files.move(file, world.at("inbound/items/items.csv"));

            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> !world.files.newest(1).isEmpty());
            Duration lookedThrough = Duration.between(began, Instant.now());
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> world.names("archive").contains("items.csv"));
            Duration all = Duration.between(began, Instant.now());
            await().atMost(PATIENCE)
                    .until(() -> world.files.newest(1).getFirst().state() == FileState.ARCHIVED);

            FileRow row = world.files.newest(1).getFirst();
            assertThat(row.records()).isEqualTo(ROWS);
            assertThat(world.number("select count(*) from message where parent_id is not null"))
                    .isEqualTo(ROWS);
            Runtime jvm = Runtime.getRuntime();
            System.out.printf(
                    "%d rows, %d MiB: looked through in %d s, all stored after %d s, %d rows/s, heap at most %d MiB%n",
                    ROWS,
                    megabytes,
                    lookedThrough.toSeconds(),
                    all.toSeconds(),
                    ROWS * 1000 / all.minus(lookedThrough).toMillis(),
                    jvm.maxMemory() >> 20);
        }
    }

    private static void write(Path file) throws IOException {
        String padding = "Gauze sponge, sterile, woven ".repeat(35).substring(0, 980);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal price = new BigDecimal("1.25");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("ItemNumber,Description,Price\n");
            for (long i = 0; i < ROWS; i++) {
                out.write("I-" + i + ",\"" + padding + "\",1.25\n");
                sum = sum.add(price);
            }
            out.write("TRL," + ROWS + "," + sum + "\n");
        }
    }
}
