package io.sluice.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** The worklist of codes that no table knew. Blocks for the database. */
public final class UnmappedCodes {

    private final Database database;
    private final Keyring keyring;

    public UnmappedCodes(DataSource pool, Keyring keyring) {
        this.database = new Database(pool);
        this.keyring = keyring;
    }

    /**
     * @param code as the sender wrote it: content of messages
     * @param place where it stands, as the mapping says; may be empty
     * @param seen in so many runs
     * @param resolvedAt null: open
     * @param resolution version of the table that knows it, or the reason that was given
     */
    public record Item(
            UUID id,
            String table,
            String integration,
            String place,
            String code,
            long seen,
            Instant firstSeen,
            Instant lastSeen,
            Instant resolvedAt,
            String resolution) {

        /** Without the code, so that it may stand in a log line. */
        @Override
        public String toString() {
            return "Item[id=" + id + ", table=" + table + ", integration=" + integration + "]";
        }
    }

    /** Of one table, those seen most first. @param resolved whether resolved ones are wanted too */
    public List<Item> of(String table, boolean resolved, int most) {
        return database.write(connection -> {
            Query.of(UnmappedRows.FOLD).update(connection);
            Query query = Query.of("select * from unmapped_code where table_name = ?", table);
            return query.add(resolved ? "" : "and resolved_at is null")
                    .add("order by resolved_at is not null, seen desc, id limit ?", most)
                    .list(connection, this::item);
        });
    }

    /** How many open ones each table has, tables without one left out. */
    public Map<String, Long> open() {
        return database.write(connection -> {
            Query.of(UnmappedRows.FOLD).update(connection);
            Map<String, Long> counts = new TreeMap<>();
            Query.of("select table_name, count(*) from unmapped_code where resolved_at is null group by 1")
                    .list(connection, row -> counts.put(row.getString(1), row.getLong(2)));
            return counts;
        });
    }

    /**
     * Those that a new version of a table knows are done.
     *
     * @param uses whether the integration uses this table
     * @param knows whether the table has the code
     * @return how many
     */
    public int resolve(String table, String version, Predicate<String> uses, Predicate<String> knows, Instant now) {
        return database.write(connection -> {
            Query.of(UnmappedRows.FOLD).update(connection);
            List<Item> open = Query.of(
                            "select * from unmapped_code where table_name = ? and resolved_at is null order by id for update",
                            table)
                    .list(connection, this::item);
            UUID[] done = open.stream()
                    .filter(item -> uses.test(item.integration()) && knows.test(item.code()))
                    .map(Item::id)
                    .toArray(UUID[]::new);
            return Query.of("update unmapped_code set resolved_at = ?, resolution = ?", now, "version " + version)
                    .add("where id = any(?)", (Object) done)
                    .update(connection);
        });
    }

    /** By hand: a code that will never be in the table. False when there is no such open one. */
    public boolean resolve(String table, UUID id, Actor actor, String reason, Instant now) {
        return database.write(connection -> {
            boolean done = Query.of("update unmapped_code set resolved_at = ?, resolution = ?", now, reason)
                            .add("where id = ? and table_name = ? and resolved_at is null", id, table)
                            .update(connection)
                    == 1;
            if (done) {
                Actions.write(
                        connection,
                        Action.of(now, actor, "table.resolve", "table:" + table, reason, Map.of("id", id.toString())));
            }
            return done;
        });
    }

    private Item item(ResultSet row) throws SQLException {
        return new Item(
                Query.uuid(row, "id"),
                row.getString("table_name"),
                row.getString("integration"),
                row.getString("place"),
                UnmappedRows.open(row.getBytes("code"), keyring),
                row.getLong("seen"),
                Query.instant(row, "first_seen"),
                Query.instant(row, "last_seen"),
                Query.instant(row, "resolved_at"),
                row.getString("resolution"));
    }
}
