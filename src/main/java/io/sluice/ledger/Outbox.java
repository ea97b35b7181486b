package io.sluice.ledger;

import io.sluice.message.Ids;
import io.sluice.message.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Events on their way to Kafka: in order of seq, with their data from memory where they are there. */
final class Outbox {

    private static final String QUEUE = "outbox";

    /** A look that has found less than it asked for. */
    private record Read(long at, int count) {}

    private record Place(long seq, UUID messageId, UUID eventId) {}

    private static final String OLDEST = "select seq, message_id, event_id from outbox order by seq limit ?";

    private static final String READ = """
            select e.*, m.correlation_id, m.traceparent, r.integration, r.event_id as cause, p.content
            from unnest(?, ?) u(id, message_id)
            join event_{day} e on e.message_id = u.message_id and e.id = u.id
            join message_{day} m on m.id = u.message_id
            join run_{day} r on r.message_id = u.message_id and r.id = e.run_id
            join payload_{day} p on p.message_id = u.message_id and p.id = e.id and p.kind = 1""";

    private static final String DONE = """
            with gone as (delete from outbox o using unnest(?) u(seq) where o.seq = u.seq returning 1)
            select case when (select count(*) from gone) <> ? then unexpected('outbox') end""";

    private static final String RELAYED = "update event_{day} e set relayed_at = ? from unnest(?, ?) u(id, message_id)"
            + " where e.message_id = u.message_id and e.id = u.id";

    private final Sessions sessions;
    private final Payloads payloads;
    private final Memory<OutboxEvent> memory;
    private final InstantSource clock;
    private final News news = new News();
    private volatile Read read;
    private volatile Runnable eventsReady = () -> {};

    Outbox(Sessions sessions, Payloads payloads, Memory<OutboxEvent> memory, InstantSource clock) {
        this.sessions = sessions;
        this.payloads = payloads;
        this.memory = memory;
        this.clock = clock;
    }

    void to(Runnable relay) {
        eventsReady = relay;
    }

    void committed(List<OutboxEvent> events) {
        events.forEach(event -> memory.put(event.id(), event));
        ready();
    }

    void ready() {
        news.of(QUEUE);
        eventsReady.run();
    }

    List<OutboxEvent> oldest(int max) {
        if (!news.worthALook(QUEUE)) {
            return List.of();
        }
        return sessions.use("relay", session -> {
            long before = news.latest(QUEUE);
            Script script = new Script();
            List<Place> places = script.query(
                    OLDEST,
                    row -> new Place(row.getLong(1), row.getObject(2, UUID.class), row.getObject(3, UUID.class)),
                    max);
            script.execute(session);
            read = places.size() < max ? new Read(before, places.size()) : null;
            if (places.isEmpty()) {
                news.exhausted(QUEUE, before);
            }
            Map<UUID, OutboxEvent> found = new HashMap<>();
            Map<LocalDate, List<Place>> missing = new HashMap<>();
            for (Place place : places) {
                OutboxEvent event = memory.get(place.eventId());
                if (event != null) {
                    found.put(place.eventId(), event);
                } else {
                    missing.computeIfAbsent(Ids.day(place.messageId()), day -> new ArrayList<>())
                            .add(place);
                }
            }
            for (var day : missing.entrySet()) {
                read(session, Day.of(day.getKey()), day.getValue()).forEach(event -> found.put(event.id(), event));
            }
            return places.stream().map(place -> found.get(place.eventId())).toList();
        });
    }

    private List<OutboxEvent> read(Session session, Day day, List<Place> places) throws SQLException {
        Columns<Place> columns = Columns.of(places);
        Script script = new Script();
        List<OutboxEvent> events =
                script.query(day.sql(READ), this::event, columns.ids(Place::eventId), columns.ids(Place::messageId));
        script.execute(session);
        return events;
    }

    private OutboxEvent event(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        UUID messageId = row.getObject("message_id", UUID.class);
        UUID cause = row.getObject("cause", UUID.class);
        return new OutboxEvent(
                row.getLong("seq"),
                id,
                messageId,
                row.getObject("run_id", UUID.class),
                cause == null ? messageId : cause,
                row.getString("integration"),
                row.getString("entity"),
                row.getString("version"),
                row.getString("classification"),
                row.getObject("key_hash", UUID.class),
                row.getInt("revision"),
                row.getObject("supersedes", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("correlation_id"),
                row.getString("traceparent"),
                payloads.open(row.getBytes("content"), id, Payloads.EVENT),
                EventRows.flags(row));
    }

    /** One transaction for each day; each event at most once: when another relay has done it, {@code ledger.fenced}. */
    void relayed(List<OutboxEvent> events) {
        Map<LocalDate, List<OutboxEvent>> days = new TreeMap<>();
        events.forEach(event -> days.computeIfAbsent(Ids.day(event.messageId()), day -> new ArrayList<>())
                .add(event));
        days.forEach((day, ofDay) -> sessions.use("relay", session -> {
            try {
                relayed(session, Day.of(day), ofDay, clock.instant());
            } catch (SQLException e) {
                if (Failure.of(e) == Failure.UNEXPECTED) {
                    throw new ProblemException(LedgerProblem.FENCED, "outbox");
                }
                throw e;
            }
            ofDay.forEach(event -> memory.remove(event.id()));
            return null;
        }));
        Read last = read;
        if (last != null && last.count() == events.size()) {
            // All that was there is done: what comes later is news.
            news.exhausted(QUEUE, last.at());
        }
    }

    private static void relayed(Session session, Day day, List<OutboxEvent> events, Instant now) throws SQLException {
        Columns<OutboxEvent> columns = Columns.of(events);
        Script script = new Script();
        script.run(DONE, columns.longs(OutboxEvent::seq), (long) events.size());
        script.run(day.sql(RELAYED), now, columns.ids(OutboxEvent::id), columns.ids(OutboxEvent::messageId));
        RunClosing closing = new RunClosing();
        events.stream()
                .sorted(Comparator.comparingLong(OutboxEvent::seq))
                .forEach(event -> closing.one(event.messageId(), event.runId()));
        closing.add(script, day, now);
        script.execute(session);
    }

    void forget() {
        memory.clear();
        news.forget();
    }
}
