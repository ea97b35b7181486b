package io.sluice.conformance;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.catalog.CatalogHolder;
import io.sluice.deadletter.DeadLetters;
import io.sluice.deadletter.ReplayRunner;
import io.sluice.deadletter.Replays;
import io.sluice.engine.ProblemMeanings;
import io.sluice.engine.Verbs;
import io.sluice.engine.route.Entrances;
import io.sluice.engine.route.IntegrationRoutes;
import io.sluice.engine.run.RunDispatcher;
import io.sluice.engine.run.RunExecutor;
import io.sluice.engine.run.TierJudge;
import io.sluice.identity.Tokens;
import io.sluice.ledger.DeadLetterStore;
import io.sluice.ledger.IncomingFiles;
import io.sluice.ledger.Keyring;
import io.sluice.ledger.OutgoingFiles;
import io.sluice.ledger.PostgresLedger;
import io.sluice.ledger.RecordSeal;
import io.sluice.ledger.ReplaySteps;
import io.sluice.ledger.ReplayStore;
import io.sluice.ledger.Sources;
import io.sluice.ledger.TestSettings;
import io.sluice.ledger.Traces;
import io.sluice.ledger.Turns;
import io.sluice.observe.Meters;
import io.sluice.publish.EventLog;
import io.sluice.publish.Relay;
import io.sluice.receive.Ingress;
import io.sluice.receive.Intake;
import io.sluice.receive.file.FileListeners;
import io.sluice.receive.http.HttpListeners;
import io.sluice.receive.jms.JmsListeners;
import io.sluice.receive.kafka.KafkaListeners;
import io.sluice.receive.mllp.MllpLimits;
import io.sluice.receive.mllp.MllpListeners;
import io.sluice.send.Dispatcher;
import io.sluice.stack.Database;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * An engine as {@code io.sluice.engine.Composition} makes it, without Quarkus: all steps of the path, all transports,
 * on real servers. Its catalogue has one listener, so it has one way in.
 */
final class WiredEngine implements AutoCloseable {

    /** Often: clocks are moved here, and nobody is to wait long for who sees it. */
    static final Duration LOOK = Duration.ofMillis(100);

    private static final int CONNECTIONS = 20;
    private static final int MOST_ALONE = 1000;

    final MovingClock clock = new MovingClock();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final CatalogHolder catalogs;
    final AgroalDataSource pool;
    final Keyring keyring;
    final Tokens tokens;
    final Intake intake;
    final Dispatcher deliveries;
    final Replays replays;
    final DeadLetters deadLetters;

    private final Vertx vertx = Vertx.vertx();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final PostgresLedger ledger;
    private final RunDispatcher runs;
    private final Relay relay;
    private final ReplayRunner replayRunner;
    private final List<Ingress> ingresses;

    /** Opens its listener at the end. @param data folder of keys */
    WiredEngine(Home home, Path data, Database database, String bootstrap, Fault fault) throws Exception {
        catalogs = new CatalogHolder(home.read());
        pool = pool(database);
        keyring = Keyring.open(data.resolve("keys"));
        tokens = new Tokens(data, clock);
        Meters meters = new Meters(metrics);
        ledger = new PostgresLedger(pool, keyring, clock, TestSettings.of("conformance"));
        IntegrationRoutes routes = new IntegrationRoutes(camel, new Entrances());
        runs = new RunDispatcher(ledger, routes, new RunExecutor(routes), 2, meters::run);
        relay = new Relay(
                ledger,
                new EventLog(
                        new EventLog.Settings(bootstrap, 1, (short) 1, Set.of(), Map.of()),
                        new RecordSeal(keyring)::seal));
        deliveries = new Dispatcher(ledger, new OutgoingFiles(pool), catalogs, vertx, clock, meters);
        ReplayStore store = new ReplayStore(pool);
        replays = new Replays(store, MOST_ALONE, clock);
        replayRunner = new ReplayRunner(store, new ReplaySteps(ledger::reopen), clock);
        deadLetters = new DeadLetters(new DeadLetterStore(pool, ledger::reopen), clock);
        intake = new Intake(catalogs, fault.between(ledger), meters);
        ingresses = List.of(
                new MllpListeners(intake, MllpLimits.standard(), meters, clock),
                new FileListeners(
                        catalogs,
                        intake,
                        new IncomingFiles(pool, keyring),
                        new Turns(pool),
                        new ProblemMeanings()::of,
                        clock),
                new HttpListeners(vertx, intake, new Traces(pool)::find, tokens::system, meters, clock),
                new KafkaListeners(intake, new Sources(pool), keyring, clock, meters),
                new JmsListeners(intake, ledger::available, clock));
        start(routes);
    }

    private void start(IntegrationRoutes routes) throws Exception {
        new Verbs(catalogs).addTo(camel, routes.entrances());
        camel.start();
        routes.load(catalogs.current());
        if (!routes.refused().isEmpty()) {
            throw new IllegalStateException(routes.refused().toString());
        }
        ledger.lostWork(new TierJudge(catalogs, clock));
        ledger.runsTo(runs);
        relay.start();
        deliveries.start(LOOK);
        replayRunner.start();
        ingresses.forEach(ingress -> ingress.open(catalogs.current()));
        Wait.until(
                "the listener is open",
                () -> ingresses.stream().anyMatch(ingress -> ingress.listening().containsKey(Home.LISTENER)));
    }

    private static AgroalDataSource pool(Database database) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(CONNECTIONS)
                        .acquisitionTimeout(Duration.ofSeconds(10))
                        .connectionFactoryConfiguration(connections -> connections
                                .jdbcUrl(database.url())
                                .principal(new NamePrincipal(database.username()))
                                .credential(new SimplePassword(database.password())))));
    }

    /** In the order of a message's path, as the engine ends. */
    @Override
    public void close() throws Exception {
        ingresses.forEach(Ingress::close);
        replayRunner.close();
        runs.close();
        deliveries.close();
        relay.close();
        ledger.close();
        camel.close();
        pool.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
