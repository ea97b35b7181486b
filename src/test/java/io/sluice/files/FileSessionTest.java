package io.sluice.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.catalog.FileStore;
import io.sluice.catalog.FileStore.Sftp;
import io.sluice.catalog.SecretRef;
import io.sluice.message.ProblemException;
import io.sluice.stack.LocalSftp;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSessionTest {

    @TempDir
    static Path folder;

    private static LocalSftp server;

    @BeforeAll
    static void start() {
        server = LocalSftp.start(folder.resolve("sftp"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** The ledger keeps microseconds: a finer time would make a claimed file look like another one after a restart. */
    @Test
    void aLocalFileIsKnownByATimeThatTheLedgerCanKeep() throws IOException {
        Path file = Files.createFile(folder.resolve("fine"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00.123456789Z")));

        try (FileSession session = FileSession.open(new FileStore.Local())) {
            assertThat(session.find(file.toString()).orElseThrow().modified()).isEqualTo("2026-01-01T00:00:00.123456Z");
        }
    }

    /** Both see {@code outbound} below their base. */
    @ParameterizedTest
    @ValueSource(strings = {"local", "key", "password"})
    void writesReadsListsAndMoves(String how) throws IOException {
        FileStore store = how.equals("local") ? new FileStore.Local() : how.equals("key") ? byKey() : byPassword();
        String base = how.equals("local") ? server.home() + "/outbound/" : "outbound/";
        byte[] content = "1;2;3\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);
        try (FileSession session = FileSession.open(store)) {
            session.write(base + how + ".part", "longer than what comes then".getBytes(StandardCharsets.UTF_8));
            session.write(base + how + ".part", content);
            session.move(base + how + ".part", base + how + ".csv");
            Files.createDirectories(server.home().resolve("outbound/folder"));

            assertThat(session.list(base.substring(0, base.length() - 1)))
                    .anySatisfy(entry -> {
                        assertThat(entry.name()).isEqualTo(how + ".csv");
                        assertThat(entry.size()).isEqualTo(content.length);
                    })
                    .noneMatch(entry -> entry.name().equals("folder"));
            try (InputStream in = session.read(base + how + ".csv")) {
                assertThat(in.readAllBytes()).isEqualTo(content);
            }
            assertThat(session.find(base + how + ".part")).isEmpty();
            session.write(base + "another", content);
            assertThatThrownBy(() -> session.move(base + "another", base + how + ".csv"))
                    .isInstanceOf(IOException.class);
            session.delete(base + how + ".csv");
            session.delete(base + how + ".csv");
            assertThat(session.find(base + how + ".csv")).isEmpty();
        }
    }

    @Test
    void neverSpeaksToAServerWithAnotherHostKey() throws IOException {
        Sftp right = byPassword();
        Sftp other = new Sftp(
                right.host(),
                right.port(),
                right.account(),
                "SHA256:" + "A".repeat(43),
                right.password(),
                right.privateKey(),
                right.timeout());

        assertThatThrownBy(() -> FileSession.open(other))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(FilesProblem.HOST_KEY));
        Path empty = Files.createFile(folder.resolve("none.pub"));
        Sftp none = new Sftp(
                right.host(),
                right.port(),
                right.account(),
                "file:" + empty,
                right.password(),
                right.privateKey(),
                right.timeout());
        assertThatThrownBy(() -> FileSession.open(none)).hasMessageContaining("files.host-key-unreadable");
    }

    @Test
    void aFingerprintPinsAsWellAsAKey() throws IOException {
        String key = Files.readString(server.file("host-key.pub")).split(" ")[1];
        Sftp right = byKey();
        String pinned = PinnedHostKey.fingerprint(java.util.Base64.getDecoder().decode(key));

        try (FileSession session = FileSession.open(new Sftp(
                right.host(),
                right.port(),
                right.account(),
                pinned,
                right.password(),
                right.privateKey(),
                right.timeout()))) {
            assertThat(session.list("archive")).isEmpty();
            assertThatThrownBy(() -> session.list("nowhere")).hasMessageContaining("files.folder-missing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "key"})
    void makesAFolderWithThoseAboveItOnceAndSaysWhereItCannot(String how) throws IOException {
        String base = how.equals("local") ? server.home() + "/" : "";
        try (FileSession session = FileSession.open(how.equals("local") ? new FileStore.Local() : byKey())) {
            assertThat(session.makeFolder(base + "made-" + how + "/a/b")).isTrue();
            assertThat(session.makeFolder(base + "made-" + how + "/a/b")).isFalse();
            session.write(base + "made-" + how + "/a/b/file", new byte[] {1});
            assertThat(session.list(base + "made-" + how + "/a/b")).hasSize(1);

            assertThatThrownBy(() -> session.makeFolder(base + "made-" + how + "/a/b/file/c"))
                    .hasMessageContaining("files.folder-not-made");
            assertThatThrownBy(() -> session.makeFolder(base + "made-" + how + "/a/b/file"))
                    .hasMessageContaining("files.folder-not-made");
        }
    }

    @Test
    void saysWhoWasNotLetInAndNeverThePassword() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong"), "a wrong password");
        Sftp right = byPassword();
        Sftp other = new Sftp(
                right.host(),
                right.port(),
                right.account(),
                right.hostKey(),
                Optional.of(SecretRef.of("file:" + wrong)),
                Optional.empty(),
                right.timeout());

        assertThatThrownBy(() -> FileSession.open(other))
                .hasMessageContaining("files.login-refused")
                .hasMessageNotContaining("wrong password");
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Sftp right = byKey();
            Sftp mute = new Sftp(
                    right.host(),
                    silent.getLocalPort(),
                    right.account(),
                    right.hostKey(),
                    right.password(),
                    right.privateKey(),
                    Duration.ofMillis(300));

            assertThatThrownBy(() -> FileSession.open(mute)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aServerThatLivesAndDoesNotAnswerIsGivenUp() throws IOException {
        Sftp right = byKey();
        Sftp impatient = new Sftp(
                right.host(),
                right.port(),
                right.account(),
                right.hostKey(),
                right.password(),
                right.privateKey(),
                Duration.ofSeconds(2));
        try (FileSession session = FileSession.open(impatient)) {
            session.list("archive");
            server.mute(true);

            assertThatThrownBy(() -> session.list("archive")).isInstanceOf(IOException.class);
        } finally {
            server.mute(false);
        }
    }

    @Test
    void aSessionThatIsBrokenOffFailsAndANewOneWorks() throws IOException {
        try (FileSession session = FileSession.open(byKey())) {
            session.list("archive");
            server.breakSessions();
            assertThatThrownBy(() -> session.list("archive")).isInstanceOf(IOException.class);
        }
        try (FileSession again = FileSession.open(byKey())) {
            assertThat(again.list("archive")).isEmpty();
        }
    }

    private static Sftp byKey() {
        return sftp(Optional.empty(), Optional.of(SecretRef.of("file:" + server.file("key"))));
    }

    private static Sftp byPassword() {
        return sftp(Optional.of(SecretRef.of("file:" + server.file("password"))), Optional.empty());
    }

    private static Sftp sftp(Optional<SecretRef> password, Optional<SecretRef> key) {
        return new Sftp(
                "127.0.0.1",
                server.port(),
                LocalSftp.ACCOUNT,
                "file:" + server.file("host-key.pub"),
                password,
                key,
                Duration.ofSeconds(10));
    }
}
