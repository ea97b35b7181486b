package io.sluice.ledger;

import io.sluice.message.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * The statements that keep the order per key. Work stands in its lanes at its seq; only the head of all its lanes is
 * READY or leased. Whoever enters or leaves takes the lanes' locks first, in sorted order, so that nobody looks at
 * a lane while another changes it; whoever left wakes the next ({@code wake}).
 */
final class Lanes {

    /**
     * From left to right: the epoch cannot be taken over until this commits, the lanes are ours, the batch has a
     * number.
     */
    private static final String ENTER = "select pg_advisory_xact_lock_shared(721, ?::int),"
            + " (select count(pg_advisory_xact_lock(k)) from unnest(?) k), nextval('batch_seq')";

    private static final String FREE = """
            select case when exists (select 1 from unnest(?) k where exists (select 1 from lane l where l.key = k))
                then unexpected('lane') end""";

    private static final String STAND = "insert into lane (key, seq, work_id)"
            + " select u.key, currval('batch_seq') << 20 | u.place, u.id from unnest(?, ?, ?) u(key, place, id)";

    /** The state is decided in a fence of its own (offset 0), so that it is looked up once. */
    private static final String ENQUEUE = """
            insert into work (id, kind, owner, day, message_id, run_id, seq, due, state, epoch, lanes)
            select id, kind, owner, day, message_id, run_id, seq, ?, state,
                case when state = 'LEASED' then (select epoch from node where epoch = ?) end, lanes
            from (
                select w.id, w.kind, w.owner, w.day::date, w.message_id, w.run_id, w.lanes, w.seq,
                    case
                        when exists (select 1 from unnest(w.lanes) k join lane l on l.key = k and l.seq < w.seq)
                            then 'WAITING'
                        when w.lease then 'LEASED'
                        else 'READY' end as state
                from (
                    select u.id, u.kind, u.owner, u.day, u.message_id, u.run_id, u.lanes::bigint[] as lanes,
                        currval('batch_seq') << 20 | u.place as seq, u.lease
                    from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                        u(id, kind, owner, day, message_id, run_id, lanes, place, lease) offset 0) w offset 0) s
            returning id, seq, state""";

    private static final String LEAVE = """
            with gone as (
                delete from work w using unnest(?) u(id)
                where w.id = u.id and w.epoch = ? and w.state in ('LEASED', 'SENDING') returning 1)
            select case when (select count(*) from gone) <> ? then unexpected('lease') end""";

    private static final String LEAVE_LANES =
            "delete from lane l using unnest(?, ?, ?) u(key, seq, id) where l.key = u.key and l.seq = u.seq and l.work_id = u.id";

    private static final String WAKE = "select " + Work.COLUMNS + " from wake(?, ?, ?, ?, ?, ?)";

    private Lanes() {}

    /** Locks the lanes and takes the batch's number. */
    static void enter(Script script, long epoch, LongStream lanes) {
        script.run(ENTER, epoch, lanes.sorted().distinct().toArray());
    }

    /** As {@link #enter(Script, long, LongStream)}, for a batch that needs no lanes. */
    static void enter(Script script, long epoch) {
        enter(script, epoch, LongStream.empty());
    }

    /** The lanes in which work stands. */
    static LongStream of(Collection<Work> works) {
        return works.stream().flatMapToLong(work -> LongStream.of(work.lanes()));
    }

    /** Expects that nothing stands in these lanes, which are locked. */
    static void expectFree(Script script, Collection<Long> lanes) {
        if (!lanes.isEmpty()) {
            script.run(FREE, lanes.stream().mapToLong(Long::longValue).toArray());
        }
    }

    /** Puts new work in its lanes. */
    static List<NewWork.Placed> enqueue(Script script, long epoch, Instant now, List<NewWork> works) {
        if (works.isEmpty()) {
            return List.of();
        }
        List<Stand> stands = new ArrayList<>();
        for (NewWork work : works) {
            for (long lane : work.lanes()) {
                stands.add(new Stand(lane, work.place(), work.id()));
            }
        }
        if (!stands.isEmpty()) {
            Columns<Stand> columns = Columns.of(stands);
            script.run(STAND, columns.longs(Stand::key), columns.longs(Stand::seq), columns.ids(Stand::id));
        }
        Columns<NewWork> columns = Columns.of(works);
        return script.query(
                ENQUEUE,
                row -> new NewWork.Placed(row.getObject(1, UUID.class), row.getLong(2), row.getString(3)),
                now,
                epoch,
                columns.ids(NewWork::id),
                columns.texts(work -> String.valueOf(work.kind())),
                columns.texts(NewWork::owner),
                columns.texts(work -> Ids.day(work.messageId()).toString()),
                columns.ids(NewWork::messageId),
                columns.ids(NewWork::runId),
                columns.arrays(NewWork::lanes),
                columns.ints(NewWork::place),
                columns.truths(NewWork::lease));
    }

    /** Ends leased work: expects every lease to be of this epoch still. It leaves its lanes. */
    static void leave(Script script, long epoch, Collection<Work> works) {
        if (works.isEmpty()) {
            return;
        }
        script.run(LEAVE, Columns.of(works).ids(Work::id), epoch, (long) works.size());
        leaveLanes(script, works);
    }

    /** Takes work out of its lanes. */
    static void leaveLanes(Script script, Collection<Work> works) {
        List<Stand> stands = stands(works);
        if (!stands.isEmpty()) {
            Columns<Stand> columns = Columns.of(stands);
            script.run(LEAVE_LANES, columns.longs(Stand::key), columns.longs(Stand::seq), columns.ids(Stand::id));
        }
    }

    /** Wakes what stood behind; last, when all have left. */
    static List<Work> wake(Script script, long epoch, Instant now, Collection<Work> left, Map<String, Integer> room) {
        List<Stand> stands = stands(left);
        if (stands.isEmpty()) {
            return List.of();
        }
        Columns<Stand> columns = Columns.of(stands);
        List<String> owners = List.copyOf(room.keySet());
        return script.query(
                WAKE,
                Work::read,
                columns.longs(Stand::key),
                columns.longs(Stand::seq),
                epoch,
                owners.toArray(String[]::new),
                owners.stream().mapToInt(room::get).toArray(),
                now);
    }

    private static List<Stand> stands(Collection<Work> works) {
        List<Stand> stands = new ArrayList<>();
        for (Work work : works) {
            for (long lane : work.lanes()) {
                stands.add(new Stand(lane, work.seq(), work.id()));
            }
        }
        return stands;
    }

    private record Stand(long key, long seq, UUID id) {}
}
