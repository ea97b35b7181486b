package io.sluice.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that waits longer than its tier allows.
 *
 * @param since when the oldest of it began to wait
 * @param count how many of it there are, when it was looked at last
 * @param endedAt null while it goes on
 */
public record Alert(UUID id, Cause cause, Instant since, int count, Instant raisedAt, Instant endedAt) {

    /** What waits. */
    public enum Kind {
        /** A run that has not ended. */
        RUN,
        /** A delivery that has not ended. */
        DELIVERY,
        /** What is dead, in doubt or held, for a person. */
        DEAD_LETTER
    }

    /**
     * @param endpoint empty but for deliveries
     * @param owner team that answers for it
     * @param escalateTo role or queue that the tier names
     */
    public record Cause(Kind kind, String integration, String endpoint, String owner, String escalateTo) {}
}
