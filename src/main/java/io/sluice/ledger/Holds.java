package io.sluice.ledger;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Marks what waits behind a blocked one as HELD, in every lane that it reaches by way of work that stands in several.
 * This is book-keeping after the commit that blocked the lane (nothing behind it could start anyway), in small
 * transactions, so that a long lane stops nobody. When the blocked one is released each is woken in its turn, and
 * counts as in progress from then on.
 */
final class Holds {

    private static final int MANY = 200;

    /** From where on a lane is held. */
    private record From(long lane, long seq) {}

    private record Entry(long seq, Long[] lanes) {}

    /** How far a lane has been marked, and the lanes that were reached from it. */
    private static final class Marked {
        private long upTo;
        private final Set<From> branches = new HashSet<>();
    }

    private Map<From, Marked> marked = new HashMap<>();

    void run(Session session, Instant now) throws SQLException {
        Deque<From> open = new ArrayDeque<>(blocked(session));
        Map<From, Marked> known = new HashMap<>();
        while (!open.isEmpty()) {
            From from = open.poll();
            if (!known.containsKey(from)) {
                Marked lane = marked.getOrDefault(from, new Marked());
                known.put(from, lane);
                mark(session, from, lane, now);
                open.addAll(lane.branches);
            }
        }
        marked = known;
    }

    private static List<From> blocked(Session session) throws SQLException {
        Script script = new Script();
        List<From> roots = script.query(
                "select k, w.seq from work w, unnest(w.lanes) k where w.state = 'BLOCKED'",
                row -> new From(row.getLong(1), row.getLong(2)));
        script.execute(session);
        return roots;
    }

    private static void mark(Session session, From from, Marked lane, Instant now) throws SQLException {
        lane.upTo = Math.max(lane.upTo, from.seq());
        boolean more = true;
        while (more) {
            Script script = new Script();
            List<Entry> entries = script.query(
                    "select seq, lanes from hold(?, ?, ?, ?, ?)",
                    row -> new Entry(row.getLong(1), longs(row.getArray(2))),
                    from.lane(),
                    from.seq(),
                    lane.upTo,
                    MANY,
                    now);
            script.execute(session);
            for (Entry entry : entries) {
                lane.upTo = entry.seq();
                for (long other : entry.lanes()) {
                    if (other != from.lane()) {
                        lane.branches.add(new From(other, entry.seq()));
                    }
                }
            }
            more = entries.size() == MANY;
        }
    }

    private static Long[] longs(Array array) throws SQLException {
        return (Long[]) array.getArray();
    }

    void forget() {
        marked = new HashMap<>();
    }
}
