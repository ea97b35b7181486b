package io.sluice.send;

import io.sluice.catalog.Accepts;
import io.sluice.catalog.Ack;
import io.sluice.catalog.Breaker;
import io.sluice.catalog.Catalog;
import io.sluice.catalog.ConnectedSystem;
import io.sluice.catalog.Endpoint;
import io.sluice.catalog.FailMode;
import io.sluice.catalog.FileBatch;
import io.sluice.catalog.FileEndpoint;
import io.sluice.catalog.FileRules;
import io.sluice.catalog.FileStore;
import io.sluice.catalog.FileWrap;
import io.sluice.catalog.HttpEndpoint;
import io.sluice.catalog.Identity;
import io.sluice.catalog.Integration;
import io.sluice.catalog.Latency;
import io.sluice.catalog.Limits;
import io.sluice.catalog.MllpEndpoint;
import io.sluice.catalog.MllpEndpoint.ControlId;
import io.sluice.catalog.Owner;
import io.sluice.catalog.RetrySchedule;
import io.sluice.catalog.Sensitivity;
import io.sluice.catalog.Tier;
import io.sluice.catalog.Verbs;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Small catalogues for tests of sending: integration {@code feed} of a strict tier, and the endpoints given. */
final class SendCatalog {

    static final String FEED = "feed";

    private static final Owner OWNER = new Owner("Patient Access", "patient-access@example.org");

    /** Retries at once and often, so that a test sees the end of it. */
    static final RetrySchedule QUICK = new RetrySchedule.Growing(
            Duration.ofMillis(50), 1.5, Duration.ofMillis(400), 0.2, 30, Duration.ofMinutes(5));

    static final Breaker NEVER = new Breaker(1000, Duration.ofMinutes(1), Duration.ofSeconds(1));

    /** So long that only silence exceeds it, even while other builds use this machine. */
    static final Duration PATIENT = Duration.ofSeconds(20);

    private SendCatalog() {}

    static Catalog of(Endpoint... endpoints) {
        return of(QUICK, endpoints);
    }

    static Catalog of(RetrySchedule retries, Endpoint... endpoints) {
        Tier tier = new Tier(
                1,
                "strict",
                "",
                retries,
                NEVER,
                true,
                FailMode.CLOSED,
                new Tier.Escalation(Duration.ofMinutes(15), "operations"),
                Duration.ofDays(30));
        Map<String, ConnectedSystem> systems =
                Stream.of(endpoints).collect(Collectors.groupingBy(Endpoint::system)).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> system(e.getKey(), e.getValue())));
        return new Catalog(
                "test",
                Map.of(FEED, integration(tier)),
                Map.of(),
                Map.of(),
                systems,
                Map.of(1, tier),
                Map.of(),
                Map.of(),
                List.of());
    }

    /** The same with limits of each system, for all its endpoints together. */
    static Catalog limited(Catalog catalog, Limits limits) {
        Map<String, ConnectedSystem> systems = catalog.systems().values().stream()
                .collect(Collectors.toMap(
                        ConnectedSystem::name,
                        one -> system(
                                one.name(), limits, List.copyOf(one.endpoints().values()))));
        return new Catalog(
                catalog.environment(),
                catalog.integrations(),
                catalog.notDeployed(),
                catalog.refused(),
                systems,
                catalog.tiers(),
                catalog.contracts(),
                catalog.tables(),
                catalog.problems());
    }

    static HttpEndpoint http(String id, int port) {
        return http(id, port, true, Limits.NONE, NEVER, PATIENT);
    }

    static HttpEndpoint http(
            String id, int port, boolean idempotent, Limits limits, Breaker breaker, Duration timeout) {
        String[] parts = id.split("/");
        return new HttpEndpoint(
                parts[1],
                parts[0],
                URI.create("http://127.0.0.1:" + port + "/" + parts[1]),
                "POST",
                Map.of(),
                Optional.empty(),
                idempotent,
                Optional.empty(),
                timeout,
                Optional.empty(),
                limits,
                Optional.of(breaker));
    }

    static MllpEndpoint mllp(String id, int port, boolean idempotent, ControlId controlId, Duration timeout) {
        String[] parts = id.split("/");
        return new MllpEndpoint(
                parts[1],
                parts[0],
                "127.0.0.1",
                port,
                Optional.empty(),
                controlId,
                MllpEndpoint.DEFAULT_ACK,
                StandardCharsets.UTF_8,
                idempotent,
                timeout,
                Limits.NONE,
                Optional.of(NEVER));
    }

    static FileEndpoint file(String id, FileStore store, String folder, String pattern) {
        String[] parts = id.split("/");
        return new FileEndpoint(
                parts[1],
                parts[0],
                store,
                folder,
                pattern,
                ".part",
                FileWrap.NONE,
                Optional.empty(),
                PATIENT,
                Limits.NONE,
                Optional.of(NEVER));
    }

    /** Many deliveries as one file. */
    static FileEndpoint batch(
            String id, FileStore store, String folder, String pattern, FileWrap wrap, FileBatch batch) {
        String[] parts = id.split("/");
        return new FileEndpoint(
                parts[1],
                parts[0],
                store,
                folder,
                pattern,
                ".part",
                wrap,
                Optional.of(batch),
                PATIENT,
                Limits.NONE,
                Optional.of(NEVER));
    }

    private static ConnectedSystem system(String name, List<Endpoint> endpoints) {
        return system(name, Limits.NONE, endpoints);
    }

    private static ConnectedSystem system(String name, Limits limits, List<Endpoint> endpoints) {
        return new ConnectedSystem(
                name,
                "",
                OWNER,
                ZoneOffset.UTC,
                Identity.ANY,
                List.of(),
                limits,
                Map.of(),
                endpoints.stream().collect(Collectors.toMap(Endpoint::name, Function.identity())));
    }

    private static Integration integration(Tier tier) {
        return new Integration(
                FEED,
                "1.0.0",
                "",
                OWNER,
                1,
                tier,
                Sensitivity.values()[0],
                Latency.values()[0],
                Optional.of("ehr"),
                "json",
                Accepts.ALL,
                Map.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Ack.DEFAULT,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                "routes/feed",
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Verbs.NONE,
                List.of(),
                FileRules.NONE);
    }
}
