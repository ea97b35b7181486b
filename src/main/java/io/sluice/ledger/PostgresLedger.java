package io.sluice.ledger;

import io.sluice.message.CrashPoint;
import io.sluice.message.Ids;
import io.sluice.message.Mutants;
import io.sluice.message.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * The ledger on PostgreSQL. This class only joins the parts: committers (arrivals, results of runs, results of deliveries,
 * sendings), each with a thread and a connection of its own; the loader, which gets runs for the engine; the pulse, which
 * holds the epoch; housekeeping. Work on the database survives every way of ending this process: {@link #close()} is only
 * the polite one.
 */
public final class PostgresLedger implements Ledger, CallLedger, AutoCloseable {

    private static final int PACE_MILLIS = 4;

    /** While the commit of one is in PostgreSQL, the other's is prepared. A stream keeps to one, and so keeps its order. */
    private static final int ARRIVAL_SESSIONS = 2;

    private final Keyring keyring;
    private final Payloads payloads;
    private final Blobs blobs;
    private final Connector connector;
    private final Sessions sessions;
    private final Leases leases = new Leases();
    private final Runs runs;
    private final Deliveries deliveries;
    private final Outbox outbox;
    private final Node node;
    private final Recovery recovery;
    private final RunLoader loader;
    private final DeliveryClaims claims;
    private final BatchClaims batches;
    private final Pauses pauses;
    private final Pulse pulse;
    private final Housekeeping housekeeping;
    private final InstantSource clock;
    private final List<Committer<PendingArrival>> arrivals;
    private final Committer<PendingResult> runResults;
    private final Committer<PendingDelivery> deliveryResults;
    private final Committer<Sendings.Pending> sendings;
    private final Committer<Callings.Pending<?>> callings;

    /**
     * Starts to work at once, and waits for the database as long as it must.
     *
     * @param pool gives connections to a database that has been migrated; keeps about ten of them
     * @throws ProblemException {@code ledger.keys-unreadable} when the ledger was made with other keys
     */
    public PostgresLedger(DataSource pool, Keyring keyring, InstantSource clock, LedgerSettings settings) {
        if (settings.production()) {
            refuseFaults();
        }
        this.keyring = keyring;
        this.clock = clock;
        payloads = new Payloads(keyring);
        blobs = new Blobs(pool, keyring);
        connector = new Connector(pool, settings.answerWithin());
        sessions = new Sessions(connector);
        runs = new Runs(leases, new Memory<>(settings.cacheBytes() / 2, run -> run.subject().length));
        deliveries = new Deliveries(leases, new Memory<>(settings.cacheBytes() / 4, one -> one.body().length));
        outbox = new Outbox(
                sessions, payloads, new Memory<>(settings.cacheBytes() / 4, event -> event.data().length), clock);
        node = new Node(connector, settings.node(), this::takenOver);
        DeliveryReader deliveryReader = new DeliveryReader(payloads);
        loader = new RunLoader(connector, new RunReader(payloads), runs, node::epoch, clock);
        claims = new DeliveryClaims(sessions, deliveryReader, deliveries, node::epoch, clock);
        batches = new BatchClaims(sessions, deliveryReader, deliveries, node::epoch, clock);
        recovery =
                new Recovery(sessions, deliveryReader, leases, this, this::runsReady, deliveries::ready, this::doubt);
        pauses = new Pauses(this::resumed);
        pulse = new Pulse(
                connector,
                node,
                this::renewed,
                pauses,
                new Sweep(this::runsReady, deliveries::ready, outbox::ready),
                new Holds(),
                keyring,
                clock,
                settings.pulse());
        connector.onDoubt(this::doubt);
        housekeeping = new Housekeeping(connector, clock);
        arrivals = IntStream.range(0, ARRIVAL_SESSIONS)
                .mapToObj(n -> new Committer<>(
                        "arrivals-" + n, settings, connector, Pace.none(), new Arrivals(clock, node::epoch, runs)))
                .toList();
        runResults = new Committer<>(
                "runs",
                settings,
                connector,
                Pace.millis(PACE_MILLIS),
                new RunResults(clock, node::epoch, leases, runs, deliveries, outbox, pulse::holdSoon));
        deliveryResults = new Committer<>(
                "deliveries",
                settings,
                connector,
                Pace.millis(PACE_MILLIS),
                new DeliveryResults(clock, node::epoch, deliveries, pulse::alarm, pulse::holdSoon));
        sendings = new Committer<>("sendings", settings, connector, Pace.none(), new Sendings(node::epoch));
        callings =
                new Committer<>("calls", settings, connector, Pace.none(), new Callings(clock, node::epoch, payloads));
        pulse.start();
        housekeeping.start();
    }

    private static void refuseFaults() {
        if (Mutants.any() || CrashPoint.any()) {
            throw new IllegalStateException("sluice.test.* is set: faults on purpose are refused in production");
        }
    }

    @Override
    public CompletableFuture<Receipt> receive(Arrival arrival) {
        PendingArrival pending = new PendingArrival(arrival, keyring, payloads);
        if (Mutants.ACK_BEFORE_COMMIT.on()) {
            pending.complete(new Receipt.Stored(arrival.id()));
        }
        arrivals.get(Math.floorMod(arrival.origin().stream(), ARRIVAL_SESSIONS)).submit(pending);
        return pending.future();
    }

    @Override
    public void runsTo(RunSink sink) {
        recovery.judgedStrictly();
        runs.to(sink, loader);
        pulse.soon();
    }

    @Override
    public void runsWanted(String integration) {
        if (runs.mayWait(integration)) {
            loader.claim(integration);
        }
    }

    @Override
    public CompletableFuture<Void> finish(RunResult result) {
        try {
            Work lease = leases.under(result.run().id(), result.run().epoch());
            PendingResult pending = new PendingResult(result, lease, keyring, payloads);
            runResults.submit(pending);
            return pending.future();
        } catch (ProblemException fenced) {
            return CompletableFuture.failedFuture(fenced);
        }
    }

    @Override
    public List<ClaimedDelivery> claim(String endpoint, int max) {
        return max <= 0 ? List.of() : claims.claim(endpoint, max);
    }

    @Override
    public OutgoingBatch.Look claimBatch(String endpoint, BatchTerms terms) {
        return batches.claim(endpoint, terms);
    }

    @Override
    public List<ClaimedDelivery> withBodies(List<ClaimedDelivery> members) {
        return batches.withBodies(members).stream()
                .map(member -> member.with(blobs.whole(member.messageId(), member.body())))
                .toList();
    }

    @Override
    public void writeWhole(UUID messageId, byte[] body, OutputStream out) throws IOException {
        blobs.write(messageId, body, out);
    }

    @Override
    public byte[] whole(UUID messageId, byte[] body) {
        return blobs.whole(messageId, body);
    }

    @Override
    public void deliveriesTo(Consumer<String> endpointReady) {
        deliveries.to(endpointReady);
        pulse.soon();
    }

    @Override
    public CompletableFuture<Void> sending(List<ClaimedDelivery> batch) {
        try {
            Map<LocalDate, List<Work>> days = new TreeMap<>();
            for (ClaimedDelivery delivery : batch) {
                Work lease = leases.under(delivery.id(), delivery.epoch());
                days.computeIfAbsent(Ids.day(lease.messageId()), day -> new ArrayList<>())
                        .add(lease);
            }
            List<Sendings.Pending> pending =
                    days.values().stream().map(Sendings.Pending::new).toList();
            pending.forEach(sendings::submit);
            return CompletableFuture.allOf(pending.stream().map(Waiting::future).toArray(CompletableFuture[]::new));
        } catch (ProblemException fenced) {
            return CompletableFuture.failedFuture(fenced);
        }
    }

    @Override
    public CompletableFuture<Void> finish(DeliveryResult result) {
        try {
            Work lease = leases.under(result.delivery().id(), result.delivery().epoch());
            PendingDelivery pending = new PendingDelivery(result, lease, payloads);
            deliveryResults.submit(pending);
            return pending.future();
        } catch (ProblemException fenced) {
            return CompletableFuture.failedFuture(fenced);
        }
    }

    @Override
    public CompletableFuture<Calling> call(ReadyRun run, RunResult.NewDelivery request, boolean queryable) {
        Callings.Request pending = new Callings.Request(run, request, queryable);
        callings.submit(pending);
        return pending.future();
    }

    @Override
    public CompletableFuture<Void> calling(ReadyRun run, ClaimedDelivery call) {
        Callings.Sending pending = new Callings.Sending(run, call.id());
        callings.submit(pending);
        return pending.future();
    }

    @Override
    public CompletableFuture<Void> called(ReadyRun run, DeliveryResult result) {
        Callings.Result pending = new Callings.Result(run, result, payloads);
        callings.submit(pending);
        return pending.future();
    }

    @Override
    public boolean holdRelay() {
        return node.holdRelay();
    }

    @Override
    public List<OutboxEvent> outbox(int max) {
        return outbox.oldest(max);
    }

    @Override
    public void eventsTo(Runnable eventsReady) {
        outbox.to(eventsReady);
        pulse.soon();
    }

    @Override
    public void relayed(List<OutboxEvent> events) {
        outbox.relayed(events);
    }

    @Override
    public Set<String> paused() {
        return pauses.paused();
    }

    /** A {@link Reopener}. The work may be done more than once, until no other holds the lanes that it needs. */
    public <T> T reopen(Reopener.Work<T> work) {
        Reopened reopened = new Reopened(this::runsReady, deliveries::ready);
        T result = sessions.use(
                "reopen", session -> reopened.commit(session, payloads, node.epoch(), clock.instant(), work));
        reopened.announce();
        return result;
    }

    @Override
    public void lostWork(LostWork judge) {
        recovery.judgedBy(judge);
    }

    @Override
    public boolean available() {
        return connector.available() && pulse.beating();
    }

    private void takenOver(List<Work> works) {
        recovery.takenOver(works);
    }

    private void runsReady(String integration) {
        runs.waits(integration);
        runsWanted(integration);
    }

    private void resumed(String target) {
        String name = target.substring(target.indexOf(':') + 1);
        if (target.startsWith("integration:")) {
            runsReady(name);
        } else {
            deliveries.ready(name);
        }
    }

    private void doubt() {
        node.doubt();
        pulse.soon();
    }

    private void renewed(long epoch) {
        runs.forget(epoch);
        deliveries.forget(epoch);
        outbox.forget();
    }

    /**
     * Commits what is under way, fails what waits, and gives the leases back, so that others go on at once and no crash is
     * counted. Whoever works on runs and deliveries has stopped before.
     */
    @Override
    public void close() {
        stop();
        pulse.giveBack();
        pulse.close();
    }

    /** Ends as by kill -9, but for the process: nothing is given back. */
    void kill() {
        stop();
        pulse.close();
    }

    private void stop() {
        arrivals.forEach(Committer::close);
        runResults.close();
        deliveryResults.close();
        sendings.close();
        callings.close();
        loader.close();
        housekeeping.close();
        sessions.close();
    }
}
