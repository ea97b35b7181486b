package io.sluice.send;

import io.sluice.catalog.Endpoint;
import io.sluice.ledger.ClaimedDelivery;
import io.sluice.ledger.DeliveryResult;
import io.sluice.ledger.DeliveryResult.Next;
import io.sluice.message.CrashPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Attempts at one endpoint: runs the exchange, decides where the delivery goes, measures, and remembers the last. */
final class Attempts {

    private static final Logger LOG = Logger.getLogger(Attempts.class);

    private static final Duration AFTER_FAULT = Duration.ofMinutes(1);

    private record Last(String outcome, String code, Instant at) {}

    private final Endpoint endpoint;
    private final Transport transport;
    private final Workshop shop;
    private final NextStep nextStep;
    private volatile Last last = new Last(null, null, null);

    /** @param transport not used by whoever makes the attempts itself, and only has their results judged here */
    Attempts(Endpoint endpoint, Transport transport, Workshop shop) {
        this.endpoint = endpoint;
        this.transport = transport;
        this.shop = shop;
        this.nextStep = new NextStep(endpoint.idempotent(), Interrupted.canBeAsked(endpoint));
    }

    /** @param seen told of the outcome before anything else happens */
    CompletionStage<DeliveryResult> run(ClaimedDelivery delivery, Consumer<SendOutcome> seen) {
        Instant startedAt = shop.clock().instant();
        long start = System.nanoTime();
        return transport
                .send(delivery)
                .thenApply(outcome -> {
                    CrashPoint.DELIVERY_SENT.at(endpoint.id());
                    seen.accept(outcome);
                    return result(
                            delivery, outcome, startedAt, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
                })
                .exceptionally(fault -> broken(delivery, startedAt, fault));
    }

    /** A fault of ours: what came of the exchange is lost with it, so a receiver that is not idempotent is in doubt. */
    private DeliveryResult broken(ClaimedDelivery delivery, Instant startedAt, Throwable fault) {
        LOG.errorf(fault, "attempt of delivery %s to %s broke", delivery.id(), endpoint.id());
        SendProblem problem = SendProblem.BROKEN;
        Next next = endpoint.idempotent()
                ? new Next.Retry(shop.clock().instant().plus(AFTER_FAULT))
                : new Next.InDoubt(problem.code(), problem.category().name(), "", true);
        return new DeliveryResult(delivery, next, new DeliveryResult.Attempt(startedAt, 0, problem.code(), null, null));
    }

    /** @param opens null while its hours are open */
    EndpointStatus status(
            EndpointBreaker breaker, boolean paused, Instant opens, int underWay, EndpointStatus.Limit limit) {
        Last seen = last;
        return new EndpointStatus(
                endpoint.id(),
                endpoint.transport(),
                breaker.state(),
                breaker.mode(),
                paused,
                opens,
                underWay,
                limit,
                seen.outcome(),
                seen.code(),
                seen.at());
    }

    /** What an attempt came to, remembered and measured. */
    DeliveryResult result(ClaimedDelivery delivery, SendOutcome outcome, Instant startedAt, long micros) {
        Instant now = shop.clock().instant();
        Terms terms = Terms.of(shop.catalog().get(), delivery.integration(), delivery.endpoint());
        Next next = nextStep.after(outcome, delivery, terms, now);
        String code = outcome.problem() == null ? null : outcome.problem().code();
        String word = word(next);
        last = new Last(word, code, now);
        shop.meter().attempt(endpoint.id(), word, code == null ? "" : code, micros);
        if (next instanceof Next.Dead || next instanceof Next.InDoubt) {
            LOG.warnf(
                    "delivery %s to %s is %s after attempt %d: %s; it waits for replay or discard",
                    delivery.id(), endpoint.id(), word, delivery.attempts() + 1, code);
        }
        return new DeliveryResult(
                delivery,
                next,
                new DeliveryResult.Attempt(startedAt, micros, code, outcome.status(), outcome.response()));
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
}
