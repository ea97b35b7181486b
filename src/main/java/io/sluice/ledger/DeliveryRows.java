package io.sluice.ledger;

import io.sluice.message.DeliveryState;
import java.time.Instant;
import java.util.List;

/** New deliveries. */
final class DeliveryRows {

    private static final String INSERT = """
            insert into delivery_{day} (day, id, message_id, run_id, event_id, integration, endpoint, state, revision,
                supersedes, seq, lanes, created_at, finished_at, content_type, meta, sha256,
                size)
            select {date}, u.id, u.message_id, u.run_id, u.event_id, u.integration, u.endpoint, u.state, u.revision,
                u.supersedes, currval('batch_seq') << 20 | u.place, u.lanes::bigint[], n.now,
                case when u.state = 'DELIVERED' then n.now end, u.content_type, u.meta::json, u.sha256,
                u.size
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                u(id, message_id, run_id, event_id, integration, endpoint, state, revision, supersedes, place, lanes, content_type,
                    meta, sha256, size),
                (select ?::timestamptz as now) n""";

    private DeliveryRows() {}

    /** @param places of their work, in the order of the deliveries */
    static void insert(Script script, Day day, List<PendingResult.Delivery> deliveries, int[] places, Instant now) {
        if (deliveries.isEmpty()) {
            return;
        }
        Columns<PendingResult.Delivery> columns = Columns.of(deliveries);
        script.run(
                day.sql(INSERT),
                columns.ids(delivery -> delivery.delivery().id()),
                columns.ids(delivery -> delivery.of().run().messageId()),
                columns.ids(delivery -> delivery.of().run().id()),
                columns.ids(delivery -> delivery.of().run().eventId()),
                columns.texts(delivery -> delivery.of().run().integration()),
                columns.texts(delivery -> delivery.delivery().endpoint()),
                columns.texts(
                        delivery -> (delivery.identical() ? DeliveryState.DELIVERED : DeliveryState.QUEUED).name()),
                columns.ints(delivery -> delivery.delivery().revision()),
                columns.ids(delivery -> delivery.delivery().supersedes()),
                places,
                columns.arrays(PendingResult.Delivery::lanes),
                columns.texts(delivery -> delivery.delivery().contentType()),
                columns.texts(delivery -> JsonText.of(delivery.delivery().meta())),
                columns.bytes(PendingResult.Delivery::sha256),
                columns.longs(delivery -> delivery.delivery().body().length),
                now);
    }

    /** As a worker will get it; its lease is filled in then. */
    static ClaimedDelivery prototype(PendingResult.Delivery delivery, Instant now) {
        ReadyRun run = delivery.of().run();
        RunResult.NewDelivery made = delivery.delivery();
        return new ClaimedDelivery(
                made.id(),
                run.messageId(),
                run.id(),
                run.eventId(),
                run.integration(),
                made.endpoint(),
                made.contentType(),
                made.meta(),
                made.body(),
                0,
                made.revision(),
                0,
                0,
                now,
                run.correlationId(),
                run.traceparent(),
                ClaimedDelivery.orderKey(delivery.lanes()));
    }
}
