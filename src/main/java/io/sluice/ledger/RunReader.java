package io.sluice.ledger;

import io.sluice.message.Ids;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads leased runs back with all that the engine needs. */
final class RunReader {

    private static final String READ = """
            select r.id, r.message_id, r.event_id, r.integration, r.revision, r.replay_id, m.received_at, m.system, m.format,
                m.type, m.control_id, m.correlation_id, m.traceparent, m.parent_id, e.entity, p.content, f.content as fixed,
                h.content as headers
            from unnest(?, ?) u(id, message_id)
            join run_{day} r on r.message_id = u.message_id and r.id = u.id
            join message_{day} m on m.id = u.message_id
            left join event_{day} e on e.message_id = u.message_id and e.id = r.event_id
            join payload_{day} p on p.message_id = u.message_id
                and p.id = coalesce(r.event_id, m.id) and p.kind = case when r.event_id is null then 0 else 1 end
            left join payload_{day} f on f.message_id = u.message_id and f.id = r.id and f.kind = 4
            left join payload_{day} h on r.event_id is null and h.message_id = u.message_id and h.id = u.message_id
                and h.kind = 5""";

    /** The headers of the wholes whose parts are being worked on: few at a time. */
    private static final int WHOLES = 64;

    private final Payloads payloads;
    private final Map<UUID, Map<String, String>> wholes =
            java.util.Collections.synchronizedMap(new java.util.LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<UUID, Map<String, String>> eldest) {
                    return size() > WHOLES;
                }
            });

    RunReader(Payloads payloads) {
        this.payloads = payloads;
    }

    /** In the order of the works. */
    List<ReadyRun> read(Session session, List<Work> works) throws SQLException {
        Map<LocalDate, List<Work>> days = new HashMap<>();
        works.forEach(work -> days.computeIfAbsent(Ids.day(work.messageId()), day -> new ArrayList<>())
                .add(work));
        Map<UUID, ReadyRun> found = new HashMap<>();
        for (var day : days.entrySet()) {
            Columns<Work> columns = Columns.of(day.getValue());
            Script script = new Script();
            List<ReadyRun> runs = script.query(
                    Day.of(day.getKey()).sql(READ), this::run, columns.ids(Work::id), columns.ids(Work::messageId));
            script.execute(session);
            runs.forEach(run -> found.put(run.id(), run));
        }
        return works.stream()
                .filter(work -> found.containsKey(work.id()))
                .map(work -> found.get(work.id()).leased(work.seq(), work.epoch(), work.crashes()))
                .toList();
    }

    private ReadyRun run(ResultSet row) throws SQLException {
        UUID messageId = row.getObject("message_id", UUID.class);
        UUID eventId = row.getObject("event_id", UUID.class);
        return new ReadyRun(
                row.getObject("id", UUID.class),
                messageId,
                eventId,
                row.getString("entity"),
                row.getString("integration"),
                row.getInt("revision"),
                row.getObject("replay_id", UUID.class),
                0,
                0,
                0,
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("system"),
                eventId == null ? row.getString("format") : "json",
                row.getString("type"),
                row.getString("control_id"),
                row.getString("correlation_id"),
                row.getString("traceparent"),
                subject(row, messageId, eventId),
                headers(row, messageId, eventId),
                null);
    }

    /** Its own, else those that all parts of its whole have in common. */
    private Map<String, String> headers(ResultSet row, UUID messageId, UUID eventId) throws SQLException {
        byte[] own = row.getBytes("headers");
        UUID whole = row.getObject("parent_id", UUID.class);
        if (own != null) {
            return headers(own, messageId);
        }
        if (whole == null || eventId != null) {
            return Map.of();
        }
        Map<String, String> known = wholes.get(whole);
        if (known == null) {
            known = payloads.read(row.getStatement().getConnection(), whole, whole, Payloads.HEADERS)
                    .map(RunReader::map)
                    .orElse(Map.of());
            wholes.put(whole, known);
        }
        return known;
    }

    private Map<String, String> headers(byte[] sealed, UUID messageId) {
        return map(payloads.open(sealed, messageId, Payloads.HEADERS));
    }

    private static Map<String, String> map(byte[] json) {
        return JsonText.map(new String(json, StandardCharsets.UTF_8));
    }

    private byte[] subject(ResultSet row, UUID messageId, UUID eventId) throws SQLException {
        byte[] fixed = row.getBytes("fixed");
        if (fixed != null) {
            return payloads.open(fixed, row.getObject("id", UUID.class), Payloads.FIXED);
        }
        byte[] content = row.getBytes("content");
        return eventId == null
                ? payloads.open(content, messageId, Payloads.ORIGINAL)
                : payloads.open(content, eventId, Payloads.EVENT);
    }
}
