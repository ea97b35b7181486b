package io.sluice.send;

import io.sluice.catalog.Catalog;
import io.sluice.catalog.CatalogHolder;
import io.sluice.ledger.Arrival;
import io.sluice.ledger.DeliveryResult;
import io.sluice.ledger.LostWork;
import io.sluice.ledger.Origin;
import io.sluice.ledger.PostgresLedger;
import io.sluice.ledger.ReadyRun;
import io.sluice.ledger.RunResult;
import io.sluice.ledger.RunSink;
import io.sluice.message.DerivedIds;
import io.sluice.message.Ids;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * As much of an engine as sending needs, on a real ledger: a message {@code endpoint LF lane LF body} becomes a run,
 * and the run one delivery of that body to that endpoint in that lane.
 */
final class SendingEngine implements AutoCloseable {

    /** Often, so that nobody waits long to see that a look changes nothing. */
    static final Duration LOOK = Duration.ofMillis(100);

    private final PostgresLedger ledger;
    private final Vertx vertx = Vertx.vertx();
    private final CatalogHolder catalog;
    private final Dispatcher dispatcher;

    SendingEngine(SendDatabase database, Catalog first) {
        this(database, first, InstantSource.system());
    }

    /** @param clock of the sending; the ledger keeps that of the machine */
    SendingEngine(SendDatabase database, Catalog first, InstantSource clock) {
        this(database.open(), database, first, clock);
    }

    SendingEngine(PostgresLedger ledger, SendDatabase database, Catalog first, InstantSource clock) {
        this.ledger = ledger;
        this.catalog = new CatalogHolder(first);
        this.dispatcher = new Dispatcher(ledger, database.outgoingFiles(), catalog, vertx, clock, SendMeter.NONE);
        ledger.lostWork(new Judge());
        ledger.runsTo(new Runs());
        dispatcher.start(LOOK);
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    void replace(Catalog next) {
        catalog.replace(next);
    }

    /** Stores a message that will become a delivery; returns when it is committed. */
    UUID enqueue(String endpoint, String lane, String body) {
        UUID id = Ids.v7(Instant.now());
        byte[] bytes = (endpoint + "\n" + lane + "\n" + body).getBytes(StandardCharsets.ISO_8859_1);
        Arrival arrival = new Arrival(
                id,
                "test",
                "ehr",
                "test",
                SendCatalog.FEED,
                "json",
                "test",
                "",
                id.toString(),
                "127.0.0.1",
                id.toString(),
                null,
                Instant.now(),
                bytes,
                Map.of(),
                List.of(endpoint + lane),
                null,
                List.of(),
                null,
                List.of(),
                Origin.NONE,
                null);
        ledger.receive(arrival).join();
        return delivery(id, endpoint);
    }

    private static UUID delivery(UUID message, String endpoint) {
        return DerivedIds.of("delivery", message, SendCatalog.FEED, endpoint, "", 0, 0);
    }

    /** Ends in the middle: the sockets break off, what is under way is not waited for and not committed. */
    void crash() {
        ledger.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() throws Exception {
        dispatcher.close();
        ledger.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** As the engine judges, but for tier and owner. */
    private final class Judge implements LostWork {

        @Override
        public RunResult.End.Dead crashed(String integration) {
            return STRICT.crashed(integration);
        }

        @Override
        public DeliveryResult.Next interrupted(String integration, String endpoint) {
            return Interrupted.retry(catalog.current(), endpoint, Instant.now())
                    .orElseGet(() -> STRICT.interrupted(integration, endpoint));
        }
    }

    private final class Runs implements RunSink {

        @Override
        public int capacity(String integration) {
            return 100;
        }

        @Override
        public void ready(List<ReadyRun> runs) {
            runs.forEach(this::run);
        }

        private void run(ReadyRun run) {
            String[] parts = new String(run.subject(), StandardCharsets.ISO_8859_1).split("\n", 3);
            var delivery = new RunResult.NewDelivery(
                    delivery(run.messageId(), parts[0]),
                    parts[0],
                    "application/json",
                    Map.of(),
                    parts[2].getBytes(StandardCharsets.ISO_8859_1),
                    parts[0] + parts[1],
                    0,
                    null);
            ledger.finish(
                    new RunResult(run, new RunResult.End.Routed(), List.of(), List.of(delivery), List.of(), Map.of()));
        }
    }
}
