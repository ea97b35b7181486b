package io.sluice.ledger;

import io.sluice.message.Ids;
import io.sluice.message.ProblemException;
import io.sluice.message.RunState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The rows of runs that are made once more. */
final class RunRepeats {

    private static final String READ = """
            select r.id, r.revision, r.state, r.lanes,
                (select count(*) from run_{day} a where a.message_id = r.message_id
                    and a.integration = r.integration and a.event_id is not distinct from r.event_id),
                exists (select 1 from work w where w.id = r.id and w.state <> 'BLOCKED'),
                exists (select 1 from event_{day} e
                    where e.message_id = r.message_id and e.run_id = r.id)
                or exists (select 1 from delivery_{day} d
                    where d.message_id = r.message_id and d.run_id = r.id and not d.called)
            from run_{day} r
            where r.message_id = ? and r.integration = ? and r.event_id is not distinct from ?::uuid
                and r.counted""";

    private final Session session;
    private final Instant now;

    RunRepeats(Session session, Instant now) {
        this.session = session;
        this.now = now;
    }

    /**
     * The newest run on a message or event.
     *
     * @param runs how many there have been
     * @param open it is still to be done, or being done
     * @param effects it has made events or deliveries
     */
    record Past(
            UUID id,
            UUID messageId,
            UUID eventId,
            String integration,
            int revision,
            RunState state,
            long[] lanes,
            int runs,
            boolean open,
            boolean effects) {

        /** With the same revision, effects would get the same ids: only where there were none. */
        boolean repeatable(boolean remap) {
            return !open && state != RunState.REJECTED && state != RunState.DUPLICATE && (remap || !effects);
        }

        RunRows.NewRun again(boolean remap, UUID replayId) {
            return new RunRows.NewRun(
                    RunIds.of(eventId == null ? messageId : eventId, integration, runs),
                    messageId,
                    eventId,
                    integration,
                    remap ? revision + 1 : revision,
                    RunState.RECEIVED.name(),
                    lanes,
                    replayId,
                    null,
                    null,
                    false,
                    null);
        }
    }

    Past read(UUID messageId, UUID eventId, String integration) throws SQLException {
        Script script = new Script();
        List<Past> found = script.query(
                day(messageId).sql(READ),
                row -> new Past(
                        row.getObject(1, UUID.class),
                        messageId,
                        eventId,
                        integration,
                        row.getInt(2),
                        RunState.valueOf(row.getString(3)),
                        DeliveryRepeats.longs(row.getArray(4)),
                        row.getInt(5),
                        row.getBoolean(6),
                        row.getBoolean(7)),
                messageId,
                integration,
                eventId == null ? null : eventId.toString());
        script.execute(session);
        if (found.isEmpty()) {
            throw new ProblemException(LedgerProblem.NOT_FOUND, messageId.toString());
        }
        return found.getFirst();
    }

    /** What a run works on: an event, or (null) the message; and for whom. */
    record Subject(UUID eventId, String integration) {}

    Subject subject(UUID messageId, UUID runId) throws SQLException {
        Script script = new Script();
        List<Subject> found = script.query(
                day(messageId).sql("select event_id, integration from run_{day}" + " where message_id = ? and id = ?"),
                row -> new Subject(row.getObject(1, UUID.class), row.getString(2)),
                messageId,
                runId);
        script.execute(session);
        return found.stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(LedgerProblem.NOT_FOUND, messageId.toString()));
    }

    /** The earlier one is not counted any more, and nobody needs to look at it. */
    void replace(Script script, Past past, RunRows.NewRun run) {
        Day day = day(past.messageId());
        script.run(
                day.sql("update run_{day} set counted = false where message_id = ? and id = ?"),
                past.messageId(),
                past.id());
        script.run("delete from dead_letter where id in (?, ?)", past.id(), past.messageId());
        RunRows.insert(script, day, List.of(run), now);
    }

    /** It stands where the blocked one stood, before all that waits. */
    void takePlace(Script script, UUID blocked, UUID by) {
        script.run(
                "update lane l set work_id = ? from work w, unnest(w.lanes) k"
                        + " where w.id = ? and l.key = k and l.seq = w.seq and l.work_id = w.id",
                by,
                blocked);
        script.run(
                "update work set id = ?, run_id = ?, state = 'READY', epoch = null, due = ?, attempts = 0, crashes = 0"
                        + " where id = ?",
                by,
                by,
                now,
                blocked);
    }

    private static Day day(UUID messageId) {
        return Day.of(Ids.day(messageId));
    }
}
