package io.sluice.catalog;

import java.time.Duration;
import java.util.List;

/**
 * How the sender of a file is told which of its records were refused or are dead.
 *
 * @param to {@code system/endpoint}, of the source
 * @param within so long after the end of the file at the latest, though something may be still to do
 * @param columns fields of a record that stand in the report, by their paths; no other does
 */
public record ErrorReport(String to, When when, Duration within, List<String> columns) {

    public ErrorReport {
        columns = List.copyOf(columns);
    }

    /** About which files. */
    public enum When implements Word {
        /** That have records that were refused or are dead, or that were refused as a whole. */
        REJECTED,
        /** That have records that are dead. */
        DEAD,
        /** All. */
        ALWAYS
    }
}
