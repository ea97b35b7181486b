package io.sluice.receive.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.Catalog;
import io.sluice.ledger.Arrival;
import io.sluice.ledger.FileRow;
import io.sluice.ledger.FileState;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.LedgerProblem;
import io.sluice.ledger.RunResult.End;
import io.sluice.message.ProblemException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files over a real SFTP server into a real ledger. */
class FileListenersTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String RENAMED = "{by: temporary-suffix}";

    @AutoClose
    private final FileWorld world;

    FileListenersTest(@TempDir Path folder) {
        world = new FileWorld(folder);
    }

    @Test
    void eachRecordBecomesAMessageOfItsFileWhichThenGoesToTheArchive() throws Exception {
        world.drop("items.csv", Items.file(1, 2500));
        byte[] bytes = Files.readAllBytes(world.at("inbound/items/items.csv"));

        world.node(world.catalog(RENAMED, Items.RECORDS));

        archived("items.csv");
        await().atMost(SOON).until(() -> world.files.newest(1).getFirst().state() == FileState.ARCHIVED);
        FileRow row = world.files.newest(1).getFirst();
        assertThat(row.records()).isEqualTo(2500);
        assertThat(row.sha256()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(bytes));
        assertThat(Files.readAllBytes(world.at("archive/items.csv"))).isEqualTo(bytes);
        assertThat(world.names("inbound/items")).isEmpty();
        assertThat(world.number("select count(distinct position) from message where parent_id = '" + row.id() + "'"))
                .isEqualTo(2500);
        assertThat(world.number("select count(*) from message where id = '" + row.id() + "' and transport = 'file'"))
                .isEqualTo(1);
        assertThat(
                        world.number(
                                "select count(*) from message m where parent_id is not null and correlation_id <> parent_id::text"))
                .isZero();
    }

    @Test
    void theReceiptProvesWhereEveryRecordAndEveryAmountWent() {
        // 1 and 2 are filtered, the third repeats the second, the fourth cannot be read, the fifth is completed.
        world.drop("items.csv", """
                ItemNumber,Description,Price
                I-1,Gauze,10.10
                I-2,Tape,20.20
                I-2,Tape,20.20
                I-4,"Bro"ken,40.40
                I-5,Needle,50.50
                """);
        Catalog catalog =
                world.catalog(RENAMED, "records: {names: true, check: {total: sum(Price)}}\nonMismatch: accept\n");

        world.node(
                catalog,
                run -> {
                    String record = new String(run.subject());
                    return record.startsWith("I-5") ? new End.Routed() : new End.Filtered("not wanted");
                },
                ledger -> ledger);

        JsonNode receipt = settled("items.csv");
        assertThat(receipt.at("/state").asText()).isEqualTo("ARCHIVED");
        assertThat(receipt.at("/records").asInt()).isEqualTo(5);
        assertThat(receipt.at("/outcomes").toString())
                .isEqualTo("{\"COMPLETED\":1,\"DUPLICATE\":1,\"FILTERED\":2,\"REJECTED\":1}");
        assertThat(receipt.at("/amounts/total").toString())
                .isEqualTo("{\"COMPLETED\":\"50.50\",\"DUPLICATE\":\"20.20\",\"FILTERED\":\"30.30\"}");
        assertThat(receipt.at("/balanced").asBoolean()).isTrue();
        assertThat(receipt.at("/code").asText()).isEqualTo("receive.file-totals-differ");
    }

    @Test
    void aConflictThatIsHeldAlreadyIsRefusedWheneverItComesAgain() {
        // Price is no part of the key: the second contradicts the first, the third repeats the second, the fourth the
        // first.
        world.drop("items.csv", """
                ItemNumber,Description,Price
                I-1,Gauze,10.10
                I-1,Tape,20.20
                I-1,Tape,20.20
                I-1,Gauze,10.10
                """);

        world.node(
                world.catalog(
                        RENAMED,
                        "format: csv\nfields: {item: ItemNumber}\nduplicates: {key: [item]}\nrecords: {names: true, check: {total: sum(Price)}}\nonMismatch: accept\n"));

        archived("items.csv");
        await().atMost(SOON)
                .until(() -> world.receipt("items.csv").at("/balanced").asBoolean());
        JsonNode receipt = world.receipt("items.csv");
        assertThat(receipt.at("/outcomes").toString())
                .isEqualTo("{\"CONFLICT\":1,\"DUPLICATE\":1,\"HELD\":1,\"IN_PROGRESS\":1}");
        assertThat(receipt.at("/codes").toString()).isEqualTo("{\"ledger.conflict\":2}");
        assertThat(world.number("select count(*) from dead_letter where state = 'HELD'"))
                .isEqualTo(1);
    }

    @Test
    void aWrongTrailerQuarantinesTheWholeFileBeforeAnythingIsApplied() {
        world.drop("short.csv", Items.file(1, 50, 51, null));
        world.drop("wrong.csv", Items.file(1, 50, 50, "1.00"));

        world.node(world.catalog(RENAMED, Items.RECORDS));

        settled("short.csv");
        settled("wrong.csv");
        assertThat(world.names("quarantine"))
                .containsExactly("short.csv", "short.csv.reason.json", "wrong.csv", "wrong.csv.reason.json");
        assertThat(world.number("select count(*) from message where parent_id is not null"))
                .isZero();
        assertThat(world.names("archive")).isEmpty();
        JsonNode receipt = settled("short.csv");
        assertThat(receipt.at("/code").asText()).isEqualTo("receive.file-totals-differ");
        assertThat(receipt.at("/totals/0/stated").asText()).isEqualTo("51");
        assertThat(receipt.at("/totals/0/found").asText()).isEqualTo("50");
        assertThat(receipt.at("/totals/1/holds").asBoolean()).isTrue();
    }

    @Test
    void aQuarantinedFileThatIsPutBackIsJudgedAgain() throws Exception {
        world.drop("items.csv", Items.file(1, 5, 6, null));
        FileWorld.Node first = world.node(world.catalog(RENAMED, Items.RECORDS));
        await().atMost(SOON).until(() -> world.names("quarantine").contains("items.csv.reason.json"));
        settled("items.csv");
        first.close();

        world.node(world.catalog(RENAMED, Items.RECORDS + "onMismatch: accept\n"));
        Files.move(world.at("quarantine/items.csv"), world.at("inbound/items/items.csv"));

        archived("items.csv");
        assertThat(world.number("select count(*) from message where parent_id is not null"))
                .isEqualTo(5);
        assertThat(world.number("select count(*) from file")).isEqualTo(1);
    }

    @Test
    void moreUnreadableRecordsThanAllowedQuarantineTheFile() {
        String broken = "ItemNumber,Description,Price\nI-1,\"a\"b,1\nI-2,c,2\nI-3,\"d\"e,3\n";
        world.drop("items.csv", broken);

        world.node(world.catalog(RENAMED, "records: {names: true}\nmaxRejected: 1\n"));

        assertThat(settled("items.csv").at("/code").asText()).isEqualTo("receive.file-too-many-unreadable");
        assertThat(world.number("select count(*) from message where parent_id is not null"))
                .isZero();
    }

    @Test
    void aFileIsNotReadBeforeItsDoneFileIsThere() throws Exception {
        world.node(world.catalog("{by: done-file, suffix: .ok}", Items.RECORDS));
        Files.writeString(world.at("inbound/items/items.csv"), "ItemNumber,Description,Price\nI-1,half");
        world.drop("other.csv", Items.file(1, 3));
        Files.writeString(world.at("inbound/items/other.csv.ok"), "");
        archived("other.csv");
        assertThat(world.names("inbound/items")).containsExactly("items.csv");

        Files.writeString(world.at("inbound/items/items.csv"), Items.file(10, 10));
        Files.writeString(world.at("inbound/items/items.csv.ok"), "");

        archived("items.csv");
        assertThat(world.names("inbound/items")).isEmpty();
        assertThat(world.number("select count(*) from message where parent_id is not null"))
                .isEqualTo(13);
    }

    @Test
    void aFileThatGrowsIsNotReadUntilItIsStable() throws Exception {
        world.node(world.catalog("{by: stable-size, for: 1s}", Items.RECORDS));
        String whole = Items.file(1, 100);
        Path file = world.at("inbound/items/items.csv");
        for (int i = 0; i < 10; i++) {
            Files.writeString(file, whole.substring(0, whole.length() * i / 10));
            await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        }
        assertThat(world.number("select count(*) from file")).isZero();

        Files.writeString(file, whole);

        archived("items.csv");
        assertThat(world.files.newest(1).getFirst().records()).isEqualTo(100);
    }

    @Test
    void aManifestWithAnotherHashQuarantinesTheFile() throws Exception {
        world.drop("good.csv", Items.file(1, 3));
        world.drop("damaged.csv", Items.file(4, 3));
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(Files.readAllBytes(world.at("inbound/items/good.csv"))));
        Files.writeString(world.at("inbound/items/good.csv.sha256"), hash + "  good.csv\n");
        Files.writeString(world.at("inbound/items/damaged.csv.sha256"), hash + "  damaged.csv\n");

        world.node(world.catalog("{by: manifest}", Items.RECORDS));

        archived("good.csv");
        assertThat(settled("damaged.csv").at("/code").asText()).isEqualTo("receive.file-manifest-differs");
        assertThat(world.names("archive")).containsExactly("good.csv", "good.csv.sha256");
        assertThat(world.names("quarantine")).contains("damaged.csv", "damaged.csv.sha256");
    }

    @Test
    void goesOnAtTheNextRecordWhereverTheLedgerStoppedTakingThem() throws Exception {
        world.drop("items.csv", Items.file(1, 5000));
        Catalog catalog = world.catalog(RENAMED, Items.RECORDS);
        for (int taken : new int[] {1, 700, 1500, 2000}) {
            AtomicInteger left = new AtomicInteger(taken);
            FileWorld.Node dying = world.node(catalog, null, ends(left));
            await().atMost(SOON).until(() -> left.get() < 0);
            dying.close();
            assertThat(world.names("archive")).isEmpty();
        }

        world.node(catalog);

        archived("items.csv");
        assertThat(world.number("select count(*) from message where parent_id is not null"))
                .isEqualTo(5000);
        assertThat(world.number("select count(distinct position) from message where parent_id is not null"))
                .isEqualTo(5000);
        assertThat(world.number("select count(*) from message where outcome <> 'ACCEPTED'"))
                .isZero();
        assertThat(world.number("select count(*) from (select position, lag(position) over (order by seq) as before"
                        + " from message where parent_id is not null) p where before > position"))
                .as("records out of order")
                .isZero();
    }

    @Test
    void severalNodesTakeEachFileOnce() {
        Catalog catalog = world.catalog(RENAMED, Items.RECORDS);
        world.node(catalog);
        world.node(catalog);
        world.node(catalog);

        for (int i = 0; i < 20; i++) {
            world.drop("items-%02d.csv".formatted(i), Items.file(1000 * i, 100));
        }

        await().atMost(SOON).until(() -> world.number("select count(*) from file where state = 'ARCHIVED'") == 20);
        assertThat(world.names("archive")).hasSize(20);
        assertThat(world.number("select count(*) from message where parent_id is not null"))
                .isEqualTo(2000);
        assertThat(world.number("select count(*) from message where outcome <> 'ACCEPTED'"))
                .isZero();
    }

    @Test
    void theVerySameFileIsNotTakenAgainAndOneOfTheSameNameIs() throws Exception {
        world.drop("items.csv", Items.file(1, 10));
        world.node(world.catalog(RENAMED, Items.RECORDS));
        archived("items.csv");
        await().atMost(SOON).until(() -> world.number("select count(*) from file where state = 'ARCHIVED'") == 1);

        Files.copy(
                world.at("archive/items.csv"),
                world.at("inbound/items/items.csv"),
                java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        await().atMost(SOON).until(() -> world.names("inbound/items").isEmpty());
        world.drop("items.csv", Items.file(11, 10));

        await().atMost(SOON).until(() -> world.number("select count(*) from file where state = 'ARCHIVED'") == 2);
        assertThat(world.names("archive")).hasSize(3);
        assertThat(world.number("select count(*) from message where parent_id is not null"))
                .isEqualTo(20);
    }

    @Test
    void aCrashBetweenTheCommitAndTheMoveArchivesTheFileOnce() throws Exception {
        world.drop("items.csv", Items.file(1, 10));
        Catalog catalog = world.catalog(RENAMED, Items.RECORDS);
        FileWorld.Node first = world.node(catalog);
        archived("items.csv");
        await().atMost(SOON).until(() -> world.number("select count(*) from file where state = 'ARCHIVED'") == 1);
        first.close();
        world.text("update file set state = 'STORED', settled = false returning 1");

        FileWorld.Node second = world.node(catalog); // it was moved, and that was not committed
        await().atMost(SOON).until(() -> world.number("select count(*) from file where state = 'ARCHIVED'") == 1);
        second.close();
        world.text("update file set state = 'STORED', settled = false returning 1");
        Files.move(world.at("archive/items.csv"), world.at("inbound/items/items.csv"));
        world.node(catalog); // it was to be moved, and was not

        archived("items.csv");
        assertThat(world.names("archive")).containsExactly("items.csv");
        assertThat(world.number("select count(*) from message where parent_id is not null"))
                .isEqualTo(10);
    }

    @Test
    void whileTheServerIsAwayFilesWaitAndAreTakenWhenItIsBack() {
        world.node(world.catalog(RENAMED, Items.RECORDS));
        for (int i = 0; i < 10; i++) {
            world.drop("items-" + i + ".csv", Items.file(100 * i, 50));
            world.sftp.breakSessions();
        }

        await().atMost(SOON).until(() -> world.names("archive").size() == 10);
        assertThat(world.number("select count(*) from message where parent_id is not null"))
                .isEqualTo(500);
    }

    @Test
    void x12IsAnsweredBeforeItsFileIsArchivedAndEachClaimIsReadAsItWasWhenReadAgain() throws Exception {
        String claims = Files.readString(Path.of("src/test/resources/samples/x12/demo.example6.837"));
        world.drop("claims.837", claims);

        world.node(world.catalog(RENAMED, "format: x12\nrecords: {detail: claim}\n"));

        archived("claims.837");
        List<String> answers = world.names("receipts").stream()
                .filter(name -> name.endsWith(".999"))
                .toList();
        assertThat(answers).hasSize(1);
        assertThat(Files.readString(world.at("receipts/" + answers.getFirst())))
                .contains("ST*999*")
                .contains("AK9*");
        // Each claim stands under other levels of its set: what differs from the first is kept with it.
        assertThat(world.number("select count(*) from message m where parent_id is not null"))
                .isPositive();
    }

    @Test
    void aPackedFileIsUnpackedAndABrokenOneIsQuarantined() throws Exception {
        java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(packed)) {
            gzip.write(Items.file(1, 1000).getBytes());
        }
        byte[] whole = packed.toByteArray();
        Files.write(world.at("inbound/items/good.csv.gz"), whole);
        Files.write(world.at("inbound/items/short.csv.gz"), java.util.Arrays.copyOf(whole, whole.length - 20));

        world.node(world.catalog(RENAMED, Items.RECORDS, "unpack: gzip"));

        archived("good.csv.gz");
        await().atMost(SOON).until(() -> world.names("quarantine").contains("short.csv.gz.reason.json"));
        assertThat(world.number("select count(*) from message where parent_id is not null"))
                .isEqualTo(1000);
    }

    private void archived(String file) {
        await().atMost(SOON).until(() -> world.names("archive").contains(file));
    }

    private JsonNode settled(String file) {
        await().atMost(SOON).until(() -> world.receipt(file).at("/settled").asBoolean());
        return world.receipt(file);
    }

    /** Takes so many arrivals and then none any more, as when PostgreSQL or the process dies. */
    static UnaryOperator<Ledger> ends(AtomicInteger left) {
        return ends(left, arrival -> {});
    }

    /** @param sees each arrival, before it is taken or not */
    static UnaryOperator<Ledger> ends(AtomicInteger left, Consumer<Arrival> sees) {
        return ledger -> (Ledger) Proxy.newProxyInstance(
                FileListenersTest.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("receive") && arguments[0] instanceof Arrival arrival) {
                        sees.accept(arrival);
                        if (left.decrementAndGet() < 0) {
                            return CompletableFuture.failedFuture(
                                    new ProblemException(LedgerProblem.UNAVAILABLE, "gone"));
                        }
                    }
                    try {
                        return method.invoke(ledger, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
