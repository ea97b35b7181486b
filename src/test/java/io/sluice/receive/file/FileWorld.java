package io.sluice.receive.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.read.CatalogReader;
import io.sluice.catalog.read.FolderSource;
import io.sluice.ledger.IncomingFiles;
import io.sluice.ledger.Keyring;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.OutgoingFiles;
import io.sluice.ledger.PostgresLedger;
import io.sluice.ledger.ReadyRun;
import io.sluice.ledger.RunResult;
import io.sluice.ledger.RunSink;
import io.sluice.ledger.TestSettings;
import io.sluice.ledger.Turns;
import io.sluice.receive.CountingMeter;
import io.sluice.receive.DrivenTurns;
import io.sluice.receive.Intake;
import io.sluice.send.Dispatcher;
import io.sluice.send.SendMeter;
import io.sluice.stack.KeptConnections;
import io.sluice.stack.LocalSftp;
import io.sluice.stack.MigratedDatabase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Files before a real ledger: system {@code erp} drops them on a real SFTP server, integration {@code items} takes
 * them. Runs end as the test says; nothing is routed.
 */
final class FileWorld implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    final LocalSftp sftp;
    final IncomingFiles files;
    final CountingMeter meter = new CountingMeter();
    private final Path catalogFolder;
    private final KeptConnections pool;
    private final Keyring keyring;
    private final List<AutoCloseable> open = new ArrayList<>();

    FileWorld(Path folder) {
        sftp = LocalSftp.start(folder.resolve("sftp"));
        catalogFolder = folder.resolve("catalog");
        var database = MigratedDatabase.fresh();
        pool = new KeptConnections(database);
        keyring = Keyring.open(folder.resolve("keys"));
        files = new IncomingFiles(pool, keyring);
        try {
            Files.createDirectories(sftp.home().resolve("inbound/items"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param complete of the listener @param files further keys of integration.yaml */
    Catalog catalog(String complete, String filesOfIntegration) {
        return catalog(complete, filesOfIntegration, "");
    }

    /** @param listener further keys of the listener */
    Catalog catalog(String complete, String filesOfIntegration, String listener) {
        return catalog(complete, filesOfIntegration, listener, "");
    }

    /** With an endpoint {@code erp/errors}, whose files come to the folder of receipts. */
    Catalog catalogWithErrors(String filesOfIntegration) {
        String endpoint = """
                endpoints:
                  errors:
                    transport: file
                    sftp: {host: 127.0.0.1, port: %d, account: sluice, hostKey: "file:%s", privateKey: "file:%s"}
                    folder: receipts
                    name: "errors-{sequence}.csv"
                """.formatted(sftp.port(), sftp.file("host-key.pub"), sftp.file("key"));
        return catalog("{by: temporary-suffix}", filesOfIntegration, "", endpoint);
    }

    /** Folders of this machine below a base, none of which is there. */
    Catalog local(Path base) {
        Catalog remote = catalog("{by: temporary-suffix}", Items.RECORDS);
        try {
            Path system = catalogFolder.resolve("systems/erp.yaml");
            String text = Files.readString(system)
                    .replaceAll("(?m)^ *sftp: .*\n", "")
                    .replaceAll("(?m)^( *(?:folder|archive|quarantine|receipts): )(.*)$", "$1" + base + "/$2");
            return read(Files.writeString(system, text), remote);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Catalog read(Path changed, Catalog before) {
        Catalog catalog = CatalogReader.read(new FolderSource(catalogFolder), Map.of());
        if (!catalog.problems().isEmpty() || catalog.systems().equals(before.systems())) {
            throw new AssertionError(changed + " " + catalog.problems());
        }
        return catalog;
    }

    /** @param inbound what the system may send, as in YAML */
    Catalog limited(String inbound) {
        return catalog("{by: temporary-suffix}", Items.RECORDS, "", "inbound: " + inbound + "\n");
    }

    private Catalog catalog(String complete, String filesOfIntegration, String listener, String system) {
        try {
            write("tiers.yaml", TIERS);
            write(
                    "systems/erp.yaml",
                    SYSTEM.formatted(sftp.port(), sftp.file("host-key.pub"), sftp.file("key"), complete)
                            + listener.indent(4)
                            + system);
            write(
                    "routes/items/integration.yaml",
                    (filesOfIntegration.startsWith("format:") ? INTEGRATION : INTEGRATION + CSV) + filesOfIntegration);
            write("routes/items/items.camel.yaml", ROUTE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Catalog catalog = CatalogReader.read(new FolderSource(catalogFolder), Map.of());
        if (!catalog.problems().isEmpty()) {
            throw new AssertionError(catalog.problems().toString());
        }
        return catalog;
    }

    private void write(String file, String text) throws IOException {
        Path path = catalogFolder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** A node whose runs wait. */
    Node node(Catalog catalog) {
        return node(catalog, null, ledger -> ledger);
    }

    /**
     * @param end how a run ends; null: integrations are as if paused, since a run that is leased and never ends costs
     *     memory
     * @param between what stands between the intake and the ledger
     */
    Node node(Catalog catalog, Function<ReadyRun, RunResult.End> end, UnaryOperator<Ledger> between) {
        return takingIn(
                catalog,
                end,
                ledger -> new Intake(new CatalogHolder(catalog), between.apply(ledger), new CountingMeter()));
    }

    /** A node whose runs wait, with what its systems may send in the test's time. */
    Node node(Catalog catalog, DrivenTurns turns) {
        return takingIn(catalog, null, ledger -> turns.intake(catalog, ledger, meter));
    }

    private Node takingIn(
            Catalog catalog, Function<ReadyRun, RunResult.End> end, Function<PostgresLedger, Intake> takesIn) {
        PostgresLedger ledger = new PostgresLedger(pool, keyring, InstantSource.system(), TestSettings.of("files"));
        ledger.runsTo(new RunSink() {
            @Override
            public int capacity(String integration) {
                return end == null ? 0 : 100;
            }

            @Override
            public void ready(List<ReadyRun> runs) {
                for (ReadyRun run : runs) {
                    ledger.finish(new RunResult(run, end.apply(run), List.of(), List.of(), List.of(), Map.of()))
                            .thenRun(() -> ledger.runsWanted(run.integration()));
                }
            }
        });
        CatalogHolder holder = new CatalogHolder(catalog);
        Intake intake = takesIn.apply(ledger);
        FileListeners listeners = new FileListeners(
                holder, intake, files, new Turns(pool), code -> "what " + code + " means", InstantSource.system());
        listeners.open(catalog);
        Node node = new Node(listeners, ledger, intake);
        open.add(node);
        return node;
    }

    /** Sends what is to be sent, until the node ends. */
    void send(Node node, Catalog catalog) {
        Vertx vertx = Vertx.vertx();
        Dispatcher dispatcher = new Dispatcher(
                node.ledger,
                new OutgoingFiles(pool),
                new CatalogHolder(catalog),
                vertx,
                InstantSource.system(),
                SendMeter.NONE);
        dispatcher.start();
        open.addFirst(() -> {
            dispatcher.close();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        });
    }

    /** One engine, as far as files need it. */
    static final class Node implements AutoCloseable {
        final FileListeners listeners;
        final Intake intake;
        private final PostgresLedger ledger;
        private boolean closed;

        Node(FileListeners listeners, PostgresLedger ledger, Intake intake) {
            this.intake = intake;
            this.listeners = listeners;
            this.ledger = ledger;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                listeners.close();
                ledger.close();
            }
        }
    }

    /** As a sender does it that renames when it has finished. */
    void drop(String name, String content) {
        try {
            Path temporary = at("inbound/" + name + ".part");
            Files.writeString(temporary, content);
            Files.move(temporary, at("inbound/items/" + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path at(String path) {
        return sftp.home().resolve(path);
    }

    List<String> names(String folder) {
        try (Stream<Path> all = Files.list(at(folder))) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A receipt, or nothing while it is not there. */
    JsonNode receipt(String file) {
        try {
            Path path = at("receipts/" + file + ".receipt.json");
            return Files.exists(path) ? JSON.readTree(path.toFile()) : JSON.nullNode();
        } catch (IOException e) {
            return JSON.nullNode(); // it is being replaced
        }
    }

    long number(String sql) {
        return Long.parseLong(text(sql));
    }

    String text(String sql) {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        sftp.close();
    }

    private static final String TIERS = """
            tiers:
              3:
                name: business
                description: Finance and procurement
                retries: [5s, 1m, 10m]
                breaker: {failures: 10, window: 1m, openFor: 1m}
                orderStrict: false
                failMode: hold
                escalation: {after: 4h, to: business-desk}
                retention: 90d
            """;

    private static final String SYSTEM = """
            description: Enterprise resource planning
            owner: {team: Materials, contact: materials@example.org}
            listeners:
              items:
                transport: file
                sftp: {host: 127.0.0.1, port: %d, account: sluice, hostKey: "file:%s", privateKey: "file:%s"}
                folder: inbound/items
                archive: archive
                quarantine: quarantine
                receipts: receipts
                poll: 50ms
                complete: %s
            """;

    private static final String INTEGRATION = """
            version: 1.0.0
            description: Items
            owner: {team: Materials, contact: materials@example.org}
            criticality: 3
            sensitivity: internal
            latency: batch
            source: erp
            """;

    private static final String CSV = """
            format: csv
            fields: {item: ItemNumber}
            orderBy: [item]
            duplicates: {key: [item, Price]}
            """;

    private static final String ROUTE = """
            - route:
                id: items
                from:
                  uri: receive:file:items
                  steps:
                    - stop: {}
            """;
}
