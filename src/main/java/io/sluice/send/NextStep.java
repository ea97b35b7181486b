package io.sluice.send;

import io.sluice.ledger.ClaimedDelivery;
import io.sluice.ledger.DeliveryResult.Next;
import io.sluice.message.ProblemCode.Category;
import io.sluice.send.SendOutcome.Accepted;
import io.sluice.send.SendOutcome.Refused;
import io.sluice.send.SendOutcome.TryAgain;
import io.sluice.send.SendOutcome.Unanswered;
import io.sluice.send.SendOutcome.Unreached;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a delivery goes after an attempt.
 *
 * <pre>
 *   Accepted ──► Delivered
 *   Refused ───► Dead
 *   TryAgain, Unreached ──► Retry, and when the schedule is exhausted Dead
 *   Unanswered ──► receiver idempotent:   Retry, and when exhausted Dead
 *                  status can be queried: Retry (which asks first), and when exhausted InDoubt
 *                  else                   InDoubt
 * </pre>
 */
final class NextStep {

    /** Nobody is made to wait longer than this by a Retry-After. */
    static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    private final boolean idempotent;
    private final boolean queryable;

    NextStep(boolean idempotent, boolean queryable) {
        this.idempotent = idempotent;
        this.queryable = queryable;
    }

    Next after(SendOutcome outcome, ClaimedDelivery delivery, Terms terms, Instant now) {
        return switch (outcome) {
            case Accepted accepted -> new Next.Delivered();
            case Refused refused -> dead(refused, terms);
            case TryAgain later ->
                retry(delivery, terms, now, later.notBefore()).orElseGet(() -> dead(later, terms));
            case Unreached unreached ->
                retry(delivery, terms, now, Optional.empty()).orElseGet(() -> dead(unreached, terms));
            case Unanswered unknown
            when idempotent -> retry(delivery, terms, now, Optional.empty()).orElseGet(() -> dead(unknown, terms));
            case Unanswered unknown
            when queryable -> retry(delivery, terms, now, Optional.empty()).orElseGet(() -> inDoubt(unknown, terms));
            case Unanswered unknown -> inDoubt(unknown, terms);
        };
    }

    /** As {@link #after}, when there is no further attempt. */
    Next exhausted(SendOutcome outcome, Terms terms) {
        boolean doubtful = outcome instanceof Unanswered && !idempotent;
        return doubtful ? inDoubt(outcome, terms) : dead(outcome, terms);
    }

    private static Optional<Next> retry(
            ClaimedDelivery delivery, Terms terms, Instant now, Optional<Instant> notBefore) {
        return Backoff.next(terms.retries(), delivery.id(), delivery.attempts() + 1)
                .map(now::plus)
                .map(due -> new Next.Retry(notBefore
                        .filter(due::isBefore)
                        .map(asked -> atMost(asked, now))
                        .orElse(due)));
    }

    private static Instant atMost(Instant asked, Instant now) {
        Instant last = now.plus(LONGEST_RETRY_AFTER);
        return asked.isAfter(last) ? last : asked;
    }

    private static Next dead(SendOutcome outcome, Terms terms) {
        Category cause = outcome.problem().category();
        return new Next.Dead(outcome.problem().code(), rule(outcome), cause.name(), terms.owner(cause), terms.strict());
    }

    private static Next inDoubt(SendOutcome outcome, Terms terms) {
        Category cause = outcome.problem().category();
        return new Next.InDoubt(outcome.problem().code(), cause.name(), terms.owner(cause), terms.strict());
    }

    /** Dead letters of different statuses are different causes. */
    private static String rule(SendOutcome outcome) {
        return outcome.status() == null ? "" : "status " + outcome.status();
    }
}
