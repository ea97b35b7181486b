package io.sluice.catalog;

import java.time.Duration;
import java.util.Optional;

/**
 * Writes each delivery as a file, or many of them as one.
 *
 * @param pattern of names: {@code {sequence}}, {@code {id}}, {@code {date}}, {@code {time}} are filled in at the first
 *     attempt, or when a batch is closed, and in its zone
 * @param batch how many become one; empty: each is a file
 * @param wrap what is put on before a file is written
 * @param temporarySuffix after the name until the file is whole
 */
public record FileEndpoint(
        String name,
        String system,
        FileStore store,
        String folder,
        String pattern,
        String temporarySuffix,
        FileWrap wrap,
        Optional<FileBatch> batch,
        Duration timeout,
        Limits limits,
        Optional<Breaker> breaker)
        implements Endpoint {

    @Override
    public String transport() {
        return "file";
    }

    /** The ledger knows the name of each delivery's file, and how far it was written: a repetition finds it there. */
    @Override
    public boolean idempotent() {
        return true;
    }
}
