package io.sluice.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * What cannot go on by itself.
 *
 * @param id the run, the delivery, or the message that is held as a conflict
 * @param runId the run it belongs to, null for a conflict that never ran
 * @param state DEAD, IN_DOUBT, HELD
 * @param owner the team that sees to it
 */
public record DeadLetter(
        UUID id,
        Kind kind,
        UUID messageId,
        UUID runId,
        Cause cause,
        String category,
        String state,
        String owner,
        int attempts,
        Instant at) {

    /** What died. */
    public enum Kind {
        RUN,
        DELIVERY,
        CONFLICT;

        static Kind of(String column) {
            return switch (column) {
                case "R" -> RUN;
                case "D" -> DELIVERY;
                case "C" -> CONFLICT;
                default -> throw new IllegalStateException("dead_letter.kind has no other values");
            };
        }
    }

    /** What dead letters are grouped by: names and rules, never text. Empty where there is none. */
    public record Cause(String integration, String hop, String code, String rule, String endpoint) {}
}
