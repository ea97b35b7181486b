package io.sluice.ledger;

import io.sluice.message.Ids;
import io.sluice.message.RunState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Finds messages, newest first, by index and page by page; opens no payload. A question that no index answers alone is
 * answered by filtering the candidates of the best one, for as long as the patience lasts: then the page is short and
 * its cursor says where to go on. So every answer comes in about a second, whatever was asked and however much is
 * stored.
 */
public final class Search {

    /** The highest UUID: a cursor before the newest. */
    private static final UUID START = new UUID(-1L, -1L);

    private static final int MANY = 5_000;

    private final Database database;
    private final Keyring keyring;
    private final Duration patience;

    public Search(DataSource pool, Keyring keyring, Duration patience) {
        this.database = new Database(pool);
        this.keyring = keyring;
        this.patience = patience;
    }

    public Page<MessageSummary> find(SearchCriteria criteria) {
        return database.read(connection -> find(connection, criteria));
    }

    private Page<MessageSummary> find(Connection connection, SearchCriteria criteria) throws SQLException {
        Optional<LocalDate[]> days = days(connection, criteria);
        if (days.isEmpty()) {
            return new Page<>(List.of(), Optional.empty());
        }
        long deadline = System.nanoTime() + patience.toNanos();
        Candidates candidates = new Candidates(criteria, keyring);
        UUID least = criteria.since().map(Search::firstId).orElse(new UUID(0, 0));
        UUID before = before(criteria);
        // One more than asked, to know whether there is more.
        int chunk = criteria.limit() + 1;
        List<MessageSummary> found = new ArrayList<>();
        DayWindows windows = new DayWindows(days.get()[0], days.get()[1]);
        while (windows.hasNext()) {
            DayWindows.Window window = windows.next();
            boolean full = true;
            while (full) {
                List<UUID> ids = candidates
                        .ids(connection, window, before, least, chunk)
                        .list(connection, row -> Query.uuid(row, "id"));
                found.addAll(hits(connection, criteria, ids));
                if (found.size() > criteria.limit()) {
                    List<MessageSummary> page = found.subList(0, criteria.limit());
                    return new Page<>(
                            withRuns(connection, page),
                            Optional.of(page.getLast().id().toString()));
                }
                full = ids.size() == chunk;
                chunk = candidates.exact() ? chunk : Math.min(2 * chunk, MANY);
                before = ids.isEmpty() ? before : ids.getLast();
                boolean more = full || windows.hasNext();
                if (more && System.nanoTime() > deadline) {
                    return new Page<>(
                            withRuns(connection, found), Optional.of((full ? before : firstIdOf(window)).toString()));
                }
            }
        }
        return new Page<>(withRuns(connection, found), Optional.empty());
    }

    /** Everything before this id is still to be looked at. */
    private static UUID before(SearchCriteria criteria) {
        Optional<UUID> until = criteria.until().map(Search::firstId);
        UUID cursor = criteria.cursor().orElse(START);
        // UUIDv7 of our time have a positive first half: signed comparison of it is enough to find the earlier.
        return until.filter(end -> cursor.equals(START) || end.compareTo(cursor) < 0)
                .orElse(cursor);
    }

    /** The oldest and the newest day to look at; empty when there are none. */
    private static Optional<LocalDate[]> days(Connection connection, SearchCriteria criteria) throws SQLException {
        UUID before = before(criteria);
        return DayWindows.ends(connection, "message", "id").map(range -> {
            LocalDate oldest =
                    criteria.since().map(Search::firstId).map(Ids::day).orElse(range[0]);
            LocalDate newest = before.equals(START) ? range[1] : dayBefore(before);
            return new LocalDate[] {
                oldest.isBefore(range[0]) ? range[0] : oldest, newest.isAfter(range[1]) ? range[1] : newest
            };
        });
    }

    /** The day of the newest message before the cursor: at midnight sharp, that of yesterday. */
    private static LocalDate dayBefore(UUID cursor) {
        Instant end = Ids.time(cursor);
        Instant newest = cursor.equals(firstId(end)) ? end.minusMillis(1) : end;
        return LocalDate.ofInstant(newest, ZoneOffset.UTC);
    }

    private List<MessageSummary> hits(Connection connection, SearchCriteria criteria, List<UUID> ids)
            throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        // Lateral with a limit keeps the planner to one look into the right partition for each id.
        Query query = Query.of("select m.* from unnest(?, ?) c(day, id)", days(ids), ids.toArray(UUID[]::new))
                .add(", lateral (select * from message where day = c.day and id = c.id limit 1) m where true");
        criteria.system().ifPresent(system -> query.add("and m.system = ?", system));
        criteria.type().ifPresent(type -> {
            if (type.endsWith("*")) {
                query.add("and starts_with(m.type, ?)", type.substring(0, type.length() - 1));
            } else {
                query.add("and m.type = ?", type);
            }
        });
        criteria.key().ifPresent(key -> hasKey(query, keyring.hash(key.name(), key.value())));
        criteria.controlId().ifPresent(id -> hasKey(query, keyring.hash(Candidates.CONTROL_ID, id)));
        if (criteria.state().isPresent() || !criteria.integrations().isEmpty()) {
            query.add("and exists (select 1 from run r where r.day = c.day and r.message_id = c.id and r.counted");
            criteria.state().ifPresent(state -> query.add("and r.state = ?", state.name()));
            if (!criteria.integrations().isEmpty()) {
                query.add("and r.integration = any (?)", (Object)
                        criteria.integrations().toArray(String[]::new));
            }
            query.add("offset 0)");
        }
        return query.add("order by m.id desc").list(connection, Search::message);
    }

    private static void hasKey(Query query, UUID hash) {
        query.add(
                "and exists (select 1 from message_key where day = c.day and hash = ? and message_id = c.id offset 0)",
                hash);
    }

    private static List<MessageSummary> withRuns(Connection connection, List<MessageSummary> messages)
            throws SQLException {
        List<UUID> ids = messages.stream().map(MessageSummary::id).toList();
        Map<UUID, List<MessageSummary.RunSummary>> runs = new HashMap<>();
        Query.of("select r.* from unnest(?, ?) c(day, id)", days(ids), ids.toArray(UUID[]::new))
                .add(", lateral (select * from run where day = c.day and message_id = c.id and counted offset 0) r")
                .add("order by r.created_at, r.id")
                .list(
                        connection,
                        row -> runs.computeIfAbsent(Query.uuid(row, "message_id"), id -> new ArrayList<>())
                                .add(new MessageSummary.RunSummary(
                                        Query.uuid(row, "id"),
                                        row.getString("integration"),
                                        RunState.valueOf(row.getString("state")),
                                        row.getString("code"))));
        return messages.stream()
                .map(message -> message.with(runs.getOrDefault(message.id(), List.of())))
                .toList();
    }

    static MessageSummary message(ResultSet row) throws SQLException {
        return new MessageSummary(
                Query.uuid(row, "id"),
                Query.instant(row, "received_at"),
                row.getString("listener"),
                row.getString("system"),
                row.getString("transport"),
                row.getString("integration"),
                row.getString("format"),
                row.getString("type"),
                row.getString("version"),
                row.getString("control_id"),
                row.getString("correlation_id"),
                row.getInt("size"),
                row.getString("outcome"),
                row.getString("code"),
                Query.uuid(row, "original_id"),
                List.of());
    }

    private static LocalDate[] days(List<UUID> ids) {
        return ids.stream().map(Ids::day).toArray(LocalDate[]::new);
    }

    /** Less than every id of that millisecond and later. */
    private static UUID firstId(Instant at) {
        return new UUID(at.toEpochMilli() << 16, 0);
    }

    private static UUID firstIdOf(DayWindows.Window window) {
        return firstId(window.first().atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
