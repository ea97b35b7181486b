package io.sluice.catalog;

import java.util.Map;
import java.util.Optional;

/**
 * How an integration reads and judges files.
 *
 * @param records layout of the records, in the words of its format
 * @param check totals that a file states of itself, to what they must be: {@code count()} or {@code sum(field)}
 * @param onMismatch what becomes of a file whose totals are others
 * @param maxRejected with more records that cannot be read the whole file is refused; empty: it never is
 */
public record FileRules(
        Map<String, Object> records, Map<String, String> check, OnMismatch onMismatch, Optional<Integer> maxRejected) {

    /** Of integrations that declare nothing. */
    public static final FileRules NONE = new FileRules(Map.of(), Map.of(), OnMismatch.QUARANTINE, Optional.empty());

    public FileRules {
        records = Frozen.map(records);
        check = Frozen.map(check);
    }

    /** What becomes of a file whose totals are not those that it states. */
    public enum OnMismatch implements Word {
        /** Nothing of it is applied. */
        QUARANTINE,
        /** All of it is applied, with the difference in its receipt. */
        ACCEPT
    }
}
