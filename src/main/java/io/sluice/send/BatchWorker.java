package io.sluice.send;

import io.sluice.catalog.FileBatch;
import io.sluice.catalog.FileEndpoint;
import io.sluice.files.FileSession;
import io.sluice.ledger.BatchTerms;
import io.sluice.ledger.ClaimedDelivery;
import io.sluice.ledger.DeliveryResult;
import io.sluice.ledger.DeliveryResult.Next;
import io.sluice.ledger.OutgoingBatch;
import io.sluice.ledger.OutgoingFiles;
import io.sluice.message.CrashPoint;
import io.sluice.send.SendOutcome.Accepted;
import io.sluice.send.SendOutcome.Refused;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Sending to an endpoint whose deliveries are collected into files, one file after the other, with a thread of its own.
 * The ledger says what is in a file and keeps it ({@link io.sluice.ledger.Ledger#claimBatch}); a delivery is DELIVERED
 * when its file stands under its own name. What is wrong with the folder is tried again for all of them; one that
 * cannot be a record of the file becomes a dead letter alone.
 */
final class BatchWorker implements Worker {

    private static final Logger LOG = Logger.getLogger(BatchWorker.class);

    /** A file of nothing has no delivery that would be tried again by its tier's schedule. */
    private static final Duration BLANK_AGAIN = Duration.ofSeconds(30);

    /** While the ledger does not answer no attempt is spent. */
    private static final Duration AFTER_LEDGER = Duration.ofSeconds(1);

    private static final int RESULTS_AT_ONCE = 1000;

    private final FileEndpoint endpoint;
    private final FileBatch rules;
    private final BatchTerms terms;
    private final Workshop shop;
    private final OutgoingFiles files;
    private final FilePlacing placing;
    private final FileFolder folder;
    private final EndpointBreaker breaker;
    private final Gate gate;
    private final Attempts attempts;
    private final ExecutorService thread;
    private final AtomicBoolean queued = new AtomicBoolean();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean started;
    private volatile boolean closed;
    private volatile boolean wanted = true;
    private volatile int underWay;

    // Of the thread.
    private Instant nextCut = Instant.MIN;
    private boolean ledgerFails;
    private boolean held;

    BatchWorker(
            FileEndpoint endpoint,
            OutgoingFiles files,
            EndpointBreaker breaker,
            Quota own,
            Quota system,
            Workshop shop) {
        this.endpoint = endpoint;
        this.rules = endpoint.batch().orElseThrow();
        this.terms = new BatchTerms(
                rules.count(),
                rules.size(),
                rules::closingAfter,
                rules.whenEmpty() == FileBatch.WhenEmpty.HEADER,
                (id, sequence, at) -> FileName.of(endpoint.pattern(), id, sequence, at, rules.zone()));
        this.shop = shop;
        this.files = files;
        this.placing = new FilePlacing(endpoint, files);
        this.folder = new FileFolder(endpoint);
        this.breaker = breaker;
        this.gate = new Gate(breaker, own, system, this::paused, this::look);
        this.attempts = new Attempts(endpoint, null, shop);
        this.thread = Executors.newSingleThreadExecutor(Thread.ofPlatform()
                .name("send-batch-" + endpoint.name())
                .daemon()
                .factory());
    }

    @Override
    public void start() {
        started = true;
        look();
    }

    @Override
    public void wake() {
        wanted = true;
        look();
    }

    @Override
    public void look() {
        if (started && !closed && queued.compareAndSet(false, true)) {
            thread.execute(this::all);
        }
    }

    @Override
    public synchronized CompletableFuture<Void> close() {
        if (!closed) {
            closed = true;
            thread.execute(() -> {
                folder.drop();
                drained.complete(null);
            });
            thread.shutdown();
        }
        return drained;
    }

    @Override
    public EndpointBreaker breaker() {
        return breaker;
    }

    @Override
    public EndpointStatus status() {
        Instant now = shop.clock().instant();
        Instant opens = gate.opens(now);
        return attempts.status(breaker, paused(), opens.isAfter(now) ? opens : null, underWay, gate.limit());
    }

    private boolean paused() {
        return shop.ledger().paused().contains("endpoint:" + endpoint.id());
    }

    private void all() {
        queued.set(false);
        try {
            boolean more = true;
            while (more && !closed) {
                more = next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when there is nothing to do now. */
    private boolean next() throws InterruptedException {
        Instant now = shop.clock().instant();
        if (!wanted && now.isBefore(nextCut)) {
            return false;
        }
        Quota.Opening opening = gate.reserve(now);
        if (opening.count() == 0) {
            held |= gate.limits(now);
            return false;
        }
        wanted = false;
        OutgoingBatch batch;
        try {
            OutgoingBatch.Look look = shop.ledger().claimBatch(endpoint.id(), terms);
            ledgerFails = false;
            nextCut = rules.closingAfter(look.cutAt());
            batch = look.batch().orElse(null);
        } catch (RuntimeException e) {
            gate.start(opening.count(), 0, now);
            claimFailed(e);
            return false;
        }
        gate.start(opening.count(), batch == null ? 0 : 1, now);
        if (held && batch != null) {
            gate.heldUp();
            shop.meter().sendingHeldUp(endpoint.id());
        }
        held = false;
        if (batch == null) {
            return false;
        }
        underWay = batch.members().size();
        CrashPoint.DELIVERY_LEASED.at(endpoint.id());
        try {
            send(batch, now);
        } finally {
            underWay = 0;
            gate.end();
        }
        wanted = true; // there may be another one behind
        return true;
    }

    private void claimFailed(RuntimeException e) {
        if (!ledgerFails) {
            LOG.warnf("no batch for %s (%s); its work waits in the ledger, tried again every second", endpoint.id(), e);
        }
        ledgerFails = true;
        wanted = true;
    }

    private void send(OutgoingBatch batch, Instant startedAt) throws InterruptedException {
        var pass = breaker.enter();
        if (pass.isEmpty()) { // it opened between claim and start
            settle(batch.members(), one -> new DeliveryResult(one, new Next.PutBack(startedAt), null));
            return;
        }
        BatchContent content = new BatchContent(endpoint, rules, batch, shop.ledger());
        long start = System.nanoTime();
        SendOutcome outcome = folder.attempt(open -> place(open, batch, content));
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
        CrashPoint.DELIVERY_SENT.at(endpoint.id());
        if (content.ledgerFailed()) {
            pass.get().settle(false);
            Instant again = startedAt.plus(AFTER_LEDGER);
            settle(batch.members(), one -> new DeliveryResult(one, new Next.PutBack(again), null));
            return;
        }
        pass.get().settle(outcome.endpointFault());
        boolean written = outcome instanceof Accepted || outcome instanceof Refused;
        SendOutcome unfit = new Refused(SendProblem.RECORD_DOES_NOT_FIT, null, null);
        settle(
                batch.members(),
                one -> attempts.result(
                        one, written && content.unfit().contains(one.id()) ? unfit : outcome, startedAt, micros));
        if (outcome instanceof Accepted) {
            LOG.infof(
                    "file %d of %s is placed with %d deliveries",
                    batch.sequence(),
                    endpoint.id(),
                    batch.members().size() - content.unfit().size());
        } else if (batch.members().isEmpty()) {
            gate.quietUntil(startedAt.plus(BLANK_AGAIN));
        }
    }

    private SendOutcome place(FileSession open, OutgoingBatch batch, BatchContent content) throws IOException {
        try {
            return FileTransport.outcome(
                    batch.name(), placing.place(open, batch.id(), files.known(batch.id()), content));
        } catch (BatchContent.NothingFits nothing) {
            open.delete(endpoint.folder() + "/" + batch.name() + endpoint.temporarySuffix());
            return new Refused(SendProblem.RECORD_DOES_NOT_FIT, null, null);
        }
    }

    /** Returns when all are committed: until then the ledger would find this batch busy. */
    private void settle(List<ClaimedDelivery> members, Function<ClaimedDelivery, DeliveryResult> result)
            throws InterruptedException {
        for (int from = 0; from < members.size(); from += RESULTS_AT_ONCE) {
            List<ClaimedDelivery> some = members.subList(from, Math.min(members.size(), from + RESULTS_AT_ONCE));
            CountDownLatch left = new CountDownLatch(some.size());
            some.forEach(one -> shop.settlement().commit(result.apply(one), left::countDown));
            left.await();
        }
    }
}
