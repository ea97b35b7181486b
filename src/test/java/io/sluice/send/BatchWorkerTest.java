package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.FileBatch;
import io.sluice.catalog.FileBatch.WhenEmpty;
import io.sluice.catalog.FileEndpoint;
import io.sluice.catalog.FileStore;
import io.sluice.catalog.FileWrap;
import io.sluice.catalog.RetrySchedule;
import io.sluice.catalog.SecretRef;
import io.sluice.ledger.BatchTerms;
import io.sluice.ledger.OutgoingBatch;
import io.sluice.ledger.OutgoingFiles;
import io.sluice.ledger.PostgresLedger;
import io.sluice.message.Sha256;
import io.sluice.stack.LocalSftp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many deliveries as one file, on a real ledger and a real SFTP server. */
class BatchWorkerTest {

    private static final String EXTRACT = "analytics/extract";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int NEVER_FULL = 1000;

    private static final FileBatch.Content CSV = new FileBatch.Content.Records(
            "csv",
            Map.of(
                    "lineEnd",
                    "lf",
                    "header",
                    Map.of("tag", "H", "columns", List.of("tag", "file"), "values", Map.of("file", "{sequence:4}")),
                    "detail",
                    Map.of("tag", "D", "columns", List.of("tag", "item", "amount")),
                    "trailer",
                    Map.of(
                            "tag",
                            "T",
                            "columns",
                            List.of("tag", "count", "total"),
                            "values",
                            Map.of("count", "{count}", "total", "{sum(amount)}"))));

    @TempDir
    Path folder;

    private final SendDatabase database = new SendDatabase();
    private LocalSftp server;
    private SendingEngine engine;
    private volatile Duration later = Duration.ZERO;

    @BeforeEach
    void startServer() {
        server = LocalSftp.start(folder.resolve("sftp"));
    }

    @AfterEach
    void stop() throws Exception {
        if (engine != null) {
            engine.close();
        }
        server.close();
    }

    @Test
    void closesAFileWhenTheCountIsReachedAndKeepsTheOrderThoughAllAreOfOneKey() {
        start(batch(3, 1 << 20, WhenEmpty.NONE, CSV));

        enqueue(0, 7);

        await().atMost(SOON).until(() -> delivered() == 6);
        assertThat(placed()).containsExactly("items-000001.csv", "items-000002.csv");
        assertThat(content("items-000001.csv")).isEqualTo("H,0001\nD,i0,0.10\nD,i1,1.10\nD,i2,2.10\nT,3,3.30\n");
        assertThat(content("items-000002.csv")).isEqualTo("H,0002\nD,i3,3.10\nD,i4,4.10\nD,i5,5.10\nT,3,12.30\n");
        assertThat(database.count("state = 'QUEUED'")).isEqualTo(1);
    }

    @Test
    void closesAFileWhenItsSizeIsReached() {
        int one = record(0).length();
        start(batch(NEVER_FULL, one * 2L, WhenEmpty.NONE, CSV));

        enqueue(0, 5);

        await().atMost(SOON).until(() -> delivered() == 4);
        assertThat(content("items-000001.csv")).contains("i0", "i1").doesNotContain("i2");
    }

    @Test
    void closesAFileAtItsTimeOfDayWithWhatThereIs() {
        start(batch(NEVER_FULL, 1 << 20, WhenEmpty.HEADER, CSV, inAnHour()));
        enqueue(0, 2);
        await().atMost(SOON).until(() -> database.count("state = 'QUEUED'") == 2);
        assertThat(placed()).isEmpty();

        later = Duration.ofHours(1).plusMinutes(1);

        await().atMost(SOON).until(() -> delivered() == 2);
        assertThat(placed()).containsExactly("items-000001.csv");
    }

    @Test
    void aFileOfNothingSaysSoOnceADayThoughTheEngineIsStartedAgain() throws Exception {
        Catalog catalog = catalog(batch(NEVER_FULL, 1 << 20, WhenEmpty.HEADER, CSV, inAnHour()));
        engine = engine(catalog);
        await().atMost(SOON).until(() -> database.cutOf(EXTRACT) != null);
        later = Duration.ofHours(1).plusMinutes(1);

        await().atMost(SOON).until(() -> !placed().isEmpty());
        engine.close();
        engine = engine(catalog);
        engine.dispatcher().wake(EXTRACT);

        await().during(SendingEngine.LOOK.multipliedBy(5)).atMost(SOON).until(() -> placed().size() == 1);
        assertThat(content("items-000001.csv")).isEqualTo("H,0001\nT,0,0\n");
    }

    @Test
    void withoutAnythingThereIsNoFile() {
        start(batch(NEVER_FULL, 1 << 20, WhenEmpty.NONE, CSV, inAnHour()));
        await().atMost(SOON).until(() -> database.cutOf(EXTRACT) != null);
        Instant before = database.cutOf(EXTRACT);

        later = Duration.ofHours(1).plusMinutes(1);

        await().atMost(SOON).until(() -> database.cutOf(EXTRACT).isAfter(before));
        assertThat(placed()).isEmpty();
    }

    @Test
    void aDeliveryThatCannotBeARecordIsDeadAlone() {
        start(batch(3, 1 << 20, WhenEmpty.NONE, CSV));

        engine.enqueue(EXTRACT, "a", record(0));
        UUID wrong = engine.enqueue(EXTRACT, "b", "{\"unknown\":\"column\"}");
        engine.enqueue(EXTRACT, "c", record(2));

        await().atMost(SOON).until(() -> delivered() == 2 && database.count("state = 'DEAD'") == 1);
        assertThat(database.deadLetter(wrong)).startsWith("send.record-does-not-fit MAPPING");
        assertThat(content("items-000001.csv")).isEqualTo("H,0001\nD,i0,0.10\nD,i2,2.10\nT,2,2.20\n");
    }

    @Test
    void whereNothingFitsThereIsNoFileAndTheNextGoesOn() {
        start(batch(2, 1 << 20, WhenEmpty.NONE, CSV));

        engine.enqueue(EXTRACT, "a", "[1]");
        engine.enqueue(EXTRACT, "b", "no JSON");
        await().atMost(SOON).until(() -> database.count("state = 'DEAD'") == 2);
        enqueue(0, 2);

        await().atMost(SOON).until(() -> delivered() == 2);
        assertThat(placed()).containsExactly("items-000002.csv");
    }

    @Test
    void throughBrokenSessionsAndARestartNoRecordIsLostAndNoneIsTwice() throws Exception {
        Catalog catalog = catalog(batch(10, 1 << 20, WhenEmpty.NONE, CSV));
        engine = new SendingEngine(database, catalog);
        for (int i = 0; i < 60; i++) {
            engine.enqueue(EXTRACT, "lane" + i % 3, record(i));
            if (i % 15 == 14) {
                server.breakSessions();
            }
            if (i == 37) {
                engine.crash();
                engine = new SendingEngine(database, catalog);
            }
        }

        await().atMost(SOON).until(() -> delivered() == 60);
        assertThat(records()).containsExactlyInAnyOrderElementsOf(items(60));
        assertThat(placed()).hasSize(6).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void throughARestartOfTheDatabaseNoRecordIsLostAndNoneIsTwice() {
        start(batch(10, 1 << 20, WhenEmpty.NONE, CSV));
        for (int i = 0; i < 200; i++) {
            engine.enqueue(EXTRACT, "lane" + i % 3, record(i));
        }

        for (int i = 1; i <= 3; i++) {
            int some = i * 30;
            await().atMost(SOON).until(() -> delivered() >= some);
            database.breakConnections();
        }

        await().atMost(SOON).until(() -> delivered() == 200);
        assertThat(records()).containsExactlyInAnyOrderElementsOf(items(200));
        assertThat(database.count("state = 'DEAD'")).isZero();
    }

    @Test
    void twoNodesMakeEveryFileOnce() throws Exception {
        Catalog catalog = catalog(batch(5, 1 << 20, WhenEmpty.NONE, CSV));
        engine = new SendingEngine(database, catalog);
        try (SendingEngine other = new SendingEngine(database, catalog)) {
            for (int i = 0; i < 40; i++) {
                (i % 2 == 0 ? engine : other).enqueue(EXTRACT, "lane" + i % 7, record(i));
            }

            await().atMost(SOON).until(() -> delivered() == 40);
            assertThat(placed()).hasSize(8);
            assertThat(records()).containsExactlyInAnyOrderElementsOf(items(40));
        }
    }

    /** How far an engine came before it died. */
    enum Died {
        BEFORE_THE_FILE_WAS_WHOLE,
        BEFORE_THE_RENAME,
        AFTER_THE_RENAME,
        AFTER_THE_RENAME_AND_ITS_RECEIVER_HAS_TAKEN_IT,
        BEFORE_THE_RESULTS_WERE_SAVED
    }

    @ParameterizedTest
    @EnumSource(Died.class)
    void whoeverComesAfterACrashMakesTheSameFileOnce(Died died) throws Exception {
        FileBatch rules = batch(3, 1 << 20, WhenEmpty.NONE, CSV);
        try (SendingEngine without = new SendingEngine(database, SendCatalog.of(SendCatalog.http("other/x", 1)))) {
            IntStream.range(0, 4).forEach(i -> without.enqueue(EXTRACT, "lane", record(i)));
            await().atMost(SOON).until(() -> database.count("state = 'QUEUED'") == 4);
        }
        String whole = "H,0001\nD,i0,0.10\nD,i1,1.10\nD,i2,2.10\nT,3,3.30\n";
        die(died, rules, whole);

        engine = new SendingEngine(database, catalog(rules));
        await().atMost(SOON).until(() -> delivered() == 3);

        boolean gone = died == Died.AFTER_THE_RENAME_AND_ITS_RECEIVER_HAS_TAKEN_IT
                || died == Died.BEFORE_THE_RESULTS_WERE_SAVED;
        assertThat(placed()).isEqualTo(gone ? List.of() : List.of("items-000001.csv"));
        if (!gone) {
            assertThat(content("items-000001.csv")).isEqualTo(whole);
        }
        assertThat(database.count("state = 'QUEUED'")).isEqualTo(1);
    }

    private void die(Died died, FileBatch rules, String whole) throws IOException {
        OutgoingFiles files = database.outgoingFiles();
        Path file = server.home().resolve("outbound/items-000001.csv");
        Path temporary = server.home().resolve("outbound/items-000001.csv.part");
        BatchTerms terms = new BatchTerms(
                rules.count(), rules.size(), rules::closingAfter, false, (id, n, at) -> "items-%06d.csv".formatted(n));
        try (PostgresLedger dying = database.open()) {
            OutgoingBatch batch = dying.claimBatch(EXTRACT, terms).batch().orElseThrow();
            byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
            if (died == Died.BEFORE_THE_FILE_WAS_WHOLE) {
                Files.writeString(temporary, whole.substring(0, 20));
                return;
            }
            files.written(batch.id(), bytes.length, Sha256.of(bytes), List.of());
            switch (died) {
                case BEFORE_THE_RENAME -> Files.writeString(temporary, whole);
                case AFTER_THE_RENAME -> Files.writeString(file, whole);
                case BEFORE_THE_RESULTS_WERE_SAVED -> files.placed(batch.id());
                default -> assertThat(file).doesNotExist();
            }
        }
    }

    @Test
    void whatWasWrittenIsNotWrittenAgainWhenItsEndpointHasNoBatchAnyMore() throws Exception {
        FileBatch rules = batch(3, 1 << 20, WhenEmpty.NONE, CSV);
        try (SendingEngine without = new SendingEngine(database, SendCatalog.of(SendCatalog.http("other/x", 1)))) {
            IntStream.range(0, 4).forEach(i -> without.enqueue(EXTRACT, "lane", record(i)));
            await().atMost(SOON).until(() -> database.count("state = 'QUEUED'") == 4);
        }
        die(Died.BEFORE_THE_RENAME, rules, "what was written");

        engine = new SendingEngine(
                database,
                SendCatalog.of(SendCatalog.file(
                        EXTRACT,
                        new FileStore.Local(),
                        server.home().resolve("outbound").toString(),
                        "{sequence}")));
        await().atMost(SOON).until(() -> delivered() == 4);

        assertThat(placed()).containsExactly("000002", "items-000001.csv");
        assertThat(content("000002")).isEqualTo(record(3));
    }

    @Test
    void whenTheRetriesAreExhaustedAllOfTheFileAreDeadLetters() throws IOException {
        RetrySchedule twice =
                new RetrySchedule.Growing(Duration.ofMillis(20), 1, Duration.ofMillis(20), 0, 2, Duration.ofMinutes(1));
        FileEndpoint missing = endpoint(
                new FileStore.Local(),
                Files.createFile(folder.resolve("a-file")).toString(),
                FileWrap.NONE,
                batch(3, 1 << 20, WhenEmpty.NONE, CSV));
        engine = new SendingEngine(database, SendCatalog.of(twice, missing));

        enqueue(0, 3);

        await().atMost(SOON).until(() -> database.count("state = 'DEAD'") == 3);
        assertThat(database.answers("RETRY")).isEqualTo(3);
    }

    @Test
    void eachDeliveryIsAnEntryOfAnArchive() throws IOException {
        FileEndpoint zip = endpoint(
                new FileStore.Local(),
                folder.toString(),
                new FileWrap(Optional.of(FileWrap.Pack.ZIP), Optional.empty()),
                batch(3, 1 << 20, WhenEmpty.NONE, new FileBatch.Content.Entries("{number}.json")));
        engine = new SendingEngine(database, SendCatalog.of(zip));

        enqueue(0, 3);

        await().atMost(SOON).until(() -> delivered() == 3);
        try (ZipFile file = new ZipFile(folder.resolve("items-000001.csv").toFile())) {
            assertThat(file.stream().map(entry -> entry.getName()))
                    .containsExactly("000001.json", "000002.json", "000003.json");
            assertThat(file.getInputStream(file.getEntry("000002.json")).readAllBytes())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(record(1));
        }
    }

    @Test
    void messagesOfHl7StandInABatchOfTheStandard() {
        start(batch(2, 1 << 20, WhenEmpty.NONE, new FileBatch.Content.Records("hl7v2", Map.of())));

        for (String id : List.of("M1", "M2")) {
            engine.enqueue(EXTRACT, "lane", "MSH|^~\\&|A|B|C|D|20261122||ADT^A01|" + id + "|P|2.5.1\rPID|1\r");
        }

        await().atMost(SOON).until(() -> delivered() == 2);
        assertThat(content("items-000001.csv").split("\r"))
                .satisfies(lines -> assertThat(lines[0]).startsWith("BHS|^~\\&|SLUICE"))
                .contains("PID|1", "BTS|2");
    }

    private void start(FileBatch batch) {
        engine = engine(catalog(batch));
    }

    private SendingEngine engine(Catalog catalog) {
        InstantSource clock = () -> Instant.now().plus(later);
        return new SendingEngine(database.open(clock), database, catalog, clock);
    }

    private void enqueue(int from, int to) {
        IntStream.range(from, to).forEach(i -> engine.enqueue(EXTRACT, "lane", record(i)));
    }

    private static String record(int i) {
        return "{\"item\":\"i%d\",\"amount\":%d.10}".formatted(i, i);
    }

    private static List<String> items(int count) {
        return IntStream.range(0, count).mapToObj(i -> "i" + i).toList();
    }

    /** Items of all files, in their order. */
    private List<String> records() {
        List<String> items = new ArrayList<>();
        for (String name : placed()) {
            content(name).lines().filter(line -> line.startsWith("D,")).forEach(line -> items.add(line.split(",")[1]));
        }
        return items;
    }

    private int delivered() {
        return database.count("state = 'DELIVERED'");
    }

    private static LocalTime inAnHour() {
        return LocalTime.now(ZoneOffset.UTC).plusHours(1).truncatedTo(ChronoUnit.MINUTES);
    }

    private static FileBatch batch(int count, long size, WhenEmpty empty, FileBatch.Content content, LocalTime... at) {
        return new FileBatch(List.of(at), ZoneOffset.UTC, count, size, empty, content);
    }

    private Catalog catalog(FileBatch batch) {
        FileStore.Sftp sftp = new FileStore.Sftp(
                "127.0.0.1",
                server.port(),
                LocalSftp.ACCOUNT,
                "file:" + server.file("host-key.pub"),
                Optional.empty(),
                Optional.of(SecretRef.of("file:" + server.file("key"))),
                Duration.ofSeconds(5));
        return SendCatalog.of(endpoint(sftp, "outbound", FileWrap.NONE, batch));
    }

    private static FileEndpoint endpoint(FileStore store, String where, FileWrap wrap, FileBatch batch) {
        return SendCatalog.batch(EXTRACT, store, where, "items-{sequence}.csv", wrap, batch);
    }

    private List<String> placed() {
        try (Stream<Path> all = Files.list(server.home().resolve("outbound"))) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String content(String name) {
        try {
            return Files.readString(server.home().resolve("outbound").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
