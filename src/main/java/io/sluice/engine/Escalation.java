package io.sluice.engine;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.Integration;
import io.sluice.ledger.Alert;
import io.sluice.ledger.Alerts;
import io.sluice.message.ProblemException;
import io.sluice.observe.Meters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells of what waits longer than its tier's {@code escalation} allows: an alert in the ledger with the owner and who
 * is to know, a line in the log when it begins and when it ends, and a metric. What waits for an endpoint goes by the
 * most critical integration that sends there. A failed look changes nothing; the next one is soon.
 */
public final class Escalation implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Escalation.class);
    private static final Duration LOOK = Duration.ofSeconds(15);

    private final Alerts alerts;
    private final CatalogHolder catalogs;
    private final Meters meters;
    private final InstantSource clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("escalation").daemon().factory());

    public Escalation(Alerts alerts, CatalogHolder catalogs, Meters meters, InstantSource clock) {
        this.alerts = alerts;
        this.catalogs = catalogs;
        this.meters = meters;
        this.clock = clock;
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::lookQuietly, LOOK.toSeconds(), LOOK.toSeconds(), TimeUnit.SECONDS);
    }

    private void lookQuietly() {
        try {
            look();
        } catch (ProblemException e) {
            LOG.debugf("alerts stay as they are: %s", e.problem().code());
        } catch (RuntimeException e) {
            LOG.error("alerts stay as they are: a fault of the program", e);
        }
    }

    /** Looks once. */
    public void look() {
        Instant now = clock.instant();
        Catalog catalog = catalogs.current();
        List<Alert> wanted = alerts.waiting().stream()
                .flatMap(waiting -> overdue(waiting, catalog, now).stream())
                .toList();
        Alerts.Change change = alerts.settle(wanted, now);
        change.raised().forEach(alert -> {
            Alert.Cause cause = alert.cause();
            LOG.warnf(
                    "alert: %s of %s%s wait since %s, %d of them; owner %s, escalated to %s",
                    cause.kind(),
                    cause.integration(),
                    cause.endpoint().isEmpty() ? "" : " for " + cause.endpoint(),
                    alert.since(),
                    alert.count(),
                    cause.owner(),
                    cause.escalateTo());
        });
        change.ended()
                .forEach(alert -> LOG.infof(
                        "alert ended: %s of %s",
                        alert.cause().kind(), alert.cause().integration()));
        change.ended().forEach(alert -> meters.alert(alert.cause(), false));
        wanted.forEach(alert -> meters.alert(alert.cause(), true));
    }

    private static Optional<Alert> overdue(Alerts.Waiting waiting, Catalog catalog, Instant now) {
        return responsible(waiting, catalog)
                .filter(integration -> waiting.since()
                        .plus(integration.tier().escalation().after())
                        .isBefore(now))
                .map(integration -> new Alert(
                        null,
                        new Alert.Cause(
                                waiting.kind(),
                                integration.name(),
                                waiting.kind() == Alert.Kind.DELIVERY ? waiting.name() : "",
                                integration.owner().team(),
                                integration.tier().escalation().to()),
                        waiting.since(),
                        waiting.count(),
                        now,
                        null));
    }

    /** Empty for what has left the catalogue: nobody answers for it any more. */
    private static Optional<Integration> responsible(Alerts.Waiting waiting, Catalog catalog) {
        if (waiting.kind() != Alert.Kind.DELIVERY) {
            return catalog.integration(waiting.name());
        }
        return catalog.integrations().values().stream()
                .filter(integration -> integration.verbs().sends().stream()
                        .anyMatch(send -> send.id().equals(waiting.name())))
                .min(Comparator.comparingInt(
                                (Integration integration) -> integration.tier().number())
                        .thenComparing(Integration::name));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
