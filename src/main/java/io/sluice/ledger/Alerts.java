package io.sluice.ledger;

import io.sluice.message.Ids;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** What waits and since when, and the alerts about it. */
public final class Alerts {

    private static final int MOST = 500;

    private static final String WAITING = """
            select o.kind, o.owner, o.n, coalesce(r.created_at, d.created_at) as since
            from (select distinct on (kind, owner) kind, owner, day, message_id, id,
                    count(*) over (partition by kind, owner) as n
                from work where state <> 'BLOCKED' order by kind, owner, message_id) o
            left join run r on o.kind = 'R' and r.day = o.day and r.message_id = o.message_id and r.id = o.id
            left join delivery d on o.kind = 'D' and d.day = o.day and d.message_id = o.message_id and d.id = o.id""";

    private final Database database;

    public Alerts(DataSource pool) {
        this.database = new Database(pool);
    }

    /**
     * The oldest of its kind and place.
     *
     * @param name integration, for deliveries the endpoint
     */
    public record Waiting(Alert.Kind kind, String name, Instant since, int count) {}

    /** Work by integration or endpoint, and dead letters by integration. */
    public List<Waiting> waiting() {
        return database.read(connection -> {
            List<Waiting> all = new ArrayList<>(Query.of(WAITING).list(connection, Alerts::work));
            all.addAll(Query.of("select integration, count(*) as n, min(at) as since from dead_letter group by 1")
                    .list(connection, row -> waiting(Alert.Kind.DEAD_LETTER, row, "integration")));
            // What has ended between two looks into one snapshot has no row to join.
            return all.stream().filter(one -> one.since() != null).toList();
        });
    }

    private static Waiting work(ResultSet row) throws SQLException {
        return waiting(row.getString("kind").equals("R") ? Alert.Kind.RUN : Alert.Kind.DELIVERY, row, "owner");
    }

    private static Waiting waiting(Alert.Kind kind, ResultSet row, String name) throws SQLException {
        return new Waiting(kind, row.getString(name), Query.instant(row, "since"), row.getInt("n"));
    }

    /** What is to be told. */
    public record Change(List<Alert> raised, List<Alert> ended) {}

    /** Makes the open alerts those that are wanted; of several nodes that see the same, one is told of it. */
    public Change settle(List<Alert> wanted, Instant now) {
        return database.write(connection -> {
            List<Alert> open = open(connection);
            List<Alert> raised = new ArrayList<>();
            for (Alert alert : wanted) {
                if (raise(connection, alert, now)) {
                    raised.add(alert);
                }
            }
            List<Alert> ended = new ArrayList<>();
            for (Alert alert : open) {
                boolean goesOn = wanted.stream().anyMatch(one -> same(one, alert));
                if (!goesOn
                        && Query.of("update alert set ended_at = ? where id = ? and ended_at is null", now, alert.id())
                                        .update(connection)
                                == 1) {
                    ended.add(alert);
                }
            }
            return new Change(raised, ended);
        });
    }

    private static boolean same(Alert one, Alert other) {
        return one.cause().kind() == other.cause().kind()
                && one.cause().integration().equals(other.cause().integration())
                && one.cause().endpoint().equals(other.cause().endpoint());
    }

    /** True when it is a new one. */
    private static boolean raise(Connection connection, Alert alert, Instant now) throws SQLException {
        Alert.Cause cause = alert.cause();
        return Query.of(
                        "insert into alert (id, kind, integration, endpoint, owner, escalate_to, since, count, raised_at)")
                .add(
                        "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        Ids.v7(now),
                        cause.kind().name(),
                        cause.integration(),
                        cause.endpoint(),
                        cause.owner(),
                        cause.escalateTo(),
                        alert.since(),
                        alert.count(),
                        now)
                .add("on conflict (kind, integration, endpoint) where ended_at is null")
                .add("do update set since = excluded.since, count = excluded.count, owner = excluded.owner,")
                .add("escalate_to = excluded.escalate_to returning xmax = 0 as inserted")
                .list(connection, row -> row.getBoolean("inserted"))
                .contains(true);
    }

    private static List<Alert> open(Connection connection) throws SQLException {
        return Query.of("select * from alert where ended_at is null order by raised_at, id")
                .list(connection, Alerts::alert);
    }

    /** Those that go on, the oldest first. */
    public List<Alert> open() {
        return database.read(Alerts::open);
    }

    /** All, the newest first. */
    public List<Alert> latest() {
        return database.read(connection -> Query.of("select * from alert order by raised_at desc, id limit ?", MOST)
                .list(connection, Alerts::alert));
    }

    private static Alert alert(ResultSet row) throws SQLException {
        return new Alert(
                row.getObject("id", UUID.class),
                new Alert.Cause(
                        Alert.Kind.valueOf(row.getString("kind")),
                        row.getString("integration"),
                        row.getString("endpoint"),
                        row.getString("owner"),
                        row.getString("escalate_to")),
                Query.instant(row, "since"),
                row.getInt("count"),
                Query.instant(row, "raised_at"),
                Query.instant(row, "ended_at"));
    }
}
