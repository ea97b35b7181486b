package io.sluice.catalog;

import java.time.Duration;
import java.util.List;

/**
 * How a repetition is recognised.
 *
 * @param key paths whose values together name a message
 * @param window how long a key is remembered
 * @param ignore paths that may differ in a repetition, for example MSH-7
 */
public record Duplicates(List<String> key, Duration window, List<String> ignore) {

    public Duplicates {
        key = List.copyOf(key);
        ignore = List.copyOf(ignore);
    }
}
