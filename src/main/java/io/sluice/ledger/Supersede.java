package io.sluice.ledger;

import io.sluice.ledger.PendingResult.Delivery;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Earlier revisions of deliveries end when a later one is committed. Happens in replays only. */
final class Supersede {

    private Supersede() {}

    /** Those that are still to be done, to be locked with their lanes. */
    static List<Work> open(Session session, List<UUID> deliveries) throws SQLException {
        if (deliveries.isEmpty()) {
            return List.of();
        }
        Script script = new Script();
        List<Work> works = script.query("select " + Work.COLUMNS + " from work where id = any(?)", Work::read, (Object)
                deliveries.toArray(UUID[]::new));
        script.execute(session);
        return works;
    }

    private static final String IDENTICAL = """
            select d.id from unnest(?, ?, ?, ?, ?) u(id, message_id, endpoint, sha256, replay_id)
            join delivery_{day} d on d.message_id = u.message_id and d.id = u.id
            where d.state = 'DELIVERED' and d.sha256 = u.sha256 and d.endpoint = u.endpoint
                and not exists (select 1 from replay r where r.id = u.replay_id and (r.selection ->> 'again')::boolean)""";

    /**
     * Those that were delivered with the very bytes that shall take their place, unless the replay says to send again.
     */
    static Set<UUID> identical(Session session, Day day, List<PendingResult> batch) throws SQLException {
        List<Delivery> later = later(batch);
        if (later.isEmpty()) {
            return Set.of();
        }
        Columns<Delivery> columns = Columns.of(later);
        Script script = new Script();
        List<UUID> found = script.query(
                day.sql(IDENTICAL),
                row -> row.getObject(1, UUID.class),
                columns.ids(delivery -> delivery.delivery().supersedes()),
                columns.ids(delivery -> delivery.of().run().messageId()),
                columns.texts(delivery -> delivery.delivery().endpoint()),
                columns.bytes(Delivery::sha256),
                columns.ids(delivery -> delivery.of().run().replayId()));
        script.execute(session);
        return Set.copyOf(found);
    }

    private static List<Delivery> later(List<PendingResult> batch) {
        return batch.stream()
                .flatMap(result -> result.deliveries().stream())
                .filter(delivery -> delivery.delivery().supersedes() != null)
                .toList();
    }

    static void add(Script script, Day day, List<UUID> superseded, List<PendingResult> batch, Instant now) {
        if (superseded.isEmpty()) {
            return;
        }
        Columns<Delivery> columns = Columns.of(later(batch));
        script.run(
                day.sql("select close_deliveries({date}, ?, ?, 'SUPERSEDED', ?)"),
                columns.ids(delivery -> delivery.of().run().messageId()),
                columns.ids(delivery -> delivery.delivery().supersedes()),
                now);
    }
}
