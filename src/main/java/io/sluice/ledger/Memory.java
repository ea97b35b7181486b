package io.sluice.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;

/**
 * What will be needed soon, kept within a budget of bytes so that it need not be read back. The eldest goes first: what
 * is not here is in the database.
 */
final class Memory<V> {

    // What an entry costs beside its body.
    private static final long OVERHEAD = 600;

    private final long budget;
    private final ToLongFunction<V> bytes;
    private final Map<UUID, V> entries = new LinkedHashMap<>();
    private long used;

    Memory(long budget, ToLongFunction<V> bytes) {
        this.budget = budget;
        this.bytes = bytes;
    }

    synchronized void put(UUID id, V value) {
        remember(id, entries.put(id, value), value);
        var eldest = entries.entrySet().iterator();
        while (used > budget && eldest.hasNext()) {
            used -= weight(eldest.next().getValue());
            eldest.remove();
        }
    }

    /** Null when it is not in memory. */
    synchronized V get(UUID id) {
        return entries.get(id);
    }

    /** Null when it was not in memory. */
    synchronized V remove(UUID id) {
        V value = entries.remove(id);
        if (value != null) {
            used -= weight(value);
        }
        return value;
    }

    synchronized void clear() {
        entries.clear();
        used = 0;
    }

    private void remember(UUID id, V before, V now) {
        used += weight(now) - (before == null ? 0 : weight(before));
    }

    private long weight(V value) {
        return OVERHEAD + bytes.applyAsLong(value);
    }
}
