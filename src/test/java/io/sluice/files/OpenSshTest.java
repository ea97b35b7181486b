package io.sluice.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.catalog.FileStore;
import io.sluice.catalog.SecretRef;
import io.sluice.message.ProblemException;
import io.sluice.stack.OpenSsh;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine's own OpenSSH as the peer, beside MINA's server in the other tests. */
class OpenSshTest {

    private static final byte[] LARGE = "I-1;Gauze;1.25\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private OpenSsh server;

    @BeforeEach
    void start() throws Exception {
        Optional<String> missing = OpenSsh.missing();
        assumeTrue(
                missing.isEmpty(),
                () -> "skipped: this machine has no OpenSSH server (" + missing.orElse("")
                        + "); on Debian and Ubuntu: apt-get install openssh-server");
        server = OpenSsh.start(folder);
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void filesAreListedReadWrittenComparedAndRenamed() throws IOException {
        Files.createDirectories(folder.resolve("data/inbound"));
        Files.createDirectories(folder.resolve("data/archive"));
        Files.write(folder.resolve("data/inbound/items.csv"), LARGE);
        String base = folder.resolve("data").toString();
        try (FileSession session = FileSession.open(store(server.fingerprint()))) {
            List<FileEntry> found = session.list(base + "/inbound");
            assertThat(found).extracting(FileEntry::name).containsExactly("items.csv");
            assertThat(found.getFirst().size()).isEqualTo(LARGE.length);
            try (InputStream in = session.read(found.getFirst().path())) {
                assertThat(in.readAllBytes()).isEqualTo(LARGE);
            }
            session.move(base + "/inbound/items.csv", base + "/archive/items.csv");
            assertThat(session.find(base + "/inbound/items.csv")).isEmpty();

            try (OutputStream out = session.write(base + "/out.csv.part")) {
                out.write(LARGE, 0, LARGE.length / 2);
                out.write(LARGE, LARGE.length / 2, LARGE.length - LARGE.length / 2);
            }
            session.move(base + "/out.csv.part", base + "/out.csv");
            assertThat(Files.readAllBytes(folder.resolve("data/out.csv"))).isEqualTo(LARGE);
            // OpenSSH's rename would replace what is there.
            session.write(base + "/out.csv.part", new byte[] {1});
            assertThatThrownBy(() -> session.move(base + "/out.csv.part", base + "/out.csv"))
                    .isInstanceOf(IOException.class);
            assertThat(Files.readAllBytes(folder.resolve("data/out.csv"))).isEqualTo(LARGE);
            session.delete(base + "/out.csv.part");
            assertThat(session.list(base)).extracting(FileEntry::name).containsExactly("out.csv");
        }
    }

    @Test
    void aServerWithAnotherKeyIsNotSpokenTo() {
        String other = "SHA256:" + "A".repeat(43);

        assertThatThrownBy(() -> FileSession.open(store(other)).close())
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(FilesProblem.HOST_KEY));
    }

    private FileStore.Sftp store(String hostKey) {
        return new FileStore.Sftp(
                "127.0.0.1",
                server.port(),
                server.account(),
                hostKey,
                Optional.empty(),
                Optional.of(SecretRef.of("file:" + server.clientKey())),
                Duration.ofSeconds(10));
    }
}
