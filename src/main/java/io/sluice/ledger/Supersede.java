package io.sluice.ledger;

import io.sluice.ledger.PendingResult.Delivery;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
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
        List<Work> works = script.query(
                "select " + Work.COLUMNS + " from work where id = any(?)", Work::read, (Object)
                        deliveries.toArray(UUID[]::new));
        script.execute(session);
        return works;
    }

    static void add(Script script, Day day, List<UUID> superseded, List<PendingResult> batch, Instant now) {
        if (superseded.isEmpty()) {
            return;
        }
        List<Delivery> later = batch.stream()
                .flatMap(result -> result.deliveries().stream())
                .filter(delivery -> delivery.delivery().supersedes() != null)
                .toList();
        Columns<Delivery> columns = Columns.of(later);
        script.run(
                day.sql("select close_deliveries({date}, ?, ?, 'SUPERSEDED', ?)"),
                columns.ids(delivery -> delivery.of().run().messageId()),
                columns.ids(delivery -> delivery.delivery().supersedes()),
                now);
    }
}
