package io.sluice.send;

import io.sluice.catalog.Endpoint;
import io.sluice.ledger.ClaimedDelivery;
import io.sluice.ledger.DeliveryResult;
import io.sluice.ledger.DeliveryResult.Next;
import io.sluice.message.CrashPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Sending to one endpoint, one delivery at a time. Claims as many deliveries as may start now, starts them, commits
 * what they come to, and claims again while others are still under way. The ledger hands out only the first of each
 * key, so that whatever is claimed may run at once.
 *
 * <p>It has no thread: claims run on the dispatcher's threads for the ledger, exchanges on the event loop, and each
 * event (work is ready, an attempt ended, a time has come) asks once whether more may be claimed.
 */
final class EndpointWorker implements Worker {

    private static final Logger LOG = Logger.getLogger(EndpointWorker.class);

    /** While the ledger does not answer, claims are tried so often. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Endpoint endpoint;
    private final Workshop shop;
    private final Transport transport;
    private final EndpointBreaker breaker;
    private final Attempts attempts;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    // Guarded by this.
    private final Gate gate;
    private final ClaimPace pace;
    private boolean wanted = true;
    private boolean claiming;
    private boolean started;
    private boolean closed;
    private boolean ledgerFails;
    private boolean held;
    private int underWay;
    private Instant alarm = Instant.MAX;

    /** @param system the limits of the endpoint's system, shared with its other endpoints */
    EndpointWorker(
            Endpoint endpoint, Transport transport, EndpointBreaker breaker, Quota own, Quota system, Workshop shop) {
        this.endpoint = endpoint;
        this.transport = transport;
        this.breaker = breaker;
        this.shop = shop;
        this.attempts = new Attempts(endpoint, transport, shop);
        // Told from within another worker's turn, hence later: two workers must not wait for each other's lock.
        Runnable later = () -> shop.vertx().runOnContext(x -> claimIfOpen());
        this.gate = new Gate(breaker, own, system, this::paused, later);
        this.pace = new ClaimPace(own.concurrency());
    }

    @Override
    public void start() {
        synchronized (this) {
            started = true;
        }
        claimIfOpen();
    }

    boolean paused() {
        return shop.ledger().paused().contains("endpoint:" + endpoint.id());
    }

    @Override
    public void look() {
        claimIfOpen();
    }

    @Override
    public void wake() {
        synchronized (this) {
            wanted = true;
        }
        claimIfOpen();
    }

    @Override
    public synchronized CompletableFuture<Void> close() {
        closed = true;
        endIfDrained();
        return drained;
    }

    @Override
    public EndpointBreaker breaker() {
        return breaker;
    }

    @Override
    public EndpointStatus status() {
        int count;
        Instant now = shop.clock().instant();
        Instant opens;
        EndpointStatus.Limit limit;
        synchronized (this) {
            count = underWay;
            opens = gate.opens(now);
            limit = gate.limit();
        }
        return attempts.status(breaker, paused(), opens.isAfter(now) ? opens : null, count, limit);
    }

    private void claimIfOpen() {
        int count;
        synchronized (this) {
            if (!started || closed || claiming || !wanted || shop.settlement().open() > shop.mostUnsettled()) {
                return;
            }
            Instant now = shop.clock().instant();
            Instant inPace = pace.next(gate.free(), now);
            if (inPace.isAfter(now)) {
                held |= gate.free() == 0 && gate.limits(now);
                wakeAt(inPace, now);
                return;
            }
            Quota.Opening opening = gate.reserve(now);
            count = opening.count();
            if (count == 0) {
                held |= gate.limits(now);
                wakeAt(opening.again(), now);
                return;
            }
            wanted = false;
            claiming = true;
        }
        shop.claims().execute(() -> claim(count));
    }

    private void claim(int count) {
        List<ClaimedDelivery> claimed;
        try {
            claimed = shop.ledger().claim(endpoint.id(), count);
        } catch (RuntimeException e) {
            claimFailed(count, e);
            return;
        }
        synchronized (this) {
            Instant now = shop.clock().instant();
            claiming = false;
            ledgerFails = false;
            underWay += claimed.size();
            gate.start(count, claimed.size(), now);
            pace.claimed(count, claimed.size(), now);
            wanted |= claimed.size() == count;
            if (held && !claimed.isEmpty()) { // only what is found afterwards has waited
                gate.heldUp();
                shop.meter().sendingHeldUp(endpoint.id());
            }
            held = false;
        }
        if (!claimed.isEmpty()) {
            CrashPoint.DELIVERY_LEASED.here();
        }
        start(claimed);
        claimIfOpen();
    }

    private synchronized void claimFailed(int count, RuntimeException e) {
        if (!ledgerFails) {
            LOG.warnf(
                    "no claims for %s (%s); its work waits in the ledger, tried again every second", endpoint.id(), e);
        }
        ledgerFails = true;
        claiming = false;
        wanted = true;
        Instant now = shop.clock().instant();
        gate.start(count, 0, now);
        wakeAt(now.plus(AFTER_FAILURE), now);
        endIfDrained();
    }

    private void start(List<ClaimedDelivery> claimed) {
        if (claimed.isEmpty()) {
            synchronized (this) {
                endIfDrained();
            }
        } else if (endpoint.idempotent()) {
            claimed.forEach(this::attempt);
        } else {
            // Only what is committed as SENDING before its bytes leave can be told apart after a crash.
            shop.ledger().sending(claimed).whenComplete((committed, error) -> {
                if (error == null) {
                    claimed.forEach(this::attempt);
                } else {
                    claimed.forEach(d -> settle(putBack(d, AFTER_FAILURE)));
                }
            });
        }
    }

    private void attempt(ClaimedDelivery delivery) {
        var pass = breaker.enter();
        if (pass.isEmpty()) { // it opened between claim and start
            settle(putBack(delivery, Duration.ZERO));
            return;
        }
        attempts.run(delivery, outcome -> {
                    pass.get().settle(outcome.endpointFault());
                    if (outcome instanceof SendOutcome.TryAgain later) {
                        later.notBefore().ifPresent(this::quiet);
                    }
                })
                .thenAccept(this::settle);
    }

    private synchronized void quiet(Instant until) {
        Instant latest = shop.clock().instant().plus(NextStep.LONGEST_RETRY_AFTER);
        gate.quietUntil(until.isAfter(latest) ? latest : until);
    }

    private DeliveryResult putBack(ClaimedDelivery delivery, Duration wait) {
        return new DeliveryResult(
                delivery, new Next.PutBack(shop.clock().instant().plus(wait)), null);
    }

    /** The place is free as soon as the exchange has ended; the key stays taken until the commit. */
    private void settle(DeliveryResult result) {
        shop.settlement().commit(result, this::claimIfOpen);
        synchronized (this) {
            underWay--;
            gate.end();
            endIfDrained();
        }
        claimIfOpen();
    }

    /**
     * Sets the alarm, unless it rings earlier anyway or the dispatcher looks before that time. Called with the lock.
     */
    private void wakeAt(Instant time, Instant now) {
        if (closed || !time.isBefore(alarm) || time.isAfter(now.plus(Dispatcher.LOOK))) {
            return;
        }
        alarm = time;
        long millis = Math.max(1, Duration.between(now, time).plusNanos(999_999).toMillis());
        shop.vertx().setTimer(millis, id -> {
            synchronized (this) {
                if (alarm.equals(time)) {
                    alarm = Instant.MAX;
                }
            }
            claimIfOpen();
        });
    }

    private void endIfDrained() {
        if (closed && underWay == 0 && !claiming && !drained.isDone()) {
            transport.close();
            drained.complete(null);
        }
    }
}
