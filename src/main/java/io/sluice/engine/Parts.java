package io.sluice.engine;

import io.sluice.catalog.CatalogHolder;
import io.sluice.deadletter.ReplayRunner;
import io.sluice.engine.route.IntegrationRoutes;
import io.sluice.engine.run.RunDispatcher;
import io.sluice.engine.run.TierJudge;
import io.sluice.ledger.PostgresLedger;
import io.sluice.publish.Relay;
import io.sluice.receive.mllp.MllpListeners;
import io.sluice.send.Dispatcher;
import jakarta.inject.Singleton;
import org.apache.camel.CamelContext;
import org.jboss.logging.Logger;

/** The parts that work on messages. Made when the database is there; started and ended in the order of a message's path. */
@Singleton
class Parts {

    private static final Logger LOG = Logger.getLogger(Parts.class);

    private final CamelContext camel;
    private final CatalogHolder catalogs;
    private final IntegrationRoutes routes;
    private final PostgresLedger ledger;
    private final RunDispatcher runs;
    private final Relay relay;
    private final Dispatcher deliveries;
    private final MllpListeners listeners;
    private final ReplayRunner replays;
    private final BreakerHolds breakers;

    Parts(
            CamelContext camel,
            CatalogHolder catalogs,
            IntegrationRoutes routes,
            PostgresLedger ledger,
            RunDispatcher runs,
            Relay relay,
            Dispatcher deliveries,
            MllpListeners listeners,
            ReplayRunner replays,
            BreakerHolds breakers) {
        this.camel = camel;
        this.catalogs = catalogs;
        this.routes = routes;
        this.ledger = ledger;
        this.runs = runs;
        this.relay = relay;
        this.deliveries = deliveries;
        this.listeners = listeners;
        this.replays = replays;
        this.breakers = breakers;
    }

    /** What was left over is taken up before anything new is received. */
    void start() {
        new Verbs(catalogs).addTo(camel, routes.entrances());
        routes.load(catalogs.current());
        ledger.lostWork(new TierJudge(catalogs));
        ledger.runsTo(runs);
        relay.start();
        deliveries.start();
        breakers.start();
        replays.start();
        listeners.open(catalogs.current());
        LOG.infof(
                "ready: %d integrations, listeners %s",
                catalogs.current().integrations().size() - routes.refused().size(), listeners.ports());
    }

    boolean ledgerAvailable() {
        return ledger.available();
    }

    boolean kafkaAvailable() {
        return relay.kafkaAvailable();
    }

    /** Receiving ends first; what is under way is finished or stays in the ledger. */
    void stop() throws InterruptedException {
        listeners.close();
        replays.close();
        breakers.stop();
        runs.close();
        deliveries.close();
        relay.close();
        ledger.close();
    }
}
