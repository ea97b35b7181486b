package io.sluice.receive.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.catalog.Catalog;
import io.sluice.ledger.ReadyRun;
import io.sluice.ledger.RunResult.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sender of a file is told about its records, over a real SFTP server and a real ledger. */
class ErrorReportsTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final String REPORT =
            "records: {names: true}\nerrorReport: {to: erp/errors, when: %s, within: %s, columns: [ItemNumber]}\n";

    private static final String ITEMS = """
            ItemNumber,Description,Price
            I-1,Secret gauze,10.10
            I-2,"Bro"ken,20.20
            "I,3",Secret needle,30.30
            """;

    @AutoClose
    private final FileWorld world;

    ErrorReportsTest(@TempDir Path folder) {
        world = new FileWorld(folder);
    }

    @Test
    void theSenderLearnsWhichRecordsWereRefusedOrAreDeadAndNothingElseOfThem() {
        Catalog catalog = world.catalogWithErrors(REPORT.formatted("rejected", "1h"));
        world.drop("items.csv", ITEMS);

        world.send(world.node(catalog, ErrorReportsTest::needlesDie, ledger -> ledger), catalog);

        await().atMost(SOON).until(() -> errors().size() == 1 && delivered() == 1);
        assertThat(errors().getFirst().lines())
                .containsExactly(
                        "file,record,code,meaning,ItemNumber",
                        "items.csv,2,receive.content-invalid,what receive.content-invalid means,",
                        "items.csv,3,map.failed,what map.failed means,\"I,3\"");
        assertThat(world.files
                        .reports()
                        .of(world.files.newest(1).getFirst().id())
                        .orElseThrow()
                        .state())
                .isEqualTo("DELIVERED");
        assertThat(world.receipt("items.csv").at("/balanced").asBoolean()).isTrue();
    }

    @Test
    void anEngineThatIsStartedAgainTellsNothingTwice() throws Exception {
        Catalog catalog = world.catalogWithErrors(REPORT.formatted("rejected", "1h"));
        world.drop("items.csv", ITEMS);
        FileWorld.Node first = world.node(catalog, ErrorReportsTest::needlesDie, ledger -> ledger);
        await().atMost(SOON).until(() -> reported() == 1); // made, not sent
        first.close();

        world.send(world.node(catalog, ErrorReportsTest::needlesDie, ledger -> ledger), catalog);

        await().atMost(SOON).until(() -> errors().size() == 1);
        await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> errors().size() == 1 && reported() == 1);
    }

    @Test
    void whatIsNotSettledInTimeIsToldAsItStands() {
        Catalog catalog = world.catalogWithErrors(REPORT.formatted("rejected", "500ms"));
        world.drop("items.csv", ITEMS);

        world.send(world.node(catalog), catalog); // runs wait

        await().atMost(SOON).until(() -> errors().size() == 1);
        assertThat(errors().getFirst().lines()).hasSize(2);
        assertThat(world.files.newest(1).getFirst().settled()).isFalse();
    }

    @Test
    void aFileThatIsRefusedAsAWholeIsAnErrorToo() {
        Catalog catalog = world.catalogWithErrors(Items.RECORDS + "errorReport: {to: erp/errors}\n");
        world.drop("items.csv", Items.file(1, 5, 6, null));

        world.send(world.node(catalog), catalog);

        await().atMost(SOON).until(() -> errors().size() == 1);
        assertThat(errors().getFirst()).contains("items.csv,,receive.file-totals-differ,what");
    }

    @Test
    void onlyWhoWantsItIsToldThatAllIsWell() {
        Catalog quiet = world.catalogWithErrors(REPORT.formatted("rejected", "1h"));
        world.drop("first.csv", "ItemNumber,Description,Price\nI-1,Gauze,10.10\n");
        FileWorld.Node node = world.node(quiet, run -> new End.Routed(), ledger -> ledger);
        await().atMost(SOON)
                .until(() -> world.receipt("first.csv").at("/settled").asBoolean());
        node.close();
        Catalog always = world.catalogWithErrors(REPORT.formatted("always", "1h"));
        world.drop("second.csv", "ItemNumber,Description,Price\nI-2,Gauze,10.10\n");

        world.send(world.node(always, run -> new End.Routed(), ledger -> ledger), always);

        await().atMost(SOON).until(() -> errors().size() == 1);
        assertThat(errors().getFirst()).isEqualTo("file,record,code,meaning,ItemNumber\r\n");
        assertThat(reported()).isEqualTo(1);
    }

    private static End needlesDie(ReadyRun run) {
        return new String(run.subject(), StandardCharsets.UTF_8).contains("needle")
                ? new End.Dead("map.failed", "map", "", "MAPPING", "Materials", false)
                : new End.Routed();
    }

    private long reported() {
        return world.number("select count(*) from delivery");
    }

    private long delivered() {
        return world.number("select count(*) from delivery where state = 'DELIVERED'");
    }

    private List<String> errors() {
        return world.names("receipts").stream()
                .filter(name -> name.startsWith("errors-") && name.endsWith(".csv"))
                .map(name -> {
                    try {
                        return Files.readString(world.at("receipts/" + name));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
