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
 * @param errorReport how its sender is told which records were refused or are dead; empty: by the receipt alone
 * @param batchAnswer which messages of an HL7 v2 batch are answered one by one
 */
public record FileRules(
        Map<String, Object> records,
        Map<String, String> check,
        OnMismatch onMismatch,
        Optional<Integer> maxRejected,
        Optional<ErrorReport> errorReport,
        BatchAnswer batchAnswer) {

    /** Of integrations that declare nothing. */
    public static final FileRules NONE = new FileRules(
            Map.of(), Map.of(), OnMismatch.QUARANTINE, Optional.empty(), Optional.empty(), BatchAnswer.NONE);

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

    /** The answer to an HL7 v2 batch (HL7 v2.5.1 section 2.10.3.3). */
    public enum BatchAnswer implements Word {
        /** There is none. */
        NONE,
        /** Those that were refused; an empty batch says that all were taken. */
        REFUSED,
        /** Every one. */
        ALL
    }
}
