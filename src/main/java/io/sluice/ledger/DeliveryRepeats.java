package io.sluice.ledger;

import io.sluice.message.Ids;
import io.sluice.message.ProblemException;
import io.sluice.message.Sha256;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The rows of deliveries that are sent once more. */
final class DeliveryRepeats {

    private static final String READ = """
            select d.run_id, d.endpoint, d.state, d.revision, d.lanes, p.content
            from delivery_{day} d join payload_{day} p
                on p.message_id = d.message_id and p.id = d.id and p.kind = 2
            where d.message_id = ? and d.id = ? and not d.called""";

    private static final String QUEUED = """
            update delivery_{day} set state = 'QUEUED', finished_at = null, code = null, rule = null
            where message_id = ? and id = ?""";

    private static final String COPY = """
            insert into delivery_{day} (day, id, message_id, run_id, event_id, integration, endpoint, state, revision,
                supersedes, seq, lanes, created_at, content_type, meta, sha256, size)
            select day, ?, message_id, run_id, event_id, integration, endpoint, 'QUEUED', revision + 1, id,
                currval('batch_seq') << 20, lanes, ?, content_type, meta, ?, ?
            from delivery_{day} where message_id = ? and id = ?""";

    private final Session session;
    private final Payloads payloads;
    private final Instant now;

    DeliveryRepeats(Session session, Payloads payloads, Instant now) {
        this.session = session;
        this.payloads = payloads;
        this.now = now;
    }

    /** A delivery as it was sent before. */
    record Sent(
            UUID id,
            UUID messageId,
            UUID runId,
            String endpoint,
            String state,
            int revision,
            long[] lanes,
            byte[] body) {

        Sent with(byte[] other) {
            return new Sent(id, messageId, runId, endpoint, state, revision, lanes, other);
        }

        NewWork work(UUID as) {
            return new NewWork(as, Work.DELIVERY, endpoint, messageId, runId, lanes, 0, false);
        }
    }

    Sent read(UUID messageId, UUID id) throws SQLException {
        Script script = new Script();
        List<Sent> found = script.query(
                day(messageId).sql(READ),
                row -> new Sent(
                        id,
                        messageId,
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        longs(row.getArray(5)),
                        payloads.open(row.getBytes(6), id, Payloads.REQUEST)),
                messageId,
                id);
        script.execute(session);
        if (found.isEmpty()) {
            throw new ProblemException(LedgerProblem.NOT_FOUND, id.toString());
        }
        return found.getFirst();
    }

    /** The same delivery goes out again. */
    void queued(Script script, Sent sent) {
        script.run(day(sent.messageId()).sql(QUEUED), sent.messageId(), sent.id());
        settle(script, sent);
    }

    /** A later revision takes the place of one that was delivered, or, with other bytes, of one that was not. */
    void repeated(Script script, Sent sent, UUID later) {
        Day day = day(sent.messageId());
        script.run(
                day.sql(COPY),
                later,
                now,
                Sha256.of(sent.body()),
                (long) sent.body().length,
                sent.messageId(),
                sent.id());
        PayloadRows.insert(
                script,
                day,
                List.of(new PayloadRows.Body(
                        sent.messageId(),
                        later,
                        Payloads.REQUEST,
                        payloads.seal(sent.body(), later, Payloads.REQUEST))));
        script.run(
                day.sql("update run_{day} set open = open + 1 where message_id = ? and id = ?"),
                sent.messageId(),
                sent.runId());
        script.run(
                day.sql("select close_deliveries({date}, ?, ?, 'SUPERSEDED', ?)"),
                new UUID[] {sent.messageId()},
                new UUID[] {sent.id()},
                now);
        settle(script, sent);
    }

    /** The later revision stands where the blocked one stood, before all that waits. */
    void takePlace(Script script, UUID blocked, UUID by) {
        script.run(
                "update lane l set work_id = ? from work w, unnest(w.lanes) k"
                        + " where w.id = ? and l.key = k and l.seq = w.seq and l.work_id = w.id",
                by,
                blocked);
        script.run(
                "update work set id = ?, state = 'READY', epoch = null, due = ?, attempts = 0, crashes = 0"
                        + " where id = ?",
                by,
                now,
                blocked);
    }

    private void settle(Script script, Sent sent) {
        script.run(
                "select settle(?::date[], ?, ?, ?)",
                new String[] {Ids.day(sent.messageId()).toString()},
                new UUID[] {sent.messageId()},
                new UUID[] {sent.runId()},
                now);
    }

    private static Day day(UUID messageId) {
        return Day.of(Ids.day(messageId));
    }

    static long[] longs(Array array) throws SQLException {
        Long[] boxed = (Long[]) array.getArray();
        long[] longs = new long[boxed.length];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = boxed[i];
        }
        return longs;
    }
}
