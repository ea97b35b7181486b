package io.sluice.ledger;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * The parts of the ledger, and who tells whom: committers (arrivals, results of runs, of deliveries, of calls), each
 * with a thread and a connection of its own; the loader, which gets runs for the engine; the pulse, which holds the
 * epoch; housekeeping.
 */
final class LedgerParts {

    /**
     * Distance of commits under load: 30 ms let a hundred results share the statements that else a dozen or two would
     * pay.
     */
    private static final int RUNS_MILLIS = 30;

    private static final int DELIVERIES_MILLIS = 8;

    /**
     * While the commit of one is in PostgreSQL, the other's is prepared. A stream keeps to one, and so keeps its order.
     */
    private static final int ARRIVAL_SESSIONS = 2;

    final Payloads payloads;
    final Blobs blobs;
    final Connector connector;
    final Sessions sessions;
    final Leases leases = new Leases();
    final AheadRuns ahead;
    final Runs runs;
    final Deliveries deliveries;
    final Outbox outbox;
    final Node node;
    final Recovery recovery;
    final RunLoader loader;
    final DeliveryClaims claims;
    final BatchClaims batches;
    final Pauses pauses;
    final Pulse pulse;
    final Housekeeping housekeeping;
    final DeliveryCommits deliveryCommits;
    final CallCommits calls;
    private final List<Committer<PendingArrival>> arrivals;
    private final Committer<PendingResult> runResults;

    /**
     * @param ledger that they are the parts of; what dead nodes left is judged and committed by it, not before
     *     {@link #start}
     */
    LedgerParts(DataSource pool, Keyring keyring, InstantSource clock, LedgerSettings settings, Ledger ledger) {
        payloads = new Payloads(keyring);
        blobs = new Blobs(pool, keyring);
        connector = new Connector(pool, settings.answerWithin());
        sessions = new Sessions(connector);
        ahead = new AheadRuns(keyring, payloads, clock);
        runs = new Runs(leases, new Memory<>(settings.cacheBytes() / 2, run -> run.subject().length));
        deliveries = new Deliveries(leases, new Memory<>(settings.cacheBytes() / 4, one -> one.body().length));
        outbox = new Outbox(
                sessions, payloads, new Memory<>(settings.cacheBytes() / 4, event -> event.data().length), clock);
        node = new Node(connector, settings.node(), this::takenOver);
        DeliveryReader deliveryReader = new DeliveryReader(payloads);
        loader = new RunLoader(connector, new RunReader(payloads), runs, node::epoch, clock);
        Claiming claiming = new Claiming(sessions, deliveryReader, deliveries, node::epoch, clock);
        claims = new DeliveryClaims(claiming);
        batches = new BatchClaims(claiming);
        recovery =
                new Recovery(sessions, deliveryReader, leases, ledger, this::runsReady, deliveries::ready, this::doubt);
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
                        "arrivals-" + n,
                        settings,
                        connector,
                        Pace.none(),
                        new Arrivals(clock, node::epoch, ahead, runs, deliveries, outbox)))
                .toList();
        runResults = new Committer<>(
                "runs",
                settings,
                connector,
                Pace.millis(RUNS_MILLIS, leases::runs),
                new RunResults(clock, node::epoch, leases, ahead, runs, deliveries, outbox, pulse::holdSoon));
        deliveryCommits = new DeliveryCommits(
                leases,
                payloads,
                new Committer<>("sendings", settings, connector, Pace.none(), new Sendings(node::epoch)),
                new Committer<>(
                        "deliveries",
                        settings,
                        connector,
                        Pace.millis(DELIVERIES_MILLIS, leases::deliveries),
                        new DeliveryResults(clock, node::epoch, deliveries, pulse::alarm, pulse::holdSoon)));
        calls = new CallCommits(
                payloads,
                new Committer<>("calls", settings, connector, Pace.none(), new Callings(clock, node::epoch, payloads)));
    }

    void start() {
        pulse.start();
        housekeeping.start();
    }

    void submit(PendingArrival arrival) {
        int session = Math.floorMod(arrival.arrival().origin().stream(), ARRIVAL_SESSIONS);
        ahead.carry(arrival, arrivals.get(session)::submit);
    }

    void submit(PendingResult result) {
        ahead.carry(result, runResults::submit);
    }

    /** The engine has room for runs of the integration. */
    void runsWanted(String integration) {
        if (runs.mayWait(integration)) {
            loader.claim(integration);
        }
    }

    void runsReady(String integration) {
        runs.waits(integration);
        runsWanted(integration);
    }

    private void takenOver(List<Work> works) {
        recovery.takenOver(works);
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

    /** All but the pulse, which alone can give leases back. */
    void stop() {
        arrivals.forEach(Committer::close);
        runResults.close();
        deliveryCommits.close();
        calls.close();
        loader.close();
        housekeeping.close();
        sessions.close();
    }
}
