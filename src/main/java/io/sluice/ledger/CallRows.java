package io.sluice.ledger;

import io.sluice.message.DeliveryState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows of calls: a delivery each, its request, and the reply of its last attempt that had one. */
final class CallRows {

    private static final String READ = """
            select d.id, d.run_id, d.state, d.sha256, d.attempts, d.code, d.rule, d.content_type, d.meta, d.created_at,
                p.content as request, a.status, a.response_id, r.content as reply
            from delivery_{day} d
            join payload_{day} p on p.message_id = d.message_id and p.id = d.id and p.kind = 2
            left join lateral (
                select t.status, t.response_id from attempt_{day} t
                where t.message_id = d.message_id and t.delivery_id = d.id and t.outcome = 'DELIVERED'
                order by t.no desc limit 1) a on true
            left join payload_{day} r on r.message_id = d.message_id and r.id = a.response_id and r.kind = 3
            where d.message_id = ? and d.id = any(?)""";

    private static final String INSERT = """
            insert into delivery_{day} (day, id, message_id, run_id, event_id, integration, endpoint, state, revision,
                supersedes, seq, lanes, created_at, content_type, meta, sha256, called)
            values ({date}, ?, ?, ?, ?::uuid, ?, ?, 'QUEUED', ?, ?::uuid, currval('batch_seq') << 20, '{}', ?, ?, ?::json, ?, true)""";

    private static final String MOVE = """
            update delivery_{day} set state = ?, run_id = ?, code = ?, rule = null, finished_at = null
            where message_id = ? and id = ?""";

    private static final String AGAIN = "select (selection ->> 'again')::boolean from replay where id = ?";

    private final Session session;
    private final Day day;
    private final Payloads payloads;

    CallRows(Session session, Day day, Payloads payloads) {
        this.session = session;
        this.day = day;
        this.payloads = payloads;
    }

    /**
     * A call that was made, or begun, before.
     *
     * @param status and {@code reply}: null unless it is DELIVERED
     */
    record Past(
            UUID id,
            UUID runId,
            DeliveryState state,
            byte[] sha256,
            int attempts,
            String code,
            String rule,
            String contentType,
            Map<String, String> meta,
            Instant createdAt,
            byte[] body,
            String status,
            byte[] reply) {}

    List<Past> read(UUID messageId, UUID... ids) throws SQLException {
        Script script = new Script();
        List<Past> found = script.query(day.sql(READ), this::past, messageId, ids);
        script.execute(session);
        return found;
    }

    private Past past(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        UUID response = row.getObject("response_id", UUID.class);
        byte[] reply = row.getBytes("reply");
        return new Past(
                id,
                row.getObject("run_id", UUID.class),
                DeliveryState.valueOf(row.getString("state")),
                row.getBytes("sha256"),
                row.getInt("attempts"),
                row.getString("code"),
                row.getString("rule"),
                row.getString("content_type"),
                JsonText.map(row.getString("meta")),
                Query.instant(row, "created_at"),
                payloads.open(row.getBytes("request"), id, Payloads.REQUEST),
                row.getString("status"),
                reply == null ? null : payloads.open(reply, response, Payloads.RESPONSE));
    }

    void insert(ReadyRun run, RunResult.NewDelivery request, byte[] sha256, Instant now) throws SQLException {
        Script script = new Script();
        script.run(
                day.sql(INSERT),
                request.id(),
                run.messageId(),
                run.id(),
                run.eventId(),
                run.integration(),
                request.endpoint(),
                request.revision(),
                request.supersedes(),
                now,
                request.contentType(),
                JsonText.of(request.meta()),
                sha256);
        PayloadRows.insert(
                script,
                day,
                List.of(new PayloadRows.Body(
                        run.messageId(),
                        request.id(),
                        Payloads.REQUEST,
                        payloads.seal(request.body(), request.id(), Payloads.REQUEST))));
        script.execute(session);
    }

    /** @param code null when it goes on */
    void move(ReadyRun run, UUID id, DeliveryState state, String code) throws SQLException {
        new Script()
                .run(day.sql(MOVE), state.name(), run.id(), code, run.messageId(), id)
                .execute(session);
    }

    /** Whether the replay by which the run is repeated says that identical bytes go out again. */
    boolean again(UUID replayId) throws SQLException {
        if (replayId == null) {
            return false;
        }
        Script script = new Script();
        List<Optional<Boolean>> found =
                script.query(AGAIN, row -> Optional.ofNullable(row.getObject(1, Boolean.class)), replayId);
        script.execute(session);
        return found.stream().flatMap(Optional::stream).anyMatch(Boolean::booleanValue);
    }
}
