package io.sluice.receive;

import io.sluice.catalog.Catalog;
import io.sluice.message.ProblemException;
import java.util.Map;

/**
 * All listeners of one transport. Whatever it is, it hands every message to the {@link Intake} and acknowledges it in
 * its own way (AA, 202, a file moved, an offset, a JMS commit) after the verdict, never before.
 */
public interface Ingress extends AutoCloseable {

    /** As in {@code receive:<transport>:<listener>}. */
    String transport();

    /**
     * Brings the listeners to what a snapshot of the catalogue says: new ones are opened, those that are gone or
     * changed are closed, all others are not touched. One that cannot open stands in {@link #refused()}; the next call
     * tries again. Blocks until it is done.
     */
    void open(Catalog catalog);

    /** The listeners that are open, each with the place at which it listens. */
    Map<String, String> listening();

    /** The listeners that could not open, and why. */
    Map<String, ProblemException> refused();

    /** By listener, what people should look at though it is open: records that were lost before they could be read. */
    default Map<String, String> warnings() {
        return Map.of();
    }

    /** Takes no more; what was taken is answered. */
    @Override
    void close();
}
