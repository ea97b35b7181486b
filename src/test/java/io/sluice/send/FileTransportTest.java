package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.catalog.FileEndpoint;
import io.sluice.catalog.FileStore;
import io.sluice.catalog.SecretRef;
import io.sluice.ledger.ClaimedDelivery;
import io.sluice.ledger.OutgoingFiles;
import io.sluice.message.Sha256;
import io.sluice.stack.LocalSftp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outgoing files on a real ledger and a real SFTP server. */
class FileTransportTest {

    private static final String EXTRACT = "erp/extract";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T10:15:30Z"));

    private static final FileTransport.Whole WHOLE = (message, body, out) -> out.write(body);

    @TempDir
    Path folder;

    private final SendDatabase database = new SendDatabase();
    private final OutgoingFiles files = database.outgoingFiles();
    private LocalSftp server;
    private FileTransport transport;

    @BeforeEach
    void start() {
        server = LocalSftp.start(folder.resolve("sftp"));
        transport = new FileTransport(endpoint("items-{date}-{time}-{sequence}.json"), files, WHOLE, CLOCK);
    }

    @AfterEach
    void stop() {
        transport.close();
        server.close();
    }

    @Test
    void placesEachDeliveryUnderANameWithTheNextNumber() throws IOException {
        SendOutcome first = send(Deliveries.of("one"));
        SendOutcome second = send(Deliveries.of("two"));

        assertThat(first).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(new String(second.response())).isEqualTo("{\"file\":\"items-20261122-101530-000002.json\"}");
        assertThat(placed()).containsExactly("items-20261122-101530-000001.json", "items-20261122-101530-000002.json");
        assertThat(outbound("items-20261122-101530-000001.json")).hasContent("one");
    }

    @Test
    void aDeliveryThatIsRepeatedKeepsItsNameAndIsNotWrittenAgain() throws IOException {
        ClaimedDelivery delivery = Deliveries.of("one");
        send(delivery);
        Files.delete(outbound(placed().getFirst())); // its receiver has taken it

        assertThat(send(delivery)).isInstanceOf(SendOutcome.Accepted.class);

        assertThat(placed()).isEmpty();
    }

    @Test
    void killedBeforeTheFileWasWholeItIsWrittenUnderTheSameName() throws IOException {
        ClaimedDelivery delivery = Deliveries.of("all of it");
        files.begin(delivery.id(), EXTRACT, number -> "items-" + number + ".json", CLOCK.instant());
        Files.writeString(outbound("items-1.json.part"), "all o");

        assertThat(send(delivery)).isInstanceOf(SendOutcome.Accepted.class);

        assertThat(placed()).containsExactly("items-1.json");
        assertThat(outbound("items-1.json")).hasContent("all of it");
    }

    @Test
    void killedBeforeTheRenameItIsRenamed() throws IOException {
        ClaimedDelivery delivery = Deliveries.of("all of it");
        written(delivery);
        Files.writeString(outbound("items-1.json.part"), "all of it");

        assertThat(send(delivery)).isInstanceOf(SendOutcome.Accepted.class);

        assertThat(placed()).containsExactly("items-1.json");
    }

    @Test
    void killedAfterTheRenameItIsNotWrittenAgainThoughItsReceiverHasTakenIt() throws IOException {
        ClaimedDelivery delivery = Deliveries.of("all of it");
        written(delivery);

        assertThat(send(delivery)).isInstanceOf(SendOutcome.Accepted.class);

        assertThat(placed()).isEmpty();
    }

    @Test
    void theSameFileUnderItsOwnNameIsRecognisedAndAnotherOneIsLeftAlone() throws IOException {
        ClaimedDelivery delivery = Deliveries.of("all of it");
        written(delivery);
        Files.writeString(outbound("items-1.json.part"), "all of it");
        Files.writeString(outbound("items-1.json"), "another's");

        assertThat(send(delivery).problem()).isEqualTo(SendProblem.FILE_NAME_TAKEN);
        assertThat(outbound("items-1.json")).hasContent("another's");

        Files.writeString(outbound("items-1.json"), "all of it");
        assertThat(send(delivery)).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(placed()).containsExactly("items-1.json");
    }

    @Test
    void whileTheServerIsAwayNothingIsLostAndANewSessionGoesOn() throws IOException {
        ClaimedDelivery delivery = Deliveries.of("one");
        send(Deliveries.of("before"));
        server.close();

        SendOutcome away = send(delivery);
        SendOutcome stillAway = send(delivery);

        assertThat(List.of(away, stillAway)).allMatch(SendOutcome::endpointFault);
        assertThat(stillAway).isInstanceOf(SendOutcome.Unreached.class);
    }

    @Test
    void aFolderThatIsMissingIsMadeAlsoWhenItGoesLater() throws IOException {
        Path missing = folder.resolve("missing/below");
        try (FileTransport local = local(missing)) {
            assertThat(local.send(Deliveries.of("one")).toCompletableFuture().join())
                    .isInstanceOf(SendOutcome.Accepted.class);
            try (Stream<Path> all = Files.list(missing)) {
                for (Path file : all.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(missing);

            assertThat(local.send(Deliveries.of("two")).toCompletableFuture().join())
                    .isInstanceOf(SendOutcome.TryAgain.class);
            assertThat(local.send(Deliveries.of("two")).toCompletableFuture().join())
                    .isInstanceOf(SendOutcome.Accepted.class);
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsTriedAgainByItsOwnCode() throws IOException {
        Path file = Files.createFile(folder.resolve("a-file"));
        try (FileTransport wrong = local(file.resolve("below"))) {
            assertThat(wrong.send(Deliveries.of("one")).toCompletableFuture().join())
                    .isEqualTo(new SendOutcome.Unreached(SendProblem.FOLDER_NOT_MADE));
            Files.delete(file);

            assertThat(wrong.send(Deliveries.of("one")).toCompletableFuture().join())
                    .isInstanceOf(SendOutcome.Accepted.class);
        }
    }

    private FileTransport local(Path where) {
        return new FileTransport(
                SendCatalog.file(EXTRACT, new FileStore.Local(), where.toString(), "{id}"), files, WHOLE, CLOCK);
    }

    @Test
    void deliversAllFromTheLedgerThroughBrokenSessions() throws Exception {
        try (SendingEngine engine = new SendingEngine(database, SendCatalog.of(endpoint("f-{sequence}")))) {
            for (int i = 0; i < 30; i++) {
                engine.enqueue(EXTRACT, "lane", "body " + i);
                if (i % 10 == 9) {
                    server.breakSessions();
                }
            }

            await().atMost(Duration.ofSeconds(60)).until(() -> database.count("state = 'DELIVERED'") == 30);
        }
        List<String> bodies = placed().stream().map(this::content).toList();
        assertThat(bodies)
                .containsExactlyElementsOf(
                        IntStream.range(0, 30).mapToObj(i -> "body " + i).toList());
    }

    private void written(ClaimedDelivery delivery) {
        files.begin(delivery.id(), EXTRACT, number -> "items-" + number + ".json", CLOCK.instant());
        files.written(delivery.id(), delivery.body().length, Sha256.of(delivery.body()), List.of());
    }

    private SendOutcome send(ClaimedDelivery delivery) {
        return transport.send(delivery).toCompletableFuture().join();
    }

    private FileEndpoint endpoint(String pattern) {
        FileStore.Sftp sftp = new FileStore.Sftp(
                "127.0.0.1",
                server.port(),
                LocalSftp.ACCOUNT,
                "file:" + server.file("host-key.pub"),
                Optional.empty(),
                Optional.of(SecretRef.of("file:" + server.file("key"))),
                Duration.ofSeconds(5));
        return SendCatalog.file(EXTRACT, sftp, "outbound", pattern);
    }

    private Path outbound(String name) {
        return server.home().resolve("outbound").resolve(name);
    }

    private List<String> placed() throws IOException {
        try (Stream<Path> all = Files.list(server.home().resolve("outbound"))) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private String content(String name) {
        try {
            return Files.readString(outbound(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
