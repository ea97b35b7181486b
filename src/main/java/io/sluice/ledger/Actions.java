package io.sluice.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** What was done by hand: written in the transaction of the deed, so that neither is without the other. */
public final class Actions {

    private final Database database;

    public Actions(DataSource pool) {
        this.database = new Database(pool);
    }

    /** Records something that has no transaction of its own: that a payload was looked at. */
    public void record(Action action) {
        database.write(connection -> write(connection, action));
    }

    /**
     * Newest first.
     *
     * @param target all that was done to it; empty: all there is
     * @param before cursor of the page before
     */
    public Page<Action> list(Optional<String> target, Optional<UUID> before, int limit) {
        return database.read(connection -> {
            Query query = Query.of("select * from action where true");
            target.ifPresent(wanted -> query.add("and target = ?", wanted));
            before.ifPresent(id -> query.add("and id < ?", id));
            List<Action> found =
                    query.add("order by id desc limit ?", limit + 1).list(connection, Actions::action);
            return Page.of(found, limit, action -> action.id().toString());
        });
    }

    static int write(Connection connection, Action action) throws SQLException {
        return Query.of("insert into action (id, at, actor, role, verb, target, reason, detail)")
                .add(
                        "values (?, ?, ?, ?, ?, ?, ?, ?::jsonb)",
                        action.id(),
                        action.at(),
                        action.actor().name(),
                        action.actor().role(),
                        action.verb(),
                        action.target(),
                        action.reason(),
                        Json.write(action.detail()))
                .update(connection);
    }

    static List<Action> of(Connection connection, String target) throws SQLException {
        return Query.of("select * from action where target = ? order by id", target)
                .list(connection, Actions::action);
    }

    private static Action action(ResultSet row) throws SQLException {
        return new Action(
                Query.uuid(row, "id"),
                Query.instant(row, "at"),
                new Actor(row.getString("actor"), row.getString("role")),
                row.getString("verb"),
                row.getString("target"),
                row.getString("reason"),
                Json.read(row.getString("detail"), new TypeReference<>() {}, Map.of()));
    }
}
