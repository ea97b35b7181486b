package io.sluice.format.records;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Whether a total that a file states is the total of what is in it. Holds numbers of content: for receipts and the
 * ledger, not for logs.
 *
 * @param name the field that states it, for example {@code total} or {@code BTS-1}; with the number of the batch where
 *     there are several
 * @param rule how it was computed, for example {@code count()} or {@code sum(Amount)}
 * @param expected what the file states; empty when the field is missing or not a number
 * @param found what its records give
 * @param unreadable records whose value could not be read, so that {@code found} is not the whole
 */
public record ControlVerdict(
        String name, String rule, Optional<BigDecimal> expected, BigDecimal found, long unreadable) {

    /** Whether both are the same number, 1.5 being 1.50, with nothing unreadable. */
    public boolean holds() {
        return unreadable == 0
                && expected.filter(stated -> stated.compareTo(found) == 0).isPresent();
    }
}
