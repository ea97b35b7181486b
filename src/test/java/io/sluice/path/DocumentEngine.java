package io.sluice.path;

import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.read.CatalogReader;
import io.sluice.catalog.read.FolderSource;
import io.sluice.engine.Verbs;
import io.sluice.engine.route.Entrances;
import io.sluice.engine.route.IntegrationRoutes;
import io.sluice.engine.run.RunDispatcher;
import io.sluice.engine.run.RunExecutor;
import io.sluice.ledger.Keyring;
import io.sluice.ledger.OutgoingFiles;
import io.sluice.ledger.PostgresLedger;
import io.sluice.ledger.TestSettings;
import io.sluice.receive.Intake;
import io.sluice.receive.ReceiveMeter;
import io.sluice.receive.mllp.MllpLimits;
import io.sluice.receive.mllp.MllpListeners;
import io.sluice.send.Dispatcher;
import io.sluice.send.SendMeter;
import io.sluice.stack.Database;
import io.sluice.stack.KeptConnections;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * An engine of {@link DocumentHome} as a process of its own, so that its heap can be bounded and it can be killed.
 * Prints {@code ready}; to every line that it reads it answers with the bytes in use after a collection.
 */
public final class DocumentEngine {

    private DocumentEngine() {}

    /** @param args folder of the home and the keys, URL, user and password of the database */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        KeptConnections pool = new KeptConnections(new Database(args[1], args[2], args[3]));
        InstantSource clock = InstantSource.system();
        CatalogHolder catalogs =
                new CatalogHolder(CatalogReader.read(new FolderSource(folder.resolve("home")), Map.of()));
        if (!catalogs.current().problems().isEmpty()) {
            throw new IllegalStateException(catalogs.current().problems().toString());
        }
        Keyring keyring = Keyring.open(folder.resolve("keys"));
        PostgresLedger ledger = new PostgresLedger(pool, keyring, clock, TestSettings.of("documents"));
        Vertx vertx = Vertx.vertx();
        Dispatcher deliveries = new Dispatcher(ledger, new OutgoingFiles(pool), catalogs, vertx, clock, SendMeter.NONE);
        DefaultCamelContext camel = new DefaultCamelContext();
        IntegrationRoutes routes = new IntegrationRoutes(camel, new Entrances());
        new Verbs(catalogs).addTo(camel, routes.entrances());
        camel.start();
        routes.load(catalogs.current());
        RunDispatcher runs = new RunDispatcher(ledger, routes, new RunExecutor(routes), 2, result -> {});
        ledger.runsTo(runs);
        deliveries.start();
        Intake intake = new Intake(catalogs, ledger, ReceiveMeter.NONE);
        MllpListeners listeners = new MllpListeners(intake, MllpLimits.standard(), ReceiveMeter.NONE, clock);
        listeners.open(catalogs.current());
        System.out.println("ready");
        while (System.in.read() >= 0) {
            System.gc();
            System.out.println(
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        System.exit(0);
    }
}
