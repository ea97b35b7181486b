package io.sluice.ledger;

import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * When the deliveries of an endpoint are made one file.
 *
 * @param count so many at most, and when there are so many
 * @param size so many bytes of theirs at most, and when there are so many
 * @param cut the first time after the given one at which a file is closed in any case; {@link Instant#MAX} for none
 * @param blank whether a file is made at such a time though there is nothing to be in it
 * @param naming the name of a file
 */
public record BatchTerms(int count, long size, UnaryOperator<Instant> cut, boolean blank, Naming naming) {

    /** Gives a file its name, once. */
    public interface Naming {
        /** @param sequence its number among the files of its endpoint, from 1 */
        String of(UUID file, long sequence, Instant closedAt);
    }
}
