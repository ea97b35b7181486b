package io.sluice.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Counts down what is open in routed runs; at 0 a run is COMPLETED. Runs are met in sorted order by everyone, so that
 * two who count down the same ones do not wait for each other in a ring.
 */
final class RunClosing {

    private record Key(UUID messageId, UUID runId) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byMessage = messageId.compareTo(other.messageId);
            return byMessage != 0 ? byMessage : runId.compareTo(other.runId);
        }
    }

    private static final String UPDATE = """
            update run_{day} r
            set open = r.open - u.n, state = case when r.open = u.n then 'COMPLETED' else r.state end,
                finished_at = case when r.open = u.n then n.now end
            from unnest(?, ?, ?) u(message_id, id, n), (select ?::timestamptz as now) n
            where r.message_id = u.message_id and r.id = u.id""";

    private final Map<Key, Integer> counts = new TreeMap<>();

    /** One event was relayed or one delivery was delivered. */
    void one(UUID messageId, UUID runId) {
        counts.merge(new Key(messageId, runId), 1, Integer::sum);
    }

    void add(Script script, Day day, Instant now) {
        if (counts.isEmpty()) {
            return;
        }
        Columns<Key> keys = Columns.of(counts.keySet());
        script.run(
                day.sql(UPDATE),
                keys.ids(Key::messageId),
                keys.ids(Key::runId),
                counts.values().stream().mapToInt(Integer::intValue).toArray(),
                now);
    }
}
