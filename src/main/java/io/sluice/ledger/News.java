package io.sluice.ledger;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether it is worth to look into a queue of the database: it is until a look has found less than was asked for, and
 * again when something new is known of. What other nodes put there is found by the {@link Sweep}.
 */
final class News {

    private static final long UNSEEN = -1;

    private final Map<String, Long> latest = new ConcurrentHashMap<>();
    private final Map<String, Long> exhausted = new ConcurrentHashMap<>();

    /** Something may be there now. */
    void of(String queue) {
        latest.merge(queue, 1L, Long::sum);
    }

    /** To be asked before a look, and given to {@link #exhausted} after it. */
    long latest(String queue) {
        return latest.getOrDefault(queue, 0L);
    }

    /** A look that was begun at that point has found less than it asked for. */
    void exhausted(String queue, long at) {
        exhausted.put(queue, at);
    }

    boolean worthALook(String queue) {
        return exhausted.getOrDefault(queue, UNSEEN) != latest(queue);
    }

    /** Nothing is known any more. */
    void forget() {
        exhausted.clear();
    }
}
