package io.sluice.engine;

import io.quarkus.arc.All;
import io.sluice.catalog.CatalogHolder;
import io.sluice.deadletter.ReplayRunner;
import io.sluice.engine.route.IntegrationRoutes;
import io.sluice.engine.run.RunDispatcher;
import io.sluice.engine.run.TierJudge;
import io.sluice.engine.table.LiveTables;
import io.sluice.ledger.PostgresLedger;
import io.sluice.publish.Relay;
import io.sluice.receive.Ingress;
import io.sluice.send.Caller;
import io.sluice.send.Dispatcher;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.jboss.logging.Logger;

/**
 * The parts that work on messages. Made when the database is there; started and ended in the order of a message's path.
 */
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
    private final List<Ingress> ingresses;
    private final ReplayRunner replays;
    private final BreakerHolds breakers;
    private final Escalation escalation;
    private final InstantSource clock;
    private final LiveTables tables;
    private final Caller caller;

    Parts(
            CamelContext camel,
            CatalogHolder catalogs,
            IntegrationRoutes routes,
            PostgresLedger ledger,
            RunDispatcher runs,
            Relay relay,
            Dispatcher deliveries,
            @All List<Ingress> ingresses,
            ReplayRunner replays,
            BreakerHolds breakers,
            Escalation escalation,
            InstantSource clock,
            LiveTables tables,
            Caller caller) {
        this.camel = camel;
        this.catalogs = catalogs;
        this.routes = routes;
        this.ledger = ledger;
        this.runs = runs;
        this.relay = relay;
        this.deliveries = deliveries;
        this.ingresses = ingresses;
        this.replays = replays;
        this.breakers = breakers;
        this.escalation = escalation;
        this.clock = clock;
        this.tables = tables;
        this.caller = caller;
    }

    /** What was left over is taken up before anything new is received. */
    void start() {
        tables.begin();
        new Verbs(catalogs, deliveries::away, caller).addTo(camel, routes.entrances());
        routes.load(catalogs.current());
        ledger.lostWork(new TierJudge(catalogs, clock));
        ledger.runsTo(runs);
        relay.start();
        deliveries.start();
        breakers.start();
        escalation.start();
        tables.start();
        replays.start();
        ingresses.forEach(ingress -> ingress.open(catalogs.current()));
        LOG.infof(
                "ready: %d integrations, listeners %s",
                catalogs.current().integrations().size() - routes.refused().size(), listening());
    }

    private Map<String, String> listening() {
        Map<String, String> all = new TreeMap<>();
        ingresses.forEach(ingress -> all.putAll(ingress.listening()));
        return all;
    }

    /** Listeners that did not open, with the reason. */
    Map<String, String> refusedListeners() {
        Map<String, String> all = new TreeMap<>();
        ingresses.forEach(ingress -> ingress.refused().forEach((name, why) -> all.put(name, why.getMessage())));
        return all;
    }

    /**
     * Listeners that are open and that people should look at, and files of tables that are not taken, with the reason.
     */
    Map<String, String> listenerWarnings() {
        Map<String, String> all = new TreeMap<>();
        ingresses.forEach(ingress -> all.putAll(ingress.warnings()));
        all.putAll(tables.problems());
        return all;
    }

    boolean ledgerAvailable() {
        return ledger.available();
    }

    boolean kafkaAvailable() {
        return relay.kafkaAvailable();
    }

    /** Receiving ends first; what is under way is finished or stays in the ledger. */
    void stop() throws InterruptedException {
        ingresses.forEach(Ingress::close);
        replays.close();
        breakers.stop();
        escalation.close();
        tables.close();
        runs.close();
        deliveries.close();
        relay.close();
        ledger.close();
    }
}
