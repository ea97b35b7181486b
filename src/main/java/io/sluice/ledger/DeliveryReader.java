package io.sluice.ledger;

import io.sluice.message.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads deliveries back with all that a worker needs. */
final class DeliveryReader {

    private static final String READ = """
            select d.id, d.message_id, d.run_id, d.event_id, d.integration, d.endpoint, d.content_type, d.meta, d.revision,
                d.created_at, d.lanes, m.correlation_id, m.traceparent, p.content
            from unnest(?, ?) u(id, message_id)
            join delivery_{day} d on d.message_id = u.message_id and d.id = u.id
            join message_{day} m on m.id = u.message_id
            join payload_{day} p on p.message_id = u.message_id and p.id = d.id and p.kind = 2""";

    private static final String READ_WITHOUT_BODY = READ.replace("p.content", "null::bytea as content")
            .replace("join payload_{day} p on p.message_id = u.message_id and p.id = d.id and p.kind = 2", "");

    private static final byte[] NO_BODY = {};

    private final Payloads payloads;

    DeliveryReader(Payloads payloads) {
        this.payloads = payloads;
    }

    Map<UUID, ClaimedDelivery> read(Session session, List<Work> works) throws SQLException {
        return read(session, works, READ);
    }

    /** With empty bodies, for many of them at once. */
    Map<UUID, ClaimedDelivery> readWithoutBodies(Session session, List<Work> works) throws SQLException {
        return read(session, works, READ_WITHOUT_BODY);
    }

    private Map<UUID, ClaimedDelivery> read(Session session, List<Work> works, String sql) throws SQLException {
        Map<LocalDate, List<Work>> days = new HashMap<>();
        works.forEach(work -> days.computeIfAbsent(Ids.day(work.messageId()), day -> new ArrayList<>())
                .add(work));
        Map<UUID, ClaimedDelivery> found = new HashMap<>();
        for (var day : days.entrySet()) {
            Columns<Work> columns = Columns.of(day.getValue());
            Script script = new Script();
            List<ClaimedDelivery> deliveries = script.query(
                    Day.of(day.getKey()).sql(sql), this::delivery, columns.ids(Work::id), columns.ids(Work::messageId));
            script.execute(session);
            deliveries.forEach(delivery -> found.put(delivery.id(), delivery));
        }
        return found;
    }

    private ClaimedDelivery delivery(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] content = row.getBytes("content");
        return new ClaimedDelivery(
                id,
                row.getObject("message_id", UUID.class),
                row.getObject("run_id", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getString("integration"),
                row.getString("endpoint"),
                row.getString("content_type"),
                JsonText.map(row.getString("meta")),
                content == null ? NO_BODY : payloads.open(content, id, Payloads.REQUEST),
                0,
                row.getInt("revision"),
                0,
                0,
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("correlation_id"),
                row.getString("traceparent"),
                ClaimedDelivery.orderKey(lanes(row)));
    }

    private static long[] lanes(ResultSet row) throws SQLException {
        return Stream.of((Long[]) row.getArray("lanes").getArray())
                .mapToLong(Long::longValue)
                .toArray();
    }
}
