package io.sluice.ledger;

import java.util.HashMap;
import java.util.Map;

/**
 * How many runs the engine can take. What is promised to a batch under way is subtracted, since the engine will count a
 * run only when it has it.
 */
final class Room {

    private final Map<String, Integer> promised = new HashMap<>();
    private volatile RunSink sink;

    void sink(RunSink engine) {
        sink = engine;
    }

    /** As much as there is of what is wanted; to be {@link #back given back} when the runs were handed over, or not. */
    int promise(String integration, int wanted) {
        RunSink engine = sink;
        if (engine == null || wanted == 0) {
            return 0;
        }
        int capacity = engine.capacity(integration);
        synchronized (promised) {
            int before = promised.getOrDefault(integration, 0);
            int granted = Math.clamp(capacity - before, 0, wanted);
            promised.put(integration, before + granted);
            return granted;
        }
    }

    void back(String integration, int granted) {
        synchronized (promised) {
            promised.merge(integration, -granted, (before, less) -> before + less == 0 ? null : before + less);
        }
    }

    /** What one batch was promised. */
    final class Promises implements AutoCloseable {
        private final Map<String, Integer> granted = new HashMap<>();

        boolean one(String integration) {
            return some(integration, 1) == 1;
        }

        int some(String integration, int wanted) {
            int more = promise(integration, wanted);
            granted.merge(integration, more, Integer::sum);
            return more;
        }

        @Override
        public void close() {
            granted.forEach(Room.this::back);
        }
    }
}
