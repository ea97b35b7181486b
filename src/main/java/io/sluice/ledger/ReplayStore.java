package io.sluice.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import io.sluice.message.Ids;
import io.sluice.message.ProblemException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/** Replays and their items, as they are planned and steered. {@link ReplaySteps} does them. */
public final class ReplayStore {

    private static final TypeReference<ReplaySelection> SELECTION = new TypeReference<>() {};
    private static final TypeReference<Replay.Plan> PLAN = new TypeReference<>() {};

    private final Database database;

    public ReplayStore(DataSource pool) {
        this.database = new Database(pool);
    }

    /** What a selection means now. {@code stale}: ids of targets that something newer has overtaken. */
    public record Found(List<ReplayTarget> targets, Set<UUID> stale) {}

    /** At most {@code limit}; who gets as many has to narrow the selection. */
    public Found find(ReplaySelection selection, int limit) {
        return database.read(connection -> {
            List<ReplayTarget> targets = ReplayTargets.find(connection, selection, limit);
            return new Found(targets, ReplayTargets.stale(connection, targets));
        });
    }

    /** Keeps a plan and its items; nothing is done yet. */
    public UUID create(
            ReplaySelection selection,
            Replay.Plan plan,
            List<ReplayTarget> items,
            Actor actor,
            String reason,
            Instant now) {
        UUID id = Ids.v7(now);
        return database.write(connection -> {
            Query.of("insert into replay (id, state, actor, reason, selection, plan, created_at)")
                    .add(
                            "values (?, 'PLANNED', ?, ?, ?::jsonb, ?::jsonb, ?)",
                            id,
                            actor.name(),
                            reason,
                            Json.write(selection),
                            Json.write(plan),
                            now)
                    .update(connection);
            Query.of("insert into replay_item (replay_id, n, kind, target_id, message_id, day, state)")
                    .add("select ?, t.n, t.kind, t.id, t.message, t.day, 'PENDING'", id)
                    .add(
                            "from unnest(?, ?, ?, ?) with ordinality t(kind, id, message, day, n)",
                            items.stream().map(item -> item.kind().column).toArray(String[]::new),
                            items.stream().map(ReplayTarget::id).toArray(UUID[]::new),
                            items.stream().map(ReplayTarget::messageId).toArray(UUID[]::new),
                            items.stream()
                                    .map(item -> Ids.day(item.messageId()))
                                    .toArray(LocalDate[]::new))
                    .update(connection);
            Actions.write(
                    connection,
                    Action.of(
                            now,
                            actor,
                            "replay.plan",
                            "replay:" + id,
                            reason,
                            Map.of("items", Integer.toString(items.size()))));
            return id;
        });
    }

    /**
     * @param rate kept when it is not null
     * @throws ProblemException {@code ledger.not-found}, {@code ledger.wrong-state}
     */
    public void move(
            UUID id, Set<Replay.State> from, Replay.State to, Integer rate, Actor actor, String reason, Instant now) {
        database.write(connection -> {
            Replay.State is = Query.of("select state from replay where id = ? for update", id)
                    .first(connection, row -> Replay.State.valueOf(row.getString(1)))
                    .orElseThrow(() -> new ProblemException(LedgerProblem.NOT_FOUND, "replay " + id));
            if (!from.contains(is)) {
                throw new ProblemException(LedgerProblem.WRONG_STATE, "replay " + id + ", which is " + is);
            }
            boolean starts = to == Replay.State.RUNNING;
            boolean ends = to == Replay.State.CANCELLED;
            Query query = Query.of("update replay set state = ?", to.name());
            if (starts) {
                query.add(", started_at = coalesce(started_at, ?), next_at = ?", now, now);
            }
            if (ends) {
                query.add(", ended_at = ?", now);
            }
            if (rate != null) {
                query.add(", rate = ?", rate);
            }
            query.add("where id = ?", id).update(connection);
            return Actions.write(
                    connection,
                    Action.of(
                            now,
                            actor,
                            "replay." + to.name().toLowerCase(Locale.ROOT),
                            "replay:" + id,
                            reason,
                            Map.of("was", is.name())));
        });
    }

    /** With its progress. */
    public Optional<Replay> find(UUID id) {
        return database.read(connection -> {
            Optional<Replay> head =
                    Query.of("select * from replay where id = ?", id).first(connection, row -> replay(row, null));
            return head.isEmpty() ? head : Optional.of(with(head.get(), progress(connection, id)));
        });
    }

    /** Newest first, with progress. */
    public Page<Replay> list(Optional<UUID> before, int limit) {
        return database.read(connection -> {
            Query query = Query.of("select * from replay where true");
            before.ifPresent(id -> query.add("and id < ?", id));
            List<Replay> heads =
                    query.add("order by id desc limit ?", limit + 1).list(connection, row -> replay(row, null));
            Page<Replay> page = Page.of(heads, limit, replay -> replay.id().toString());
            List<Replay> whole = new ArrayList<>();
            for (Replay replay : page.items()) {
                whole.add(with(replay, progress(connection, replay.id())));
            }
            return new Page<>(whole, page.next());
        });
    }

    /** In their order. */
    public List<ReplayItem> items(UUID id, int after, int limit) {
        return database.read(
                connection -> Query.of("select * from replay_item where replay_id = ? and n > ?", id, after)
                        .add("order by n limit ?", limit)
                        .list(connection, ReplayStore::item));
    }

    /** Those that are to be gone on with, the oldest first; also after a restart. */
    public List<UUID> running() {
        return database.read(connection -> Query.of("select id from replay where state = 'RUNNING' order by id")
                .list(connection, row -> Query.uuid(row, "id")));
    }

    private static Replay.Progress progress(Connection connection, UUID id) throws SQLException {
        Map<String, Integer> counts = new HashMap<>();
        Query.of("select state, count(*) as n from replay_item where replay_id = ? group by 1", id)
                .list(connection, row -> counts.put(row.getString("state"), row.getInt("n")));
        Map<String, Integer> outcomes = new TreeMap<>();
        Query.of("select s.state, count(*) as n from (")
                .add("select r.state from replay_item i join run r on r.day = i.day and r.message_id = i.message_id")
                .add(
                        "and r.id = coalesce(i.result_id, i.target_id) where i.replay_id = ? and i.state = 'DONE' and i.kind = 'R'",
                        id)
                .add("union all")
                .add(
                        "select d.state from replay_item i join delivery d on d.day = i.day and d.message_id = i.message_id")
                .add(
                        "and d.id = coalesce(i.result_id, i.target_id) where i.replay_id = ? and i.state = 'DONE' and i.kind = 'D'",
                        id)
                .add(") s group by 1")
                .list(connection, row -> outcomes.put(row.getString("state"), row.getInt("n")));
        int done = counts.getOrDefault("DONE", 0);
        int skipped = counts.getOrDefault("SKIPPED", 0);
        int pending = counts.getOrDefault("PENDING", 0);
        return new Replay.Progress(done + skipped + pending, done, skipped, pending, outcomes);
    }

    private static Replay with(Replay head, Replay.Progress progress) {
        return new Replay(
                head.id(),
                head.state(),
                head.actor(),
                head.reason(),
                head.selection(),
                head.plan(),
                head.rate(),
                head.createdAt(),
                head.startedAt(),
                head.endedAt(),
                progress);
    }

    static Replay replay(ResultSet row, Replay.Progress progress) throws SQLException {
        return new Replay(
                Query.uuid(row, "id"),
                Replay.State.valueOf(row.getString("state")),
                row.getString("actor"),
                row.getString("reason"),
                Json.read(row.getString("selection"), SELECTION, null),
                Json.read(row.getString("plan"), PLAN, null),
                row.getObject("rate", Integer.class),
                Query.instant(row, "created_at"),
                Query.instant(row, "started_at"),
                Query.instant(row, "ended_at"),
                progress);
    }

    static ReplayItem item(ResultSet row) throws SQLException {
        return new ReplayItem(
                row.getInt("n"),
                ReplayTarget.Kind.of(row.getString("kind")),
                Query.uuid(row, "message_id"),
                Query.uuid(row, "target_id"),
                row.getString("state"),
                row.getString("note"),
                Query.uuid(row, "result_id"));
    }
}
