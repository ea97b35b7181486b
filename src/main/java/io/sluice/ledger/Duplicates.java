package io.sluice.ledger;

import io.sluice.ledger.PendingArrival.DuplicateKey;
import io.sluice.ledger.PendingArrival.Owner;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The keys by which repetitions are recognised, in the transaction of the arrivals. Usually all of a batch are new:
 * that is tried first, within the one round trip of the batch. When one is not, the batch was rolled back, and goes
 * step by step: take the keys that are free, read who has the others (in a statement of its own, which sees who won
 * meanwhile), judge.
 */
final class Duplicates {

    private static final String TAKE = """
            insert into duplicate as d (integration, key, sha256, message_id, expires)
            select * from unnest(?, ?, ?, ?, ?::timestamptz[])
            on conflict (integration, key) do update
            set sha256 = excluded.sha256, message_id = excluded.message_id, expires = excluded.expires
            where d.expires < ?""";

    private static final String TAKE_ALL = "with won as (" + TAKE
            + " returning 1) select case when (select count(*) from won) <> ? then unexpected('duplicate') end";

    private static final String TAKE_FREE = TAKE + " returning integration, key";

    private static final String OWNERS = """
            select d.integration, d.key, d.message_id, d.sha256
            from unnest(?, ?) u(integration, key)
            join duplicate d on d.integration = u.integration and d.key = u.key""";

    private Duplicates() {}

    /** Takes the keys of all, and fails the script (SL001) when one of them is taken. */
    static void takeAll(Script script, List<Verdict> verdicts, Instant now) {
        Map<DuplicateKey, PendingArrival> keys = firstKeys(verdicts);
        keys.putAll(conflictKeys(verdicts));
        if (!keys.isEmpty()) {
            take(script, TAKE_ALL, null, keys, now, (long) keys.size());
        }
    }

    /** Takes the keys that are free, within the session's transaction, and judges. */
    static List<Verdict> decide(Session session, List<PendingArrival> batch, Instant now) throws SQLException {
        Map<DuplicateKey, Owner> known = new HashMap<>();
        Set<DuplicateKey> done = new HashSet<>();
        while (true) {
            List<Verdict> verdicts = Verdict.of(batch, known);
            Map<DuplicateKey, PendingArrival> keys = new TreeMap<>(firstKeys(verdicts));
            keys.keySet().removeAll(done);
            if (keys.isEmpty()) {
                // Only now is it certain who contradicts whom.
                keys.putAll(conflictKeys(verdicts));
                keys.keySet().removeAll(done);
            }
            if (keys.isEmpty()) {
                return verdicts;
            }
            known.putAll(owners(session, keys, now));
            done.addAll(keys.keySet());
        }
    }

    /** Those keys that somebody else has. */
    private static Map<DuplicateKey, Owner> owners(Session session, Map<DuplicateKey, PendingArrival> keys, Instant now)
            throws SQLException {
        Script take = new Script();
        List<DuplicateKey> won = take(take, TAKE_FREE, Duplicates::key, keys, now);
        take.execute(session);
        Set<DuplicateKey> lost = new HashSet<>(keys.keySet());
        won.forEach(lost::remove);
        Map<DuplicateKey, Owner> owners = new HashMap<>();
        if (!lost.isEmpty()) {
            Columns<DuplicateKey> columns = Columns.of(List.copyOf(lost));
            Script read = new Script();
            read.query(
                    OWNERS,
                    row -> owners.put(key(row), new Owner(row.getObject(3, UUID.class), row.getBytes(4))),
                    columns.texts(DuplicateKey::integration),
                    columns.ids(DuplicateKey::hash));
            read.execute(session);
        }
        return owners;
    }

    /** Keys in sorted order, each with the arrival that takes it. */
    private static Map<DuplicateKey, PendingArrival> firstKeys(Collection<Verdict> verdicts) {
        Map<DuplicateKey, PendingArrival> keys = new TreeMap<>();
        for (Verdict verdict : verdicts) {
            if (verdict.first() && verdict.pending().duplicateKey() != null) {
                keys.put(verdict.pending().duplicateKey(), verdict.pending());
            }
        }
        return keys;
    }

    private static Map<DuplicateKey, PendingArrival> conflictKeys(Collection<Verdict> verdicts) {
        Map<DuplicateKey, PendingArrival> keys = new TreeMap<>();
        for (Verdict verdict : verdicts) {
            if (verdict.outcome() == Verdict.Outcome.CONFLICT) {
                keys.put(verdict.pending().conflictKey(), verdict.pending());
            }
        }
        return keys;
    }

    private static <T> List<T> take(
            Script script,
            String sql,
            Query.Row<T> row,
            Map<DuplicateKey, PendingArrival> keys,
            Instant now,
            Object... more) {
        Columns<DuplicateKey> key = Columns.of(keys.keySet());
        Columns<PendingArrival> pending = Columns.of(keys.values());
        Object[] values = new Object[6 + more.length];
        values[0] = key.texts(DuplicateKey::integration);
        values[1] = key.ids(DuplicateKey::hash);
        values[2] = pending.bytes(arrival -> arrival.arrival().duplicate().content());
        values[3] = pending.ids(PendingArrival::id);
        values[4] =
                pending.times(arrival -> now.plus(arrival.arrival().duplicate().window()));
        values[5] = now;
        System.arraycopy(more, 0, values, 6, more.length);
        return script.query(sql, row, values);
    }

    private static DuplicateKey key(java.sql.ResultSet row) throws SQLException {
        return new DuplicateKey(row.getString(1), row.getObject(2, UUID.class));
    }
}
