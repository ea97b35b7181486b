package io.sluice.engine;

import io.sluice.catalog.CatalogHolder;
import io.sluice.deadletter.DeadLetters;
import io.sluice.deadletter.ReplayRunner;
import io.sluice.deadletter.Replays;
import io.sluice.engine.route.IntegrationRoutes;
import io.sluice.engine.table.LiveTables;
import io.sluice.engine.table.TableImport;
import io.sluice.ledger.Actions;
import io.sluice.ledger.Alerts;
import io.sluice.ledger.Backlog;
import io.sluice.ledger.Balance;
import io.sluice.ledger.Bodies;
import io.sluice.ledger.Controls;
import io.sluice.ledger.DeadLetterStore;
import io.sluice.ledger.DeliverySearch;
import io.sluice.ledger.IncomingFiles;
import io.sluice.ledger.Keyring;
import io.sluice.ledger.PostgresLedger;
import io.sluice.ledger.ReplaySteps;
import io.sluice.ledger.ReplayStore;
import io.sluice.ledger.Search;
import io.sluice.ledger.TableVersions;
import io.sluice.ledger.Traces;
import io.sluice.ledger.UnmappedCodes;
import io.sluice.observe.Meters;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;

/** Makes what people look at the record with, and repair it. */
@Singleton
public class Administration {

    /** Of the second that a search may take, what is left for the last statement and the way back. */
    private static final Duration PATIENCE = Duration.ofMillis(600);

    @Produces
    @Singleton
    Search search(DataSource database, Keyring keyring) {
        return new Search(database, keyring, PATIENCE);
    }

    @Produces
    @Singleton
    Traces traces(DataSource database) {
        return new Traces(database);
    }

    @Produces
    @Singleton
    Bodies bodies(DataSource database, Keyring keyring) {
        return new Bodies(database, keyring);
    }

    @Produces
    @Singleton
    IncomingFiles incomingFiles(DataSource database, Keyring keyring) {
        return new IncomingFiles(database, keyring);
    }

    @Produces
    @Singleton
    TableVersions tableVersions(DataSource database) {
        return new TableVersions(database);
    }

    @Produces
    @Singleton
    UnmappedCodes unmappedCodes(DataSource database, Keyring keyring) {
        return new UnmappedCodes(database, keyring);
    }

    @Produces
    @Singleton
    LiveTables liveTables(
            CatalogHolder catalogs,
            IntegrationRoutes routes,
            TableVersions versions,
            UnmappedCodes worklist,
            InstantSource clock,
            EngineSettings settings) {
        return new LiveTables(catalogs, routes, versions, worklist, clock, settings.home());
    }

    @Produces
    @Singleton
    TableImport tableImport(LiveTables tables, TableVersions versions, InstantSource clock) {
        return new TableImport(tables, versions, clock);
    }

    @Produces
    @Singleton
    Actions actions(DataSource database) {
        return new Actions(database);
    }

    @Produces
    @Singleton
    Balance balance(DataSource database) {
        return new Balance(database);
    }

    @Produces
    @Singleton
    Backlog backlog(DataSource database) {
        return new Backlog(database);
    }

    @Produces
    @Singleton
    Alerts alerts(DataSource database) {
        return new Alerts(database);
    }

    @Produces
    @Singleton
    Escalation escalation(Alerts alerts, CatalogHolder catalogs, Meters meters, InstantSource clock) {
        return new Escalation(alerts, catalogs, meters, clock);
    }

    @Produces
    @Singleton
    DeliverySearch deliverySearch(DataSource database) {
        return new DeliverySearch(database);
    }

    @Produces
    @Singleton
    Controls controls(DataSource database) {
        return new Controls(database);
    }

    @Produces
    @Singleton
    DeadLetters deadLetters(DataSource database, PostgresLedger ledger, InstantSource clock) {
        return new DeadLetters(new DeadLetterStore(database, ledger::reopen), clock);
    }

    @Produces
    @Singleton
    ReplayStore replayStore(DataSource database) {
        return new ReplayStore(database);
    }

    @Produces
    @Singleton
    Replays replays(ReplayStore store, EngineSettings settings, InstantSource clock) {
        return new Replays(store, settings.replay().mostAlone(), clock);
    }

    @Produces
    @Singleton
    ReplayRunner replayRunner(ReplayStore store, PostgresLedger ledger, InstantSource clock) {
        return new ReplayRunner(store, new ReplaySteps(ledger::reopen), clock);
    }
}
