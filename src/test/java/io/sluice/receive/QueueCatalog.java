package io.sluice.receive;

import io.sluice.catalog.Accepts;
import io.sluice.catalog.Ack;
import io.sluice.catalog.Breaker;
import io.sluice.catalog.Catalog;
import io.sluice.catalog.ConnectedSystem;
import io.sluice.catalog.Duplicates;
import io.sluice.catalog.FailMode;
import io.sluice.catalog.FileRules;
import io.sluice.catalog.Identity;
import io.sluice.catalog.Inflow;
import io.sluice.catalog.Integration;
import io.sluice.catalog.Latency;
import io.sluice.catalog.Limits;
import io.sluice.catalog.Listener;
import io.sluice.catalog.Owner;
import io.sluice.catalog.RetrySchedule;
import io.sluice.catalog.Sensitivity;
import io.sluice.catalog.Tier;
import io.sluice.catalog.Verbs;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A system {@code partner} with one listener, and integration {@code orders} that takes everything from it. */
public final class QueueCatalog {

    public static final String INTEGRATION = "orders";

    private static final Owner OWNER = new Owner("Purchasing", "purchasing@example.org");

    private QueueCatalog() {}

    public static Catalog of(Listener listener, String format) {
        return of(listener, format, Optional.empty());
    }

    public static Catalog of(Listener listener, String format, Optional<Duplicates> duplicates) {
        ConnectedSystem partner = new ConnectedSystem(
                "partner",
                "",
                OWNER,
                ZoneOffset.UTC,
                Identity.ANY,
                List.of(),
                Limits.NONE,
                Map.of(listener.name(), listener),
                Map.of());
        return new Catalog(
                "test",
                Map.of(INTEGRATION, integration(listener, format, duplicates)),
                Map.of(),
                Map.of(),
                Map.of("partner", partner),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of());
    }

    /** The same with a limit on what each system may send. */
    public static Catalog limited(Catalog catalog, Inflow limit) {
        Map<String, ConnectedSystem> limited = catalog.systems().values().stream()
                .map(p -> new ConnectedSystem(
                        p.name(),
                        p.description(),
                        p.owner(),
                        p.zone(),
                        p.identity(),
                        p.purposes(),
                        p.limits(),
                        limit,
                        p.listeners(),
                        p.endpoints()))
                .collect(Collectors.toMap(ConnectedSystem::name, system -> system));
        return new Catalog(
                catalog.environment(),
                catalog.integrations(),
                catalog.notDeployed(),
                catalog.refused(),
                limited,
                catalog.tiers(),
                catalog.contracts(),
                catalog.tables(),
                catalog.problems());
    }

    private static Integration integration(Listener listener, String format, Optional<Duplicates> duplicates) {
        Tier tier = new Tier(
                1,
                "strict",
                "",
                new RetrySchedule.Listed(List.of(Duration.ofSeconds(1)), 0),
                new Breaker(5, Duration.ofMinutes(1), Duration.ofSeconds(30)),
                true,
                FailMode.CLOSED,
                new Tier.Escalation(Duration.ofMinutes(5), "operations"),
                Duration.ofDays(30));
        var receive = new Verbs.Receive(listener.transport(), listener.name(), "orders.camel.yaml", 3);
        return new Integration(
                INTEGRATION,
                "1.0.0",
                "",
                OWNER,
                1,
                tier,
                Sensitivity.INTERNAL,
                Latency.REAL_TIME,
                Optional.of("partner"),
                format,
                Accepts.ALL,
                Map.of(),
                List.of(),
                duplicates,
                List.of(),
                Ack.DEFAULT,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                "routes/orders",
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                new Verbs(List.of(receive), List.of(), List.of(), List.of(), List.of()),
                List.of(),
                FileRules.NONE);
    }
}
