package io.sluice.ledger;

import java.time.Instant;

/**
 * What one attempt came to.
 *
 * @param attempt null when none was made (put back by a breaker, a pause or a limit: no attempt is spent)
 */
public record DeliveryResult(ClaimedDelivery delivery, Next next, Attempt attempt) {

    /**
     * @param status HTTP status or MSA-1, null when there was no reply
     * @param response reply body, null when there was none
     */
    public record Attempt(Instant startedAt, long micros, String code, String status, byte[] response) {}

    /** Where the delivery goes from here. */
    public sealed interface Next {

        record Delivered() implements Next {}

        /** Tried again at {@code due}; holds its lane until then. */
        record Retry(Instant due) implements Next {}

        /** Given back untouched, ready again at {@code due}. */
        record PutBack(Instant due) implements Next {}

        /** {@code strict}: the lane stays blocked. */
        record Dead(String code, String rule, String category, String owner, boolean strict) implements Next {}

        /** Bytes left, no reply came, the endpoint is not idempotent: a person decides. */
        record InDoubt(String code, String category, String owner, boolean strict) implements Next {}
    }
}
