package io.sluice.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What operators have paused, and the breakers that they hold open or closed. Written with its reason in one
 * transaction; every node sees it within a second or two.
 */
public final class Controls {

    private final Database database;

    public Controls(DataSource pool) {
        this.database = new Database(pool);
    }

    /** @param target {@code integration:<name>} or {@code endpoint:<system/endpoint>} */
    public record Pause(String target, String actor, String reason, Instant at) {}

    /** @param mode OPEN or CLOSED */
    public record BreakerHold(String endpoint, String mode, String actor, String reason, Instant at) {}

    public List<Pause> pauses() {
        return database.read(connection -> Query.of("select * from pause order by target")
                .list(
                        connection,
                        row -> new Pause(
                                row.getString("target"),
                                row.getString("actor"),
                                row.getString("reason"),
                                Query.instant(row, "at"))));
    }

    /** Work of the target waits from now on; receiving goes on. */
    public void pause(String target, Actor actor, String reason, Instant now) {
        database.write(connection -> {
            Query.of(
                            "insert into pause (target, actor, reason, at) values (?, ?, ?, ?)",
                            target,
                            actor.name(),
                            reason,
                            now)
                    .add(
                            "on conflict (target) do update set actor = excluded.actor, reason = excluded.reason, at = excluded.at")
                    .update(connection);
            return Actions.write(connection, Action.of(now, actor, "pause", target, reason, Map.of()));
        });
    }

    /** False when it was not paused. */
    public boolean resume(String target, Actor actor, String reason, Instant now) {
        return database.write(connection -> {
            boolean was = Query.of("delete from pause where target = ?", target).update(connection) == 1;
            Actions.write(connection, Action.of(now, actor, "resume", target, reason, Map.of()));
            return was;
        });
    }

    public List<BreakerHold> overrides() {
        return database.read(connection -> Query.of("select * from breaker_override order by endpoint")
                .list(
                        connection,
                        row -> new BreakerHold(
                                row.getString("endpoint"),
                                row.getString("mode"),
                                row.getString("actor"),
                                row.getString("reason"),
                                Query.instant(row, "at"))));
    }

    /** @param mode OPEN or CLOSED; empty: the breaker decides by itself again */
    public void override(String endpoint, Optional<String> mode, Actor actor, String reason, Instant now) {
        database.write(connection -> {
            Query.of("delete from breaker_override where endpoint = ?", endpoint)
                    .update(connection);
            if (mode.isPresent()) {
                Query.of(
                                "insert into breaker_override (endpoint, mode, actor, reason, at) values (?, ?, ?, ?, ?)",
                                endpoint,
                                mode.get(),
                                actor.name(),
                                reason,
                                now)
                        .update(connection);
            }
            return Actions.write(
                    connection,
                    Action.of(
                            now,
                            actor,
                            "breaker." + mode.orElse("AUTOMATIC").toLowerCase(Locale.ROOT),
                            "endpoint:" + endpoint,
                            reason,
                            Map.of()));
        });
    }
}
