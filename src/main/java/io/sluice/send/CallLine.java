package io.sluice.send;

import io.sluice.catalog.HttpEndpoint;
import io.sluice.ledger.ClaimedDelivery;
import io.sluice.ledger.DeliveryResult.Next;
import io.sluice.send.SendOutcome.Accepted;
import io.sluice.send.SendOutcome.Refused;
import io.sluice.send.SendOutcome.Unreached;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The calls to one endpoint, beside its deliveries: breaker and limits are shared with them, connections are not, so
 * that a queue of deliveries keeps nobody waiting who waits for a reply. Blocks; for threads that may wait.
 */
final class CallLine {

    private static final Duration LOOK = Duration.ofMillis(100);

    private final HttpEndpoint endpoint;
    private final HttpTransport transport;
    private final EndpointBreaker breaker;
    private final Quota own;
    private final Quota system;
    private final Workshop shop;
    private final NextStep nextStep;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean closed;

    CallLine(
            HttpEndpoint endpoint,
            HttpTransport transport,
            EndpointBreaker breaker,
            Quota own,
            Quota system,
            Workshop shop) {
        this.endpoint = endpoint;
        this.transport = transport;
        this.breaker = breaker;
        this.own = own;
        this.system = system;
        this.shop = shop;
        this.nextStep = new NextStep(idempotent(), queryable());
    }

    boolean idempotent() {
        return endpoint.idempotent();
    }

    boolean queryable() {
        return endpoint.statusUrl().isPresent();
    }

    /** Commits that bytes go out now. */
    interface LastMoment {
        void commit() throws InterruptedException;
    }

    /** How an attempt ended, and how long its exchange took; {@code made}: there was one. */
    record Ended(SendOutcome outcome, Instant startedAt, long micros, boolean made) {}

    /** One attempt, when it is its turn. */
    Ended attempt(ClaimedDelivery call, Set<Integer> answers, Instant deadline, LastMoment before)
            throws InterruptedException {
        underWay.incrementAndGet();
        try {
            if (!place(own, deadline)) {
                return notMade(SendProblem.NO_TURN);
            }
            try {
                if (!place(system, deadline)) {
                    return notMade(SendProblem.NO_TURN);
                }
                try {
                    return exchange(call, answers, deadline, before);
                } finally {
                    system.end();
                }
            } finally {
                own.end();
            }
        } finally {
            underWay.decrementAndGet();
            endIfDrained();
        }
    }

    private Ended exchange(ClaimedDelivery call, Set<Integer> answers, Instant deadline, LastMoment before)
            throws InterruptedException {
        boolean paused = shop.ledger().paused().contains("endpoint:" + endpoint.id());
        Optional<EndpointBreaker.Pass> pass = paused ? Optional.empty() : breaker.enter();
        if (pass.isEmpty()) {
            return notMade(SendProblem.BREAKER_OPEN);
        }
        SendOutcome outcome = new Unreached(SendProblem.BROKEN);
        try {
            byte[] body = shop.ledger().whole(call.messageId(), call.body());
            before.commit();
            Instant startedAt = shop.clock().instant();
            long start = System.nanoTime();
            Duration left = Duration.between(startedAt, deadline);
            outcome = judged(
                    await(transport
                            .call(body == call.body() ? call : call.with(body), left.compareTo(LOOK) < 0 ? LOOK : left)
                            .toCompletableFuture()),
                    answers);
            return new Ended(outcome, startedAt, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start), true);
        } finally {
            pass.get().settle(outcome.endpointFault());
        }
    }

    private static SendOutcome await(CompletableFuture<SendOutcome> outcome) throws InterruptedException {
        try {
            return outcome.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a transport's stage completes normally", impossible);
        }
    }

    private static SendOutcome judged(SendOutcome outcome, Set<Integer> answers) {
        return outcome instanceof Refused refused
                        && refused.response() != null
                        && answers.contains(Integer.valueOf(refused.status()))
                ? new Accepted(refused.status(), refused.response())
                : outcome;
    }

    private Ended notMade(SendProblem problem) {
        return new Ended(new Unreached(problem), shop.clock().instant(), 0, false);
    }

    /** Where the call goes; there is no retry at the deadline or later, nor behind an open breaker. */
    Next next(Ended ended, ClaimedDelivery call, Instant deadline) {
        Terms terms = Terms.of(shop.catalog().get(), call.integration(), call.endpoint());
        Next next = nextStep.after(ended.outcome(), call, terms, shop.clock().instant());
        if (next instanceof Next.Retry retry && (!ended.made() || !retry.due().isBefore(deadline))) {
            next = nextStep.exhausted(ended.outcome(), terms);
        }
        String code = ended.outcome().problem() == null
                ? ""
                : ended.outcome().problem().code();
        if (ended.made()) {
            shop.meter().attempt(endpoint.id(), word(next), code, ended.micros());
        }
        return next;
    }

    private static String word(Next next) {
        return switch (next) {
            case Next.Delivered d -> "delivered";
            case Next.Retry r -> "retry";
            case Next.PutBack p -> "put-back";
            case Next.Dead d -> "dead";
            case Next.InDoubt d -> "in-doubt";
        };
    }

    /** A place in a quota, taken before the deadline. */
    private boolean place(Quota quota, Instant deadline) throws InterruptedException {
        for (boolean first = true; true; first = false) {
            CompletableFuture<Void> free = new CompletableFuture<>();
            Instant now = shop.clock().instant();
            if (quota.reserve(1, now, () -> free.complete(null)).count() == 1) {
                quota.start(1, 1, now);
                return true;
            }
            if (first && quota.holds(now)) {
                own.heldUp();
                shop.meter().sendingHeldUp(endpoint.id());
            }
            if (!now.isBefore(deadline)) {
                return false;
            }
            try {
                free.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException lookAgain) {
                continue; // rates and hours tell nobody
            } catch (ExecutionException impossible) {
                throw new IllegalStateException("a place becomes free, nothing else", impossible);
            }
        }
    }

    /** Takes no more; its connections close when the last call has ended. */
    void close() {
        closed = true;
        endIfDrained();
    }

    private void endIfDrained() {
        if (closed && underWay.get() == 0) {
            transport.close();
        }
    }
}
