package io.sluice.catalog;

import java.time.Instant;
import java.time.OffsetDateTime;

/** Where the reading of a topic begins at the first deployment; from then on the ledger knows. */
public sealed interface StartFrom {

    /** What is produced from now on. */
    record Now() implements StartFrom {}

    /** All that the topic still has. */
    record Earliest() implements StartFrom {}

    /** What was produced at this time or later. */
    record Time(Instant time) implements StartFrom {}

    /**
     * @param text {@code now}, {@code earliest} or a time with its offset, {@code 2026-11-01T00:00:00Z}
     * @throws java.time.DateTimeException for anything else
     */
    static StartFrom of(String text) {
        return switch (text) {
            case "now" -> new Now();
            case "earliest" -> new Earliest();
            default -> new Time(OffsetDateTime.parse(text).toInstant());
        };
    }
}
