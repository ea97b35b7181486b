package io.sluice.send;

import io.sluice.catalog.Breaker;
import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.Endpoint;
import io.sluice.catalog.FileEndpoint;
import io.sluice.catalog.HttpEndpoint;
import io.sluice.catalog.Integration;
import io.sluice.catalog.JmsEndpoint;
import io.sluice.catalog.KafkaEndpoint;
import io.sluice.catalog.Limits;
import io.sluice.catalog.MllpEndpoint;
import io.sluice.catalog.Tier;
import io.sluice.ledger.Ledger;
import io.sluice.ledger.OutgoingFiles;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Sends what the ledger has for every endpoint of the catalogue: one {@link Worker} each, woken by the ledger
 * when work becomes ready or due, and by the times at which limits and breakers allow more. Follows the catalogue: an
 * endpoint that changes gets a new worker when the attempts of the old one have ended; work for one that is gone waits.
 */
public final class Dispatcher implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    /** Times that are nearer have alarms. */
    static final Duration LOOK = Duration.ofSeconds(1);

    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final int CLAIM_THREADS = 2;
    private static final int MOST_UNSETTLED = 1000;
    private static final Breaker UNTIERED = new Breaker(5, Duration.ofMinutes(1), Duration.ofSeconds(30));

    /**
     * HTTP endpoints that declare no concurrency get this much; files and HL7 a single connection, as receivers expect.
     */
    private static final int HTTP_CONCURRENCY = 16;

    private static final int SINGLE = 1;
    /** Many records share one request, so that many under way cost little. */
    private static final int KAFKA_CONCURRENCY = 200;
    /** Each has a session, whose message waits for the broker's disk. */
    private static final int JMS_CONCURRENCY = 4;

    /** An endpoint with the breaker and the limits of its system: when any of them changes, its worker is replaced. */
    private record Setup(Endpoint endpoint, Breaker breaker, Limits system) {}

    private record SystemLimits(String system, Limits limits) {}

    private record Running(Setup setup, Worker worker, Optional<CallLine> calls) {}

    private final CatalogHolder catalog;
    private final Workshop shop;
    private final OutgoingFiles files;
    private final Context loop;
    private final ExecutorService claims;
    private final LargeParts parts;
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final Map<SystemLimits, Quota> systems = new ConcurrentHashMap<>();
    private long lookTimer;
    private boolean closed;

    public Dispatcher(
            Ledger ledger,
            OutgoingFiles files,
            CatalogHolder catalog,
            Vertx vertx,
            InstantSource clock,
            SendMeter meter) {
        this.files = files;
        this.catalog = catalog;
        // One event loop does all sending: an exchange costs it less than 0.1 ms, and fewer threads wake.
        this.loop = vertx.getOrCreateContext();
        this.claims = Executors.newFixedThreadPool(
                CLAIM_THREADS,
                Thread.ofPlatform().name("send-claim-", 0).daemon().factory());
        this.parts = new LargeParts(ledger::whole);
        this.shop = new Workshop(
                ledger, catalog::current, vertx, claims, new Settlement(ledger, vertx), clock, meter, MOST_UNSETTLED);
    }

    /** Begins to send. Once. */
    public void start() {
        start(LOOK);
    }

    /** @param look how often every endpoint is asked whether hours, limits or breaker allow more now */
    public void start(Duration look) {
        follow(catalog.current());
        catalog.onReplace(this::follow);
        shop.ledger().deliveriesTo(this::wake);
        lookTimer = shop.vertx().setPeriodic(look.toMillis(), id -> lookEverywhere());
    }

    /** There may be work for the endpoint, or an operator has resumed it. Never blocks. */
    public void wake(String endpoint) {
        Running of = running.get(endpoint);
        if (of != null) {
            of.worker().wake();
        }
    }

    /** Those to an endpoint; only HTTP endpoints answer with what a run could go on with. */
    Optional<CallLine> calls(String endpoint) {
        return Optional.ofNullable(running.get(endpoint)).flatMap(Running::calls);
    }

    /** Every endpoint as it stands in this node, by name. */
    public List<EndpointStatus> endpoints() {
        return running.values().stream()
                .map(r -> r.worker().status())
                .sorted(Comparator.comparing(EndpointStatus::endpoint))
                .toList();
    }

    /** Whether its breaker is open and not even a probe is due; false for an endpoint that this node does not know. */
    public boolean away(String endpoint) {
        Running of = running.get(endpoint);
        return of != null && of.worker().breaker().admits(1) == 0;
    }

    /** Puts an operator's will before the breaker's. False when there is no such endpoint. */
    public boolean breaker(String endpoint, BreakerMode mode) {
        Running of = running.get(endpoint);
        if (of == null) {
            return false;
        }
        of.worker().breaker().mode(mode);
        of.worker().wake();
        return true;
    }

    /** Stops claiming and waits for the attempts under way, so that a stop in order leaves nobody in doubt. */
    @Override
    public synchronized void close() {
        closed = true;
        shop.vertx().cancelTimer(lookTimer);
        CompletableFuture.allOf(
                        running.values().stream().map(r -> r.worker().close()).toArray(CompletableFuture[]::new))
                .thenCompose(drained -> shop.settlement().close())
                .completeOnTimeout(null, DRAIN.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        claims.shutdown();
        parts.close();
    }

    private synchronized void follow(Catalog now) {
        if (closed) {
            return;
        }
        Map<String, Setup> wanted = now.endpoints()
                .map(e -> new Setup(
                        e, breakerOf(e, now), now.systems().get(e.system()).limits()))
                .collect(Collectors.toMap(s -> s.endpoint().id(), s -> s));
        running.forEach((id, old) -> {
            if (!wanted.containsKey(id)) {
                running.remove(id);
                old.worker().close();
                old.calls().ifPresent(CallLine::close);
            } else if (!wanted.get(id).equals(old.setup())) {
                replace(old, wanted.get(id));
            }
        });
        wanted.forEach((id, setup) -> running.computeIfAbsent(id, x -> {
            Running first = running(setup);
            first.worker().start();
            return first;
        }));
    }

    /** The old worker's attempts end first: two at once would break the endpoint's limits. */
    private void replace(Running old, Setup setup) {
        Running next = running(setup);
        next.worker().breaker().mode(old.worker().breaker().mode());
        running.put(setup.endpoint().id(), next);
        old.calls().ifPresent(CallLine::close);
        old.worker().close().thenRun(next.worker()::start);
    }

    private Running running(Setup setup) {
        Endpoint endpoint = setup.endpoint();
        Quota own = new Quota(endpoint.limits(), concurrency(endpoint));
        var breaker = new EndpointBreaker(endpoint.id(), setup.breaker(), shop.clock(), state -> {
            shop.meter().breaker(endpoint.id(), state);
            LOG.infof(
                    "breaker of %s is %s%s",
                    endpoint.id(), state, state == BreakerState.OPEN ? "; its work waits" : "");
        });
        if (endpoint instanceof FileEndpoint file && file.batch().isPresent()) {
            Worker batches = new BatchWorker(file, files, breaker, own, quotaOf(setup), shop);
            return new Running(setup, batches, Optional.empty());
        }
        Transport transport = switch (endpoint) {
            case FileEndpoint file -> new FileTransport(file, files, shop.ledger()::writeWhole, shop.clock());
            case HttpEndpoint http ->
                new WholeTransport(new HttpTransport(http, own.concurrency(), loop, shop.clock()), parts);
            case MllpEndpoint mllp -> new MllpTransport(mllp, loop, parts);
            case KafkaEndpoint kafka -> new WholeTransport(new KafkaTransport(kafka), parts);
            case JmsEndpoint jms -> new WholeTransport(new JmsTransport(jms, own.concurrency()), parts);
        };
        Quota system = quotaOf(setup);
        EndpointWorker worker = new EndpointWorker(endpoint, transport, breaker, own, system, shop);
        Optional<CallLine> calls = endpoint instanceof HttpEndpoint http
                ? Optional.of(new CallLine(
                        http,
                        new HttpTransport(http, own.concurrency(), loop, shop.clock()),
                        breaker,
                        own,
                        system,
                        shop))
                : Optional.empty();
        return new Running(setup, worker, calls);
    }

    private static int concurrency(Endpoint endpoint) {
        return switch (endpoint) {
            case HttpEndpoint http -> HTTP_CONCURRENCY;
            case FileEndpoint file -> SINGLE;
            case MllpEndpoint mllp -> SINGLE;
            case KafkaEndpoint kafka -> KAFKA_CONCURRENCY;
            case JmsEndpoint jms -> JMS_CONCURRENCY;
        };
    }

    /** One for all endpoints of a system, as long as its limits stay the same. */
    private Quota quotaOf(Setup setup) {
        return systems.computeIfAbsent(
                new SystemLimits(setup.endpoint().system(), setup.system()),
                key -> new Quota(key.limits(), Integer.MAX_VALUE));
    }

    /** The endpoint's own, else that of the most critical tier that sends to it. */
    private static Breaker breakerOf(Endpoint endpoint, Catalog catalog) {
        return endpoint.breaker()
                .or(() -> catalog.integrations().values().stream()
                        .filter(i -> i.verbs().sends().stream().anyMatch(s -> s.id().equals(endpoint.id())))
                        .map(Integration::tier)
                        .min(Comparator.comparingInt(Tier::number))
                        .map(Tier::breaker))
                .orElse(UNTIERED);
    }

    private void lookEverywhere() {
        running.values().forEach(r -> r.worker().look());
    }
}
