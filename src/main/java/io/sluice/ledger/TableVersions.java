package io.sluice.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Code tables that were imported, in all their versions. Blocks for the database. */
public final class TableVersions {

    private static final String LIVE =
            "select distinct on (integration, name) * from code_table order by integration, name, id desc";

    private final Database database;

    public TableVersions(DataSource pool) {
        this.database = new Database(pool);
    }

    /** Grows with every import, whichever node made it; 0 before the first. */
    public long newest() {
        return database.read(connection -> Query.of("select coalesce(max(id), 0) from code_table")
                .first(connection, row -> row.getLong(1))
                .orElse(0L));
    }

    /** Of each table the last version; those without content are among them. */
    public List<TableVersion> live() {
        return database.read(connection -> Query.of(LIVE).list(connection, TableVersions::version));
    }

    /** Of one table, the newest first. */
    public List<TableVersion> history(String integration, String name, int most) {
        return database.read(connection -> Query.of(
                        "select * from code_table where integration = ? and name = ? order by id desc limit ?",
                        integration,
                        name,
                        most)
                .list(connection, TableVersions::version));
    }

    /**
     * A new version, which every node takes within a second or two.
     *
     * @param integration whose own table it is; empty: shared
     * @param csv empty: the file of the catalogue holds again
     */
    public void put(
            String integration,
            String name,
            String version,
            Optional<String> csv,
            Actor actor,
            String reason,
            Instant now) {
        database.write(connection -> {
            Query.of("insert into code_table (integration, name, version, csv, actor, role, reason, at)")
                    .add(
                            "values (?, ?, ?, ?::text, ?, ?, ?, ?)",
                            integration,
                            name,
                            version,
                            csv.orElse(null),
                            actor.name(),
                            actor.role(),
                            reason,
                            now)
                    .update(connection);
            String verb = csv.isPresent() ? "table.import" : "table.reset";
            String target = "table:" + (integration.isEmpty() ? name : integration + "/" + name);
            return Actions.write(connection, Action.of(now, actor, verb, target, reason, Map.of("version", version)));
        });
    }

    private static TableVersion version(ResultSet row) throws SQLException {
        return new TableVersion(
                row.getLong("id"),
                row.getString("integration"),
                row.getString("name"),
                row.getString("version"),
                Optional.ofNullable(row.getString("csv")),
                new Actor(row.getString("actor"), row.getString("role")),
                row.getString("reason"),
                Query.instant(row, "at"));
    }
}
