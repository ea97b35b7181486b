package io.sluice.ledger;

import io.sluice.message.Ids;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds what a selection means, and what of it something newer has overtaken. */
final class ReplayTargets {

    private static final String RUN =
            "select 'R' as kind, r.message_id, r.id, r.event_id, r.integration, null as endpoint, r.state, r.lanes,"
                    + " not exists (select 1 from dead_letter x where x.id = r.id or x.id = r.message_id and x.kind = 'C') as effects"
                    + " from run r ";
    private static final String DELIVERY =
            "select 'D' as kind, d.message_id, d.id, d.event_id, d.integration, d.endpoint, d.state, d.lanes, true as effects"
                    + " from (select * from delivery where not called) d ";

    private ReplayTargets() {}

    /** In the order in which they came, at most {@code limit}. */
    static List<ReplayTarget> find(Connection connection, ReplaySelection selection, int limit) throws SQLException {
        Query query = Query.of("select * from (");
        if (selection.deadOnly()) {
            dead(query, selection);
        } else {
            done(query, selection);
        }
        return query.add(") t order by message_id, kind desc, id limit ?", limit)
                .list(connection, ReplayTargets::target);
    }

    /** The items of a replay as their targets stand now; those that are gone are left out. */
    static List<ReplayTarget> load(Connection connection, List<ReplayItem> items) throws SQLException {
        List<ReplayTarget> found = new ArrayList<>();
        for (ReplayItem item : items) {
            String from = item.kind() == ReplayTarget.Kind.RUN ? RUN + "where r." : DELIVERY + "where d.";
            found.addAll(Query.of(
                            from + "day = ? and message_id = ? and id = ?",
                            Ids.day(item.messageId()),
                            item.messageId(),
                            item.targetId())
                    .list(connection, ReplayTargets::target));
        }
        return found;
    }

    /** Dead letters; with remap, the runs that they belong to. */
    private static void dead(Query query, ReplaySelection selection) {
        query.add("with l as materialized (select * from dead_letter where true");
        if (selection.cause() != null) {
            DeadLetterStore.narrow(query, selection.cause());
        }
        if (!selection.ids().isEmpty()) {
            UUID[] ids = selection.ids().toArray(UUID[]::new);
            query.add("and (id = any (?) or message_id = any (?))", ids, ids);
        }
        if (selection.keyHash() != null) {
            query.add(
                            "and exists (select 1 from message_key k where k.day = dead_letter.day and k.hash = ?",
                            selection.keyHash())
                    .add("and k.message_id = dead_letter.message_id)");
        }
        period(query, "message_id", selection);
        if (selection.integration() != null) {
            query.add("and integration = ?", selection.integration());
        }
        if (selection.endpoint() != null) {
            query.add("and endpoint = ?", selection.endpoint());
        }
        query.add(")");
        String runs = "join l on l.day = r.day and l.message_id = r.message_id and r.counted and ";
        query.add(RUN + runs + "l.kind = 'R' and r.id = l.id");
        query.add("union all " + RUN + runs + "l.kind = 'C' and r.state = 'HELD'");
        if (selection.remap()) {
            // union, not union all: several dead deliveries of one run are one repetition of it.
            query.add("union " + RUN + runs + "l.kind = 'D' and r.id = l.run_id");
        } else {
            query.add("union all " + DELIVERY
                            + "join l on l.kind = 'D' and l.day = d.day and l.message_id = d.message_id")
                    .add("and d.id = l.id");
        }
    }

    /** All that was done with the messages meant: whole runs with remap, else deliveries and runs without effect. */
    private static void done(Query query, ReplaySelection selection) {
        query.add("with m as materialized (");
        messages(query, selection);
        query.add(")");
        if (selection.endpoint() == null) {
            query.add(RUN + "join m on m.day = r.day and m.id = r.message_id where r.counted")
                    .add("and r.state not in ('REJECTED', 'DUPLICATE')");
            if (!selection.remap()) {
                query.add("and r.state in ('DEAD', 'HELD')")
                        .add("and exists (select 1 from dead_letter x where x.id = r.id or x.id = r.message_id)");
            }
            if (selection.integration() != null) {
                query.add("and r.integration = ?", selection.integration());
            } else if (selection.remap()) {
                // Those who subscribe to its events run by themselves, on the new revision.
                query.add("and r.event_id is null");
            }
        }
        if (!selection.remap()) {
            query.add(selection.endpoint() == null ? "union all" : "");
            query.add(DELIVERY + "join m on m.day = d.day and m.id = d.message_id")
                    .add("where d.state in ('DELIVERED', 'DEAD', 'IN_DOUBT')");
            if (selection.endpoint() != null) {
                query.add("and d.endpoint = ?", selection.endpoint());
            }
            if (selection.integration() != null) {
                query.add("and d.integration = ?", selection.integration());
            }
        }
    }

    private static void messages(Query query, ReplaySelection selection) {
        if (!selection.ids().isEmpty()) {
            UUID[] ids = selection.ids().toArray(UUID[]::new);
            LocalDate[] days = selection.ids().stream().map(Ids::day).toArray(LocalDate[]::new);
            query.add("select day, id from (select t.day, t.id from unnest(?, ?) i(day, id)", days, ids)
                    .add("join message t on t.day = i.day and t.id = i.id")
                    .add("union select day, message_id from dead_letter where id = any (?)) o where true", (Object)
                            ids);
            period(query, "id", selection);
        } else if (selection.keyHash() != null) {
            query.add("select day, message_id as id from message_key where hash = ?", selection.keyHash());
            period(query, "message_id", selection);
        } else {
            query.add("select day, id from message where outcome = 'ACCEPTED'");
            period(query, "id", selection);
        }
    }

    private static void period(Query query, String column, ReplaySelection selection) {
        if (selection.since() != null) {
            query.add(
                    "and day >= ? and " + column + " >= ?",
                    Ids.day(firstId(selection.since())),
                    firstId(selection.since()));
        }
        if (selection.until() != null) {
            query.add(
                    "and day <= ? and " + column + " < ?",
                    Ids.day(firstId(selection.until())),
                    firstId(selection.until()));
        }
    }

    /**
     * Those of the targets that came before something else of the same order key that is done: doing them now would put
     * old over new. What keeps no order has nothing newer.
     */
    static Set<UUID> stale(Connection connection, List<ReplayTarget> targets) throws SQLException {
        Set<UUID> stale = new HashSet<>();
        Map<String, List<ReplayTarget>> byName = targets.stream()
                .filter(target -> !target.lanes().isEmpty())
                .collect(Collectors.groupingBy(target -> target.kind().column + target.name()));
        for (List<ReplayTarget> same : byName.values()) {
            Map<Long, String> newest = newest(connection, same);
            for (ReplayTarget target : same) {
                String own = target.messageId().toString();
                if (target.lanes().stream()
                        .anyMatch(lane -> newest.getOrDefault(lane, "").compareTo(own) > 0)) {
                    stale.add(target.id());
                }
            }
        }
        return stale;
    }

    /** For each lane the newest message, as text, of which the same integration or endpoint has done something. */
    private static Map<Long, String> newest(Connection connection, List<ReplayTarget> same) throws SQLException {
        ReplayTarget one = same.getFirst();
        UUID oldest = same.stream()
                .map(ReplayTarget::messageId)
                .min((a, b) -> a.toString().compareTo(b.toString()))
                .orElseThrow();
        Long[] lanes = same.stream()
                .flatMap(target -> target.lanes().stream())
                .distinct()
                .toArray(Long[]::new);
        Query query = Query.of("select lane, max(message_id::text collate \"C\") as newest from");
        if (one.kind() == ReplayTarget.Kind.RUN) {
            query.add(
                    "run, unnest(lanes) lane where integration = ? and state in ('ROUTED', 'COMPLETED')",
                    one.integration());
        } else {
            query.add("delivery, unnest(lanes) lane where endpoint = ? and state = 'DELIVERED'", one.endpoint());
        }
        return query
                .add(
                        "and day >= ? and message_id > ? and lanes && ? and lane = any (?) group by lane",
                        Ids.day(oldest),
                        oldest,
                        lanes,
                        lanes)
                .list(connection, row -> Map.entry(row.getLong("lane"), row.getString("newest")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static UUID firstId(Instant at) {
        return new UUID(at.toEpochMilli() << 16, 0);
    }

    private static ReplayTarget target(ResultSet row) throws SQLException {
        return new ReplayTarget(
                ReplayTarget.Kind.of(row.getString("kind")),
                Query.uuid(row, "message_id"),
                Query.uuid(row, "id"),
                Query.uuid(row, "event_id"),
                row.getString("integration"),
                row.getString("endpoint"),
                row.getString("state"),
                row.getBoolean("effects"),
                List.of((Long[]) row.getArray("lanes").getArray()));
    }
}
