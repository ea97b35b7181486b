package io.sluice.catalog;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The snapshot in force. A run keeps the snapshot with which it started; whoever starts something new asks here.
 *
 * <p>Guarantees: {@link #current()} never blocks; listeners see snapshots in the order in which they came into force,
 * one at a time, each after it is in force.
 */
public final class CatalogHolder {

    private final List<Consumer<Catalog>> listeners = new CopyOnWriteArrayList<>();
    private volatile Catalog current;

    public CatalogHolder(Catalog first) {
        current = first;
    }

    public Catalog current() {
        return current;
    }

    /** Brings a snapshot into force and tells the listeners, in this thread. */
    public synchronized void replace(Catalog next) {
        current = next;
        listeners.forEach(l -> l.accept(next));
    }

    /** Calls back for every snapshot after the current one. */
    public void onReplace(Consumer<Catalog> listener) {
        listeners.add(listener);
    }
}
