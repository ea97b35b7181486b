package io.sluice.ledger;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * What became of everything that was received, by integration. Counted by the ledger in the transaction of each change,
 * so that it adds up at any time:
 * {@code received = completed + filtered + rejected + duplicate + held + dead + inDoubt + inProgress}.
 */
public final class Balance {

    private final Database database;

    public Balance(DataSource pool) {
        this.database = new Database(pool);
    }

    /** @param name integration, or {@code _unrouted} */
    public record Line(
            String name,
            long received,
            long completed,
            long filtered,
            long rejected,
            long duplicate,
            long held,
            long dead,
            long inDoubt,
            long inProgress) {

        /** Nothing was received yet. */
        public static Line empty(String name) {
            return of(name, Map.of());
        }

        private static Line of(String name, Map<String, Long> counts) {
            return new Line(
                    name,
                    counts.values().stream().mapToLong(Long::longValue).sum(),
                    counts.getOrDefault("COMPLETED", 0L),
                    counts.getOrDefault("FILTERED", 0L),
                    counts.getOrDefault("REJECTED", 0L),
                    counts.getOrDefault("DUPLICATE", 0L),
                    counts.getOrDefault("HELD", 0L),
                    counts.getOrDefault("DEAD", 0L),
                    counts.getOrDefault("IN_DOUBT", 0L),
                    counts.getOrDefault("IN_PROGRESS", 0L));
        }
    }

    /** By name. Integrations that have received nothing are not among them. */
    public List<Line> read() {
        return database.read(connection -> {
            Map<String, Map<String, Long>> counts = new TreeMap<>();
            Query.of(
                            "select integration, state, sum(n) as n from (select * from balance union all select * from balance_delta) b")
                    .add("group by 1, 2")
                    .list(
                            connection,
                            row -> counts.computeIfAbsent(row.getString("integration"), name -> new TreeMap<>())
                                    .put(row.getString("state"), row.getLong("n")));
            return counts.entrySet().stream()
                    .map(entry -> Line.of(entry.getKey(), entry.getValue()))
                    .toList();
        });
    }
}
