package io.sluice.send;

import io.sluice.send.SendOutcome.Accepted;
import io.sluice.send.SendOutcome.Refused;
import io.sluice.send.SendOutcome.TryAgain;
import io.sluice.send.SendOutcome.Unanswered;
import java.time.Instant;
import java.util.Optional;

/**
 * What an HTTP status says about the delivery (RFC 9110 section 15).
 *
 * <p>502 and 504 come from a gateway that does not know what the system behind it has done. For an endpoint that is
 * idempotent that makes no difference; for another one, unknown is not failed.
 */
final class HttpReplies {

    private HttpReplies() {}

    /** @param retryAfter the field of that name, null when missing */
    static SendOutcome of(int status, byte[] body, String retryAfter, boolean idempotent, Instant now) {
        String text = Integer.toString(status);
        return switch (status) {
            case 401, 403, 407 -> new Refused(SendProblem.NOT_AUTHORISED, text, body);
            case 408, 425, 429 -> new TryAgain(SendProblem.BUSY, text, body, RetryAfter.parse(retryAfter, now));
            case 502, 504 ->
                idempotent
                        ? new TryAgain(SendProblem.SERVER_ERROR, text, body, RetryAfter.parse(retryAfter, now))
                        : new Unanswered(SendProblem.GATEWAY, text);
            default ->
                switch (status / 100) {
                    case 2 -> new Accepted(text, body);
                    case 3 -> new Refused(SendProblem.REDIRECTED, text, body);
                    case 4 -> new Refused(SendProblem.REFUSED, text, body);
                    case 5 -> new TryAgain(SendProblem.SERVER_ERROR, text, body, RetryAfter.parse(retryAfter, now));
                    default -> new Unanswered(SendProblem.REPLY_UNREADABLE, text);
                };
        };
    }

    /**
     * What a status query says about an attempt that had no reply; empty: it was not applied, so send.
     *
     * @param body of the answer to the query, where it stands for the reply; else null
     */
    static Optional<SendOutcome> query(int status, byte[] body) {
        return switch (status) {
            case 404 -> Optional.empty();
            default ->
                Optional.of(
                        status / 100 == 2
                                ? new Accepted("query " + status, body)
                                : new Unanswered(SendProblem.OUTCOME_UNKNOWN, "query " + status));
        };
    }
}
