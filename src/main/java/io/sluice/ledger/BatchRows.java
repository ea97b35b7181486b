package io.sluice.ledger;

import io.sluice.ledger.OutgoingFiles.Stage;
import io.sluice.message.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The rows of files of many deliveries, of one endpoint, in one transaction. */
final class BatchRows {

    /**
     * Heads of lanes, and what stands behind them in their lanes, the due ones, locked. Whoever is locked by another is
     * passed over, and by that bars what stands behind it.
     */
    private static final String CANDIDATES = """
            select w.id, w.seq, w.lanes, coalesce(d.size, 0) as size,
                (select m.file_id from outgoing_member m join outgoing_file f on f.delivery_id = m.file_id
                    where m.delivery_id = w.id and f.stage <> 'NAMED') as file
            from (
                select id from work where owner = ? and state = 'READY'
                union
                select l.work_id from work r cross join unnest(r.lanes) k join lane l on l.key = k and l.seq > r.seq
                where r.owner = ? and r.state = 'READY') c
            join work w on w.id = c.id
            join delivery d on d.message_id = w.message_id and d.id = w.id and d.day = w.day
            where w.state in ('READY', 'WAITING') and w.owner = ? and w.due <= ?
            order by w.seq limit ? for update of w skip locked""";

    /** Where in the lanes of these there stands another one before the last of them. */
    private static final String OTHERS = """
            select l.key, min(l.seq) from lane l
            where l.key = any(?) and l.work_id <> all(?) group by l.key""";

    private static final String LEASE =
            "update work set state = 'LEASED', epoch = (select epoch from node where epoch = ?)"
                    + " where id = any(?) and state in ('READY', 'WAITING') returning " + Work.COLUMNS;

    private static final String FILE = "select delivery_id, sequence, name, stage, named_at, blank from outgoing_file";

    private final Session session;
    private final String endpoint;
    private final Instant now;
    private Instant cutAt;

    BatchRows(Session session, String endpoint, Instant now) throws SQLException {
        this.session = session;
        this.endpoint = endpoint;
        this.now = now;
        this.cutAt = list(
                        "insert into outgoing_cut (endpoint, cut_at) values (?, ?)"
                                + " on conflict (endpoint) do update set cut_at = outgoing_cut.cut_at returning cut_at",
                        row -> Query.instant(row, "cut_at"),
                        endpoint,
                        now)
                .getFirst();
    }

    /** @param blank there is to be nothing in it */
    record Open(UUID id, long sequence, String name, Stage stage, Instant closedAt, boolean blank) {}

    /** Work that stands in its lanes. */
    interface Standing {
        UUID id();

        long seq();

        long[] lanes();
    }

    /** @param busy leased, or waiting to be tried again */
    record Member(UUID id, long seq, long[] lanes, boolean ready, boolean busy) implements Standing {}

    /** @param file which was written with it in it; null for none */
    record Candidate(UUID id, long seq, long[] lanes, long size, UUID file) implements Standing {}

    private <T> List<T> list(String sql, Query.Row<T> row, Object... values) throws SQLException {
        Script script = new Script();
        List<T> rows = script.query(sql, row, values);
        script.execute(session);
        return rows;
    }

    private void run(String sql, Object... values) throws SQLException {
        new Script().run(sql, values).execute(session);
    }

    Instant cutAt() {
        return cutAt;
    }

    /** The batches of which something may be still to do, in their order. */
    List<Open> open() throws SQLException {
        return list(FILE + " where endpoint = ? and opened order by sequence", BatchRows::file, endpoint);
    }

    List<Member> membersStillOpen(UUID file) throws SQLException {
        return list(
                "select w.id, w.seq, w.lanes, w.state, w.due from outgoing_member m join work w on w.id = m.delivery_id"
                        + " where m.file_id = ? order by w.seq",
                row -> {
                    String state = row.getString("state");
                    boolean waits = state.equals("READY") || state.equals("WAITING");
                    boolean later = waits && Query.instant(row, "due").isAfter(now);
                    boolean leased = state.equals("LEASED") || state.equals("SENDING");
                    return new Member(
                            row.getObject("id", UUID.class),
                            row.getLong("seq"),
                            DeliveryRepeats.longs(row.getArray("lanes")),
                            waits && !later,
                            leased || later);
                },
                file);
    }

    /** The others have ended, or wait for a person: nothing was written of them under the file's own name. */
    void keepOnly(UUID file, List<UUID> members) throws SQLException {
        run(
                "delete from outgoing_member where file_id = ? and delivery_id <> all(?)",
                file,
                members.toArray(UUID[]::new));
    }

    void close(UUID file) throws SQLException {
        run("update outgoing_file set opened = false where delivery_id = ?", file);
    }

    Open reopen(UUID file) throws SQLException {
        run("update outgoing_file set opened = true where delivery_id = ?", file);
        return list(FILE + " where delivery_id = ?", BatchRows::file, file).getFirst();
    }

    private static Open file(ResultSet row) throws SQLException {
        return new Open(
                row.getObject("delivery_id", UUID.class),
                row.getLong("sequence"),
                row.getString("name"),
                Stage.valueOf(row.getString("stage")),
                Query.instant(row, "named_at"),
                row.getBoolean("blank"));
    }

    /** What may go out next, in its order. */
    List<Candidate> candidates(int most) throws SQLException {
        List<Candidate> found = list(
                CANDIDATES,
                row -> new Candidate(
                        row.getObject("id", UUID.class),
                        row.getLong("seq"),
                        DeliveryRepeats.longs(row.getArray("lanes")),
                        row.getLong("size"),
                        row.getObject("file", UUID.class)),
                endpoint,
                endpoint,
                endpoint,
                now,
                most);
        return free(found);
    }

    /**
     * Without those that stand behind others in their lanes: what is blocked, for example, is not overtaken. In order
     * of seq.
     */
    <T extends Standing> List<T> free(List<T> found) throws SQLException {
        Map<Long, Long> barred = new HashMap<>();
        if (!found.isEmpty()) {
            list(
                    OTHERS,
                    row -> barred.put(row.getLong(1), row.getLong(2)),
                    found.stream()
                            .flatMapToLong(one -> java.util.Arrays.stream(one.lanes()))
                            .distinct()
                            .toArray(),
                    found.stream().map(Standing::id).toArray(UUID[]::new));
        }
        List<T> free = new ArrayList<>();
        for (T one : found) {
            boolean behind = false;
            for (long lane : one.lanes()) {
                behind |= barred.getOrDefault(lane, Long.MAX_VALUE) < one.seq();
            }
            if (behind) {
                for (long lane : one.lanes()) {
                    barred.merge(lane, one.seq(), Math::min);
                }
            } else {
                free.add(one);
            }
        }
        return free;
    }

    /** Whether a time of closing has come; then it is passed for good. */
    boolean cut(UnaryOperator<Instant> times) throws SQLException {
        Instant next = times.apply(cutAt);
        if (next.isAfter(now)) {
            return false;
        }
        while (!next.isAfter(now)) {
            cutAt = next;
            next = times.apply(next);
        }
        run("update outgoing_cut set cut_at = ? where endpoint = ?", cutAt, endpoint);
        return true;
    }

    /** A new file. Members that another file was to have, and never had, are this one's now. */
    Open name(BatchTerms.Naming naming, List<UUID> members) throws SQLException {
        UUID id = Ids.v7(now);
        long sequence = list(
                        "insert into outgoing_sequence as s (endpoint, last) values (?, 1)"
                                + " on conflict (endpoint) do update set last = s.last + 1 returning last",
                        row -> row.getLong(1),
                        endpoint)
                .getFirst();
        String name = naming.of(id, sequence, now);
        Script script = new Script();
        script.run(
                "insert into outgoing_file (delivery_id, endpoint, sequence, name, stage, named_at, batch, opened, blank)"
                        + " values (?, ?, ?, ?, 'NAMED', ?, true, true, ?)",
                id,
                endpoint,
                sequence,
                name,
                now,
                members.isEmpty());
        script.run(
                "insert into outgoing_member (delivery_id, file_id) select u.id, ? from unnest(?) u(id)"
                        + " on conflict (delivery_id) do update set file_id = excluded.file_id",
                id,
                members.toArray(UUID[]::new));
        script.execute(session);
        return new Open(id, sequence, name, Stage.NAMED, now, members.isEmpty());
    }

    List<Work> lease(List<UUID> members, long epoch) throws SQLException {
        List<Work> leased = list(LEASE, Work::read, epoch, members.toArray(UUID[]::new));
        leased.sort(Comparator.comparingLong(Work::seq));
        return leased;
    }
}
