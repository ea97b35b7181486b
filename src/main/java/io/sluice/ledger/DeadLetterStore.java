package io.sluice.ledger;

import io.sluice.ledger.DeadLetter.Cause;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Dead letters as they stand. They leave by {@link #discard} or by a replay, both with who and why. */
public final class DeadLetterStore {

    private final Database database;
    private final Reopener reopener;

    public DeadLetterStore(DataSource pool, Reopener reopener) {
        this.database = new Database(pool);
        this.reopener = reopener;
    }

    /**
     * All that share a cause.
     *
     * @param inDoubt how many of them are IN_DOUBT
     */
    public record Group(
            Cause cause, String category, String owner, long count, long inDoubt, Instant oldest, Instant newest) {}

    /**
     * What a list is narrowed to; a null part of the cause matches all.
     *
     * @param state DEAD, IN_DOUBT or HELD
     */
    public record Filter(Cause cause, Optional<String> state, Optional<UUID> messageId) {}

    /** The causes, the largest group first. */
    public List<Group> groups() {
        return database.read(connection -> Query.of(
                        "select integration, hop, code, rule, endpoint, min(category) as category, min(owner) as owner,")
                .add("count(*) as n, count(*) filter (where state = 'IN_DOUBT') as in_doubt, min(at) as oldest,")
                .add("max(at) as newest from dead_letter group by 1, 2, 3, 4, 5 order by n desc, 1, 2, 3, 4, 5")
                .list(
                        connection,
                        row -> new Group(
                                cause(row),
                                row.getString("category"),
                                row.getString("owner"),
                                row.getLong("n"),
                                row.getLong("in_doubt"),
                                Query.instant(row, "oldest"),
                                Query.instant(row, "newest"))));
    }

    /** By message, newest first. */
    public Page<DeadLetter> list(Filter filter, Cursor after, int limit) {
        return database.read(connection -> {
            Query query = Query.of(
                    "select * from dead_letter where (message_id, id) < (?, ?)", after.messageId(), after.id());
            narrow(query, filter.cause());
            filter.state().ifPresent(state -> query.add("and state = ?", state));
            filter.messageId().ifPresent(id -> query.add("and message_id = ?", id));
            List<DeadLetter> found = query.add("order by message_id desc, id desc limit ?", limit + 1)
                    .list(connection, DeadLetterStore::deadLetter);
            return Page.of(found, limit, letter -> new Cursor(letter.messageId(), letter.id()).toString());
        });
    }

    public Optional<DeadLetter> find(UUID id) {
        return database.read(connection ->
                Query.of("select * from dead_letter where id = ?", id).first(connection, DeadLetterStore::deadLetter));
    }

    /**
     * Ends dead letters for good, all of them or none.
     *
     * @throws io.sluice.message.ProblemException {@code ledger.not-found} when one of them is none, or no longer
     */
    public void discard(List<UUID> ids, Actor actor, String reason, Instant now) {
        reopener.reopen(reopening -> {
            for (UUID id : ids) {
                UUID message = Query.of("select message_id from dead_letter where id = ?", id)
                        .first(reopening.connection(), row -> Query.uuid(row, "message_id"))
                        .orElse(id);
                reopening.discard(id);
                Actions.write(
                        reopening.connection(),
                        Action.of(
                                now,
                                actor,
                                "deadletter.discard",
                                "message:" + message,
                                reason,
                                Map.of("id", id.toString())));
            }
            return ids.size();
        });
    }

    /**
     * Lets a dead letter go on with other bytes, as a new revision.
     *
     * @return the run or delivery that goes on
     * @throws io.sluice.message.ProblemException {@code ledger.not-found} when it is no dead letter, or no longer
     */
    public UUID fix(UUID id, byte[] body, Actor actor, String reason, Instant now) {
        return reopener.reopen(reopening -> {
            UUID message = Query.of("select message_id from dead_letter where id = ?", id)
                    .first(reopening.connection(), row -> Query.uuid(row, "message_id"))
                    .orElse(id);
            UUID result = reopening.fix(id, body);
            Map<String, String> detail = Map.of("id", id.toString(), "result", result.toString());
            Actions.write(
                    reopening.connection(),
                    Action.of(now, actor, "deadletter.fix", "message:" + message, reason, detail));
            return result;
        });
    }

    static void narrow(Query query, Cause cause) {
        narrow(query, "integration", cause.integration());
        narrow(query, "hop", cause.hop());
        narrow(query, "code", cause.code());
        narrow(query, "rule", cause.rule());
        narrow(query, "endpoint", cause.endpoint());
    }

    private static void narrow(Query query, String column, String wanted) {
        if (wanted != null) {
            query.add("and dead_letter." + column + " = ?", wanted);
        }
    }

    static DeadLetter deadLetter(ResultSet row) throws SQLException {
        return new DeadLetter(
                Query.uuid(row, "id"),
                DeadLetter.Kind.of(row.getString("kind")),
                Query.uuid(row, "message_id"),
                Query.uuid(row, "run_id"),
                cause(row),
                row.getString("category"),
                row.getString("state"),
                row.getString("owner"),
                row.getInt("attempts"),
                Query.instant(row, "at"));
    }

    private static Cause cause(ResultSet row) throws SQLException {
        return new Cause(
                row.getString("integration"),
                row.getString("hop"),
                row.getString("code"),
                row.getString("rule"),
                row.getString("endpoint"));
    }
}
