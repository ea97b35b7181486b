package io.sluice.format.records;

import java.util.Optional;

/** The content of one record. */
public interface ParsedRecord {

    /** Maps, lists and values for a mapping; made when asked for. */
    Object tree();

    /**
     * One value as text, by a path in the manner of the format: a column, a JSON path, {@code PID-3-1}, {@code BEG-3},
     * {@code Order/Line[1]/@number}. Empty when the record has none there.
     */
    Optional<String> field(String path);
}
