package io.sluice.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.HttpListener;
import io.sluice.catalog.read.CatalogReader;
import io.sluice.catalog.read.CatalogSource;
import io.sluice.catalog.read.FolderSource;
import io.sluice.catalog.read.ShippedSource;
import io.sluice.engine.route.Entrances;
import io.sluice.engine.route.IntegrationRoutes;
import io.sluice.engine.run.RunDispatcher;
import io.sluice.engine.run.RunExecutor;
import io.sluice.identity.Tokens;
import io.sluice.ledger.Answers;
import io.sluice.ledger.IncomingFiles;
import io.sluice.ledger.Keyring;
import io.sluice.ledger.LedgerSettings;
import io.sluice.ledger.OutgoingFiles;
import io.sluice.ledger.PostgresLedger;
import io.sluice.ledger.RecordSeal;
import io.sluice.ledger.Sources;
import io.sluice.ledger.Traces;
import io.sluice.ledger.Turns;
import io.sluice.message.Mutants;
import io.sluice.observe.Meters;
import io.sluice.publish.EventLog;
import io.sluice.publish.Relay;
import io.sluice.receive.Intake;
import io.sluice.receive.file.FileListeners;
import io.sluice.receive.http.CallAnswers;
import io.sluice.receive.http.HttpListeners;
import io.sluice.receive.jms.JmsListeners;
import io.sluice.receive.kafka.KafkaListeners;
import io.sluice.receive.mllp.MllpLimits;
import io.sluice.receive.mllp.MllpListeners;
import io.sluice.send.Caller;
import io.sluice.send.Calls;
import io.sluice.send.Dispatcher;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the parts and joins them. Nothing is started or connected here: that is {@link Engine}'s. */
@Singleton
public class Composition {

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    CatalogHolder catalogs(EngineSettings settings) throws IOException {
        CatalogSource shipped = new ShippedSource();
        CatalogSource source = settings.home()
                .<CatalogSource>map(home -> shipped.under(new FolderSource(home)))
                .orElse(shipped);
        return new CatalogHolder(CatalogReader.read(source, System.getenv()));
    }

    @Produces
    @Singleton
    Keyring keyring(EngineSettings settings) {
        Path folder = settings.data().resolve("keys");
        return Mutants.plaintext() ? Keyring.openWithoutSealing(folder) : Keyring.open(folder);
    }

    @Produces
    @Singleton
    PostgresLedger ledger(DataSource database, Keyring keyring, InstantSource clock, EngineSettings settings) {
        LedgerSettings ledger = LedgerSettings.defaults(settings.node());
        boolean production = ConfigUtils.getProfiles().contains("production");
        return new PostgresLedger(database, keyring, clock, production ? ledger : ledger.forTests());
    }

    @Produces
    @Singleton
    Meters meters(MeterRegistry registry) {
        return new Meters(registry);
    }

    @Produces
    @Singleton
    IntegrationRoutes routes(CamelContext camel) {
        return new IntegrationRoutes(camel, new Entrances());
    }

    @Produces
    @Singleton
    RunDispatcher runs(
            PostgresLedger ledger,
            IntegrationRoutes routes,
            EngineSettings settings,
            Meters meters,
            CallAnswers calls) {
        return new RunDispatcher(ledger, routes, new RunExecutor(routes), settings.runThreads(), result -> {
            calls.committed(result);
            meters.run(result);
        });
    }

    @Produces
    @Singleton
    Relay relay(
            PostgresLedger ledger,
            Keyring keyring,
            EngineSettings settings,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
        EngineSettings.Kafka kafka = settings.kafka();
        EventLog log = new EventLog(
                new EventLog.Settings(
                        bootstrap,
                        kafka.partitions(),
                        kafka.replication(),
                        kafka.shared().orElse(Set.of()),
                        kafka.client()),
                new RecordSeal(keyring)::seal);
        return new Relay(ledger, log);
    }

    @Produces
    @Singleton
    Dispatcher deliveries(
            PostgresLedger ledger,
            DataSource database,
            CatalogHolder catalogs,
            Vertx vertx,
            Meters meters,
            InstantSource clock) {
        return new Dispatcher(ledger, new OutgoingFiles(database), catalogs, vertx, clock, meters);
    }

    @Produces
    @Singleton
    Caller caller(PostgresLedger ledger, Dispatcher deliveries, InstantSource clock) {
        return new Calls(ledger, deliveries, clock);
    }

    @Produces
    @Singleton
    CallAnswers callAnswers(Vertx vertx, DataSource database, Keyring keyring) {
        Answers answers = new Answers(database, keyring);
        return new CallAnswers(vertx, answers::of, answers::newest);
    }

    /** One for all transports, so that what a system may send holds over all of them. */
    @Produces
    @Singleton
    Intake intake(CatalogHolder catalogs, PostgresLedger ledger, Meters meters) {
        return new Intake(catalogs, ledger, meters);
    }

    @Produces
    @Singleton
    FileListeners files(
            CatalogHolder catalogs, Intake intake, DataSource database, IncomingFiles files, InstantSource clock) {
        return new FileListeners(catalogs, intake, files, new Turns(database), new ProblemMeanings()::of, clock);
    }

    @Produces
    @Singleton
    MllpListeners listeners(Intake intake, Meters meters, InstantSource clock) {
        return new MllpListeners(intake, MllpLimits.standard(), meters, clock);
    }

    /** A token is laid for each system that may call, so that a caller on this machine needs nothing else. */
    @Produces
    @Singleton
    HttpListeners httpListeners(
            CatalogHolder catalogs,
            Intake intake,
            Vertx vertx,
            Traces traces,
            Tokens tokens,
            Meters meters,
            InstantSource clock,
            CallAnswers calls) {
        catalogs.current()
                .listeners()
                .flatMap(one -> one instanceof HttpListener http ? http.callers().stream() : Stream.empty())
                .distinct()
                .forEach(tokens::renewFor);
        return new HttpListeners(vertx, intake, traces::find, tokens::system, meters, clock, calls);
    }

    @Produces
    @Singleton
    KafkaListeners kafkaListeners(
            Intake intake, DataSource database, Keyring keyring, InstantSource clock, Meters meters) {
        return new KafkaListeners(intake, new Sources(database), keyring, clock, meters);
    }

    @Produces
    @Singleton
    JmsListeners jmsListeners(Intake intake, PostgresLedger ledger, InstantSource clock) {
        return new JmsListeners(intake, ledger::available, clock);
    }
}
