package io.sluice.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogHolder;
import io.sluice.catalog.read.CatalogReader;
import io.sluice.catalog.read.FolderSource;
import io.sluice.deadletter.DeadLetters;
import io.sluice.deadletter.ReplayRunner;
import io.sluice.deadletter.Replays;
import io.sluice.engine.Escalation;
import io.sluice.engine.Verbs;
import io.sluice.engine.route.Entrances;
import io.sluice.engine.route.IntegrationRoutes;
import io.sluice.engine.run.RunDispatcher;
import io.sluice.engine.run.RunExecutor;
import io.sluice.ledger.Actor;
import io.sluice.ledger.Alert;
import io.sluice.ledger.Alerts;
import io.sluice.ledger.Balance;
import io.sluice.ledger.Bodies;
import io.sluice.ledger.DeadLetterStore;
import io.sluice.ledger.Keyring;
import io.sluice.ledger.MessageSummary;
import io.sluice.ledger.OutgoingFiles;
import io.sluice.ledger.PostgresLedger;
import io.sluice.ledger.ReplaySelection;
import io.sluice.ledger.ReplaySteps;
import io.sluice.ledger.ReplayStore;
import io.sluice.ledger.Search;
import io.sluice.ledger.SearchCriteria;
import io.sluice.ledger.TestSettings;
import io.sluice.ledger.Trace;
import io.sluice.ledger.Traces;
import io.sluice.message.RunState;
import io.sluice.observe.Meters;
import io.sluice.receive.Intake;
import io.sluice.receive.ReceiveMeter;
import io.sluice.receive.http.HttpListeners;
import io.sluice.send.BreakerMode;
import io.sluice.send.Calls;
import io.sluice.send.Dispatcher;
import io.sluice.stack.Database;
import io.sluice.stack.KeptConnections;
import io.sluice.stack.MigratedDatabase;
import io.sluice.stack.Ports;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.impl.DefaultCamelContext;

/** An engine of {@link FailModeHome}, with a receiver that takes everything while the breaker lets it. */
final class FailModeWorld implements AutoCloseable {

    private static final Actor ANNA = new Actor("anna", "analyst");
    private static final String MAIN = "receiver/main";
    private static final String LOOKUP = "receiver/lookup";

    private final Path home;
    private final Map<String, String> ports;
    private final CatalogHolder catalogs;
    private final KeptConnections pool;
    private final Keyring keyring;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters(registry);
    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int lookup = 200;
    private final com.sun.net.httpserver.HttpServer receiver;
    private final PostgresLedger ledger;
    private final Dispatcher deliveries;
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final RunDispatcher runs;
    private final HttpListeners listeners;
    private final ReplayStore replayStore;
    private final ReplayRunner replays;

    FailModeWorld(Path folder) throws Exception {
        home = folder.resolve("home");
        FailModeHome.write(home, folder.resolve("spare"));
        receiver = com.sun.net.httpserver.HttpServer.create(
                new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            boolean answers = path.equals("/lookup") || path.equals("/copy");
            byte[] reply = "{\"from\":\"%s\"}".formatted(path.substring(1)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(path.equals("/lookup") ? lookup : 200, answers ? reply.length : -1);
            if (answers) {
                exchange.getResponseBody().write(reply);
            }
            exchange.close();
        });
        receiver.start();
        ports = Map.of(
                FailModeHome.OWN_PORT,
                Integer.toString(Ports.free()),
                FailModeHome.TARGET_PORT,
                Integer.toString(receiver.getAddress().getPort()));
        catalogs = new CatalogHolder(read());
        assertThat(catalogs.current().problems()).isEmpty();
        Database database = MigratedDatabase.fresh();
        pool = new KeptConnections(database);
        keyring = Keyring.open(folder.resolve("keys"));
        InstantSource clock = InstantSource.system();
        ledger = new PostgresLedger(pool, keyring, clock, TestSettings.of("modes"));
        deliveries = new Dispatcher(ledger, new OutgoingFiles(pool), catalogs, vertx, clock, meters);
        IntegrationRoutes routes = new IntegrationRoutes(camel, new Entrances());
        new Verbs(catalogs, deliveries::away, new Calls(ledger, deliveries, clock)).addTo(camel, routes.entrances());
        camel.start();
        routes.load(catalogs.current());
        assertThat(routes.refused()).isEmpty();
        runs = new RunDispatcher(ledger, routes, new RunExecutor(routes), 2, meters::run);
        ledger.runsTo(runs);
        deliveries.start(Duration.ofMillis(100)); // a look changes little: none waits long for it
        replayStore = new ReplayStore(pool);
        replays = new ReplayRunner(replayStore, new ReplaySteps(ledger::reopen), clock);
        replays.start();
        listeners = new HttpListeners(
                vertx,
                new Intake(catalogs, ledger, ReceiveMeter.NONE),
                new Traces(pool)::find,
                token -> Optional.empty(),
                ReceiveMeter.NONE,
                clock);
        listeners.open(catalogs.current());
    }

    private Catalog read() {
        return CatalogReader.read(new FolderSource(home), ports);
    }

    /**
     * Somebody takes the file away and the catalogue is read again; integrations that it refuses go on as they were.
     */
    void forgetContract(String version) throws IOException {
        Files.delete(home.resolve("contracts/note/" + version + ".odcs.yaml"));
        catalogs.replace(read().withIntegrations(catalogs.current().integrations()));
    }

    void openBreaker() {
        List.of(MAIN, LOOKUP).forEach(one -> deliveries.breaker(one, BreakerMode.OPEN));
    }

    void closeBreaker() {
        List.of(MAIN, LOOKUP).forEach(one -> deliveries.breaker(one, BreakerMode.AUTOMATIC));
    }

    /** The status that the endpoint of calls answers with from now on. */
    void lookupAnswers(int status) {
        lookup = status;
    }

    /** Paths at the receiver, in the order in which they were asked. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** As if so much time had passed. */
    void lookForAlerts(Duration later) {
        new Escalation(new Alerts(pool), catalogs, meters, () -> Instant.now().plus(later)).look();
    }

    List<Alert> alerts() {
        return new Alerts(pool).open();
    }

    int everAlerted() {
        return new Alerts(pool).latest().size();
    }

    double alertGauge(String integration) {
        return registry.get("sluice.alerts")
                .tag("integration", integration)
                .gauge()
                .value();
    }

    /** @return id of the message */
    UUID post(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get(FailModeHome.OWN_PORT) + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"code\":\"KGM\"}"))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(202);
        String place = answer.headers().firstValue("Location").orElseThrow();
        return UUID.fromString(place.substring("/messages/".length()));
    }

    Trace ended(UUID message, RunState state) {
        Traces traces = new Traces(pool);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(traces.find(message)
                                .orElseThrow()
                                .runs()
                                .getLast()
                                .state())
                        .isEqualTo(state));
        return traces.find(message).orElseThrow();
    }

    List<UUID> found(String flag) {
        return find(SearchCriteria.messages().key(new SearchCriteria.Key(SearchCriteria.FLAG, flag)));
    }

    List<UUID> held() {
        return find(SearchCriteria.messages().state(RunState.HELD));
    }

    private List<UUID> find(SearchCriteria.Builder wanted) {
        return new Search(pool, keyring, Duration.ofSeconds(10))
                .find(wanted.build()).items().stream().map(MessageSummary::id).toList();
    }

    double counted(String integration, String flag) {
        return registry.counter("sluice.flagged", "integration", integration, "flag", flag)
                .count();
    }

    String body(Trace trace, String stage) {
        byte[] bytes = new Bodies(pool, keyring)
                .read(trace.message().id(), stage)
                .orElseThrow()
                .bytes();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    Balance.Line balance(String integration) {
        return new Balance(pool)
                .read().stream()
                        .filter(line -> line.name().equals(integration))
                        .findFirst()
                        .orElseThrow();
    }

    void replay(UUID deadLetter) {
        Replays plans = new Replays(replayStore, 3, InstantSource.system());
        ReplaySelection selection =
                new ReplaySelection(List.of(deadLetter), null, null, null, null, null, null, false, false, true);
        plans.start(plans.plan(selection, ANNA, "the target is back").id(), null, ANNA, "the target is back");
    }

    void discard(UUID deadLetter) {
        new DeadLetters(new DeadLetterStore(pool, ledger::reopen), InstantSource.system())
                .discard(List.of(deadLetter), ANNA, "said by telephone");
    }

    @Override
    public void close() throws Exception {
        listeners.close();
        replays.close();
        runs.close();
        deliveries.close();
        camel.close();
        ledger.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        receiver.stop(0);
    }
}
