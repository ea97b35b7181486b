package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sluice.catalog.FileEndpoint;
import io.sluice.catalog.FileStore;
import io.sluice.catalog.FileWrap;
import io.sluice.files.FileSession;
import io.sluice.files.Wrapping;
import io.sluice.ledger.OutgoingFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePlacingTest {

    private static final int PIECE = 1 << 20;
    private static final int PIECES = 200;

    @TempDir
    Path folder;

    @Test
    void aLargeFileIsNeverInMemory() throws IOException {
        FileEndpoint endpoint = SendCatalog.file("erp/extract", new FileStore.Local(), folder.toString(), "{id}");
        OutgoingFiles files = new SendDatabase().outgoingFiles();
        UUID id = UUID.randomUUID();
        OutgoingFiles.Known known = files.begin(id, endpoint.id(), number -> "large", Instant.now());
        byte[] piece = new byte[PIECE];
        FileWrap gzip = new FileWrap(Optional.of(FileWrap.Pack.GZIP), Optional.empty());

        long before = allocated();
        try (FileSession session = FileSession.open(new FileStore.Local())) {
            assertThat(new FilePlacing(endpoint, files).place(session, id, known, file -> {
                        for (int i = 0; i < PIECES; i++) {
                            file.write(piece);
                        }
                        try (OutputStream packed = Wrapping.wrap(gzip, file, "large", Instant.now())) {
                            for (int i = 0; i < PIECES; i++) {
                                packed.write(piece);
                            }
                        }
                        return List.of();
                    }))
                    .isEmpty();
        }

        assertThat(allocated() - before).isLessThan(10L * PIECE);
        assertThat(Files.size(folder.resolve("large"))).isGreaterThan((long) PIECES * PIECE);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
