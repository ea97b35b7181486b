package io.sluice.path;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.read.CatalogReader;
import io.sluice.catalog.read.CatalogSource;
import io.sluice.engine.Verbs;
import io.sluice.engine.route.Entrances;
import io.sluice.engine.route.IntegrationRoutes;
import io.sluice.engine.run.RunDispatcher;
import io.sluice.engine.run.RunExecutor;
import io.sluice.ledger.Answers;
import io.sluice.ledger.CallLedger;
import io.sluice.ledger.Keyring;
import io.sluice.ledger.OutgoingFiles;
import io.sluice.ledger.PostgresLedger;
import io.sluice.ledger.TestSettings;
import io.sluice.ledger.Traces;
import io.sluice.receive.Intake;
import io.sluice.receive.ReceiveMeter;
import io.sluice.receive.http.CallAnswers;
import io.sluice.receive.http.HttpListeners;
import io.sluice.send.Calls;
import io.sluice.send.Dispatcher;
import io.sluice.send.SendMeter;
import io.sluice.stack.Database;
import io.sluice.stack.KeptConnections;
import io.sluice.stack.MigratedDatabase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Engines that answer requests, on one database: listeners, runs, calls and deliveries as they are wired in production,
 * with as many nodes as a test starts. The token of a system is {@code token-of-<system>}.
 */
final class CallWorld implements AutoCloseable {

    final KeptConnections pool;
    final Keyring keyring;
    private final List<Node> nodes = new ArrayList<>();

    CallWorld(Path data) {
        Database database = MigratedDatabase.fresh();
        pool = new KeptConnections(database);
        keyring = Keyring.open(data.resolve("keys"));
    }

    /** A catalogue of files in memory; the tiers that ship are among them. */
    static Catalog catalog(Map<String, String> files) {
        Map<String, String> all = new TreeMap<>(files);
        all.put("tiers.yaml", shipped("/tiers.yaml"));
        all.put("environments/local.yaml", "description: test\n");
        Catalog catalog = CatalogReader.read(
                new CatalogSource() {
                    @Override
                    public SortedSet<String> files() {
                        return new TreeSet<>(all.keySet());
                    }

                    @Override
                    public byte[] read(String file) {
                        return all.get(file).getBytes(StandardCharsets.UTF_8);
                    }
                },
                Map.of());
        if (!catalog.problems().isEmpty()) {
            throw new AssertionError(catalog.problems());
        }
        return catalog;
    }

    static String shipped(String resource) {
        try (var stream = CallWorld.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Node start(Catalog catalog) {
        return start(catalog, ledger -> ledger);
    }

    /** @param between stands between the calls and their ledger */
    Node start(Catalog catalog, UnaryOperator<CallLedger> between) {
        Node node = new Node(catalog, between);
        nodes.add(node);
        return node;
    }

    List<String> query(String sql) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        }
    }

    @Override
    public void close() throws Exception {
        for (Node node : nodes) {
            node.close();
        }
    }

    /** One engine. */
    final class Node implements AutoCloseable {

        final PostgresLedger ledger;
        private final Vertx vertx = Vertx.vertx();
        private final DefaultCamelContext camel = new DefaultCamelContext();
        private final HttpListeners listeners;
        private final Dispatcher deliveries;
        private final RunDispatcher runs;
        private boolean closed;

        Node(Catalog catalog, UnaryOperator<CallLedger> between) {
            CatalogHolder catalogs = new CatalogHolder(catalog);
            InstantSource clock = InstantSource.system();
            ledger = new PostgresLedger(pool, keyring, clock, TestSettings.of("calls"));
            Answers given = new Answers(pool, keyring);
            CallAnswers answers = new CallAnswers(vertx, given::of, given::newest);
            listeners = new HttpListeners(
                    vertx,
                    new Intake(catalogs, ledger, ReceiveMeter.NONE),
                    new Traces(pool)::find,
                    token -> Optional.of(token.substring("token-of-".length())),
                    ReceiveMeter.NONE,
                    clock,
                    answers);
            deliveries = new Dispatcher(ledger, new OutgoingFiles(pool), catalogs, vertx, clock, SendMeter.NONE);
            IntegrationRoutes routes = new IntegrationRoutes(camel, new Entrances());
            new Verbs(catalogs, deliveries::away, new Calls(between.apply(ledger), deliveries, clock))
                    .addTo(camel, routes.entrances());
            camel.getShutdownStrategy().setTimeout(1); // a run that waits for ever ends with its engine
            camel.start();
            routes.load(catalog);
            runs = new RunDispatcher(ledger, routes, new RunExecutor(routes), 2, answers::committed);
            ledger.runsTo(runs);
            deliveries.start(Duration.ofMillis(100)); // a look changes little: none waits long for it
            listeners.open(catalog);
            if (!routes.refused().isEmpty()) {
                throw new AssertionError(routes.refused());
            }
        }

        /** Ends in the middle of what it does: nothing is waited for, and nothing more is committed. */
        void crash() {
            closed = true;
            ledger.close();
            vertx.close().toCompletionStage().toCompletableFuture().join();
            camel.stop();
        }

        @Override
        public void close() throws Exception {
            if (!closed) {
                closed = true;
                listeners.close();
                runs.close();
                deliveries.close();
                ledger.close();
                vertx.close().toCompletionStage().toCompletableFuture().join();
                camel.stop();
            }
        }
    }
}
