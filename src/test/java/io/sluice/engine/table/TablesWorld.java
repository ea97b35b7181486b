package io.sluice.engine.table;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.read.CatalogReader;
import io.sluice.catalog.read.FolderSource;
import io.sluice.deadletter.ReplayRunner;
import io.sluice.deadletter.Replays;
import io.sluice.engine.Verbs;
import io.sluice.engine.route.Entrances;
import io.sluice.engine.route.IntegrationRoutes;
import io.sluice.engine.run.RunDispatcher;
import io.sluice.engine.run.RunExecutor;
import io.sluice.ledger.Actor;
import io.sluice.ledger.Keyring;
import io.sluice.ledger.PostgresLedger;
import io.sluice.ledger.ReplaySelection;
import io.sluice.ledger.ReplaySteps;
import io.sluice.ledger.ReplayStore;
import io.sluice.ledger.TableVersions;
import io.sluice.ledger.TestSettings;
import io.sluice.ledger.UnmappedCodes;
import io.sluice.receive.Inbound;
import io.sluice.receive.Intake;
import io.sluice.receive.ReceiveMeter;
import io.sluice.stack.Database;
import io.sluice.stack.KeptConnections;
import io.sluice.stack.MigratedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Engines as far as tables need them, on one real ledger: system {@code clinic} sends, integration
 * {@code registrations} looks up the sex in its own table, and holds what it does not know; the language in a shared
 * one, by worklist.
 */
final class TablesWorld implements AutoCloseable {

    static final Actor ANNA = new Actor("anna", "analyst");

    final KeptConnections pool;
    final Keyring keyring;
    private final Path home;

    TablesWorld(Path folder) {
        Database database = MigratedDatabase.fresh();
        pool = new KeptConnections(database);
        keyring = Keyring.open(folder.resolve("keys"));
        home = folder.resolve("home");
        file("systems/clinic.yaml", SYSTEM);
        file("routes/registrations/integration.yaml", INTEGRATION);
        file("routes/registrations/registrations.camel.yaml", ROUTE);
        file("routes/registrations/to-patient.jsonata", MAPPING);
        file("routes/registrations/tables/sex.csv", "hl7,fhir\nM,male\nF,female\n");
        file("tables/language.csv", "hl7,bcp47\nen,en-US\n");
        copy("tiers.yaml");
        copy("contracts/patient/1.0.0.odcs.yaml");
    }

    /** One engine. */
    final class Node implements AutoCloseable {
        final CatalogHolder catalogs;
        final LiveTables tables;
        final TableImport imports;
        final PostgresLedger ledger;
        private final DefaultCamelContext camel = new DefaultCamelContext();
        private final Intake intake;
        private final RunDispatcher runs;
        private final Replays replays;
        private final ReplayRunner runner;

        Node() {
            Catalog catalog;
            catalog = CatalogReader.read(new FolderSource(home), Map.of());
            if (!catalog.problems().isEmpty()) {
                throw new AssertionError(catalog.problems().toString());
            }
            InstantSource clock = InstantSource.system();
            catalogs = new CatalogHolder(catalog);
            ledger = new PostgresLedger(pool, keyring, clock, TestSettings.of("tables"));
            IntegrationRoutes routes = new IntegrationRoutes(camel, new Entrances());
            TableVersions versions = new TableVersions(pool);
            tables = new LiveTables(catalogs, routes, versions, worklist(), clock, Optional.of(home));
            imports = new TableImport(tables, versions, clock);
            tables.begin();
            new Verbs(catalogs).addTo(camel, routes.entrances());
            camel.start();
            routes.load(catalogs.current());
            runs = new RunDispatcher(ledger, routes, new RunExecutor(routes), 2, result -> {});
            ledger.runsTo(runs);
            tables.start(Duration.ofMillis(100)); // nobody waits long for a look
            intake = new Intake(catalogs, ledger, ReceiveMeter.NONE);
            ReplayStore store = new ReplayStore(pool);
            replays = new Replays(store, 10, clock);
            runner = new ReplayRunner(store, new ReplaySteps(ledger::reopen), clock);
            runner.start();
        }

        /** A registration, stored. */
        UUID register(String number, String sex, String language) {
            String message = "MSH|^~\\&|CLINIC|SOUTH|SLUICE|H|20260201090000||ADT^A04|" + number + "|P|2.5.1\r"
                    + "PID|1||" + number + "^^^SOUTH^MR||EVERYWOMAN^EVE||19710909|" + sex + "|||||||" + language + "\r";
            Inbound inbound = new Inbound(
                    catalogs.current().listener("clinic").orElseThrow(),
                    "127.0.0.1",
                    Instant.now(),
                    message.getBytes(StandardCharsets.UTF_8));
            intake.take(inbound).verdict().join();
            return UUID.fromString(text("select id::text from message order by id desc limit 1"));
        }

        void replayDead(UUID message) {
            ReplaySelection one =
                    new ReplaySelection(List.of(message), null, null, null, null, null, null, false, false, false);
            replays.start(replays.plan(one, ANNA, "the table was mended").id(), null, ANNA, "the table was mended");
        }

        @Override
        public void close() throws Exception {
            runner.close();
            tables.close();
            runs.close();
            ledger.close();
            camel.stop();
        }
    }

    UnmappedCodes worklist() {
        return new UnmappedCodes(pool, keyring);
    }

    /** The first column of the first row, empty without one. */
    String text(String sql) {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    void delete(String name) {
        try {
            Files.delete(home.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(String resource) {
        try {
            file(resource, Files.readString(Path.of("src/main/resources").resolve(resource)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As somebody writes it who edits the home. */
    void file(String name, String text) {
        try {
            Path path = home.resolve(name);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // the database is the test run's
    }

    private static final String SYSTEM = """
            description: Outpatient clinic
            owner: {team: Outpatient, contact: outpatient@example.org}
            zone: America/Chicago
            identity: {addresses: [127.0.0.1/32]}
            listeners:
              clinic: {transport: mllp, port: 2576}
            """;

    private static final String INTEGRATION = """
            version: 1.0.0
            description: Registrations of the clinic
            owner: {team: Outpatient, contact: outpatient@example.org}
            criticality: 3
            sensitivity: phi
            latency: real-time
            source: clinic
            accepts: {types: [ADT^A04]}
            publishes: {patient: "1"}
            """;

    private static final String ROUTE = """
            - route:
                id: registrations
                from:
                  uri: receive:mllp:clinic
                  steps:
                    - to: map:to-patient
                    - to: publish:patient
            """;

    private static final String MAPPING = """
            {
              "identifier": {"system": "SOUTH", "value": $get('PID-3-1')},
              "name": {"family": $get('PID-5-1')},
              "gender": $code('sex', $get('PID-8-1'), {"at": "PID-8", "onMissing": "hold"}),
              "communication": {"language": {"text": $code('language', $get('PID-15-1'), {"at": "PID-15", "onMissing": "worklist", "default": "und"})}}
            }
            """;
}
