package io.sluice.ledger;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** New events, and their places in the queue of the relay. */
final class EventRows {

    private static final String INSERT = """
            insert into event_{day} (day, id, message_id, run_id, entity, version, seq, key_hash, classification, revision,
                supersedes, created_at, sha256, flags)
            select {date}, u.id, u.message_id, u.run_id, u.entity, u.version, currval('batch_seq') << 20 | (u.place - 1),
                u.key_hash, u.classification, u.revision, u.supersedes, u.created_at::timestamptz, u.sha256,
                string_to_array(u.flags, ' ')
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) with ordinality
                u(id, message_id, run_id, entity, version, key_hash, classification, revision, supersedes, created_at,
                    sha256, flags, place)""";

    private static final String QUEUE = """
            insert into outbox (seq, day, message_id, event_id, run_id)
            select currval('batch_seq') << 20 | (u.place - 1), {date}, u.message_id, u.event_id, u.run_id
            from unnest(?, ?, ?) with ordinality u(message_id, event_id, run_id, place)
            returning seq""";

    private EventRows() {}

    /** @return their seqs, in the order of the events, once the script has run */
    static List<Long> insert(Script script, Day day, List<PendingResult.Event> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        Columns<PendingResult.Event> columns = Columns.of(events);
        script.run(
                day.sql(INSERT),
                columns.ids(event -> event.event().id()),
                columns.ids(event -> event.of().run().messageId()),
                columns.ids(event -> event.of().run().id()),
                columns.texts(event -> event.event().entity()),
                columns.texts(event -> event.event().version()),
                columns.ids(PendingResult.Event::keyHash),
                columns.texts(event -> event.event().classification()),
                columns.ints(event -> event.event().revision()),
                columns.ids(event -> event.event().supersedes()),
                columns.times(event -> event.event().time()),
                columns.bytes(PendingResult.Event::sha256),
                columns.texts(event -> flags(event.of().result())));
        return script.query(
                day.sql(QUEUE),
                row -> row.getLong(1),
                columns.ids(event -> event.of().run().messageId()),
                columns.ids(event -> event.event().id()),
                columns.ids(event -> event.of().run().id()));
    }

    static Set<String> flags(ResultSet row) throws SQLException {
        Array flags = row.getArray("flags");
        return flags == null ? Set.of() : Set.of((String[]) flags.getArray());
    }

    /** As the relay will want it. */
    static OutboxEvent outbox(PendingResult.Event event, long seq) {
        ReadyRun run = event.of().run();
        RunResult.NewEvent made = event.event();
        return new OutboxEvent(
                seq,
                made.id(),
                run.messageId(),
                run.id(),
                run.eventId() == null ? run.messageId() : run.eventId(),
                run.integration(),
                made.entity(),
                made.version(),
                made.classification(),
                event.keyHash(),
                made.revision(),
                made.supersedes(),
                made.time(),
                run.correlationId(),
                run.traceparent(),
                made.data(),
                run(event).flags());
    }

    private static RunResult run(PendingResult.Event event) {
        return event.of().result();
    }

    /** Null, as with nearly all events, takes no room. */
    private static String flags(RunResult result) {
        return result.flags().isEmpty() ? null : String.join(" ", new TreeSet<>(result.flags()));
    }
}
