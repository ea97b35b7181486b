package io.sluice.ledger;

import io.sluice.ledger.DeliveryResult.Next;
import io.sluice.message.CrashPoint;
import io.sluice.message.DeliveryState;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Commits what attempts came to. Delivered ones leave their lanes and wake the next; those to be tried again keep them;
 * the dead and doubtful keep them in strict tiers only. One that has lost its lease is dropped, the others go again.
 */
final class DeliveryResults extends LeasedStep<PendingDelivery> {

    private static final String AGAIN = """
            with again as (
                update work w set state = 'READY', epoch = null, due = u.due::timestamptz, attempts = w.attempts + u.spent
                from unnest(?, ?, ?) u(id, due, spent)
                where w.id = u.id and w.epoch = ? and w.state in ('LEASED', 'SENDING') returning 1)
            select case when (select count(*) from again) <> ? then unexpected('lease') end""";

    private final InstantSource clock;
    private final Deliveries deliveries;
    private final Alarm alarm;
    private final Runnable blocked;

    /** @param blocked called when a lane was blocked */
    DeliveryResults(InstantSource clock, LongSupplier epoch, Deliveries deliveries, Alarm alarm, Runnable blocked) {
        super(epoch, deliveries.leases(), "'LEASED', 'SENDING'");
        this.clock = clock;
        this.deliveries = deliveries;
        this.alarm = alarm;
        this.blocked = blocked;
    }

    @Override
    void commit(Session session, Day day, List<PendingDelivery> batch, long under) throws SQLException {
        Instant now = clock.instant();
        List<Work> leaving = new ArrayList<>();
        List<Work> blocking = new ArrayList<>();
        List<PendingDelivery> again = new ArrayList<>();
        List<DeadLetterRows.DeadLetter> letters = new ArrayList<>();
        RunClosing closing = new RunClosing();
        for (PendingDelivery result : batch) {
            switch (result.result().next()) {
                case Next.Delivered delivered -> {
                    leaving.add(result.lease());
                    closing.one(result.lease().messageId(), result.lease().runId());
                }
                case Next.Retry retry -> again.add(result);
                case Next.PutBack putBack -> again.add(result);
                case Next.Dead dead -> {
                    (dead.strict() ? blocking : leaving).add(result.lease());
                    letters.add(deadLetter(
                            result, dead.code(), dead.rule(), dead.category(), dead.owner(), DeliveryState.DEAD));
                }
                case Next.InDoubt doubt -> {
                    (doubt.strict() ? blocking : leaving).add(result.lease());
                    letters.add(deadLetter(
                            result, doubt.code(), "", doubt.category(), doubt.owner(), DeliveryState.IN_DOUBT));
                }
            }
        }
        Script script = new Script();
        Lanes.enter(script, under, Lanes.of(leaving));
        Lanes.leave(script, under, leaving);
        RunResults.block(script, under, blocking);
        again(script, under, again);
        Attempts.add(script, day, batch, now);
        DeadLetterRows.insert(script, day, letters, now);
        closing.add(script, day, now);
        settle(script, letters, now);
        List<Work> woken = Lanes.wake(script, under, now, leaving, Map.of());
        if (!letters.isEmpty()) {
            CrashPoint.DEAD_LETTER_BEFORE_COMMIT.here();
        }
        script.execute(session);
        CrashPoint.DELIVERY_SAVED.here();
        committed(batch, again, woken, now);
        if (!blocking.isEmpty()) {
            blocked.run();
        }
    }

    private void committed(List<PendingDelivery> batch, List<PendingDelivery> again, List<Work> woken, Instant now) {
        for (PendingDelivery result : batch) {
            switch (result.result().next()) {
                case Next.Retry retry -> deliveries.leases().end(result.lease());
                case Next.PutBack putBack -> deliveries.leases().end(result.lease());
                default -> deliveries.ended(result.lease());
            }
        }
        for (PendingDelivery result : again) {
            if (due(result).isAfter(now)) {
                alarm.at(due(result), result.lease().owner());
            } else {
                deliveries.ready(result.lease().owner());
            }
        }
        deliveries.woken(woken);
        // Last: whoever is told may look for what is ready now.
        batch.forEach(result -> result.complete(null));
    }

    private static void again(Script script, long under, List<PendingDelivery> again) {
        if (!again.isEmpty()) {
            Columns<PendingDelivery> columns = Columns.of(again);
            script.run(
                    AGAIN,
                    columns.ids(result -> result.lease().id()),
                    columns.times(DeliveryResults::due),
                    columns.ints(result -> result.result().next() instanceof Next.Retry ? 1 : 0),
                    under,
                    (long) again.size());
        }
    }

    private static Instant due(PendingDelivery result) {
        return switch (result.result().next()) {
            case Next.Retry retry -> retry.due();
            case Next.PutBack putBack -> putBack.due();
            default -> throw new IllegalStateException("only what goes on has a time");
        };
    }

    /** The runs of what died are derived anew. */
    private static void settle(Script script, List<DeadLetterRows.DeadLetter> letters, Instant now) {
        if (!letters.isEmpty()) {
            Columns<DeadLetterRows.DeadLetter> columns = Columns.of(letters);
            script.run(
                    "select settle(?::date[], ?, ?, ?)",
                    columns.texts(letter ->
                            io.sluice.message.Ids.day(letter.messageId()).toString()),
                    columns.ids(DeadLetterRows.DeadLetter::messageId),
                    columns.ids(DeadLetterRows.DeadLetter::runId),
                    now);
        }
    }

    private static DeadLetterRows.DeadLetter deadLetter(
            PendingDelivery result, String code, String rule, String category, String owner, DeliveryState state) {
        ClaimedDelivery delivery = result.delivery();
        return new DeadLetterRows.DeadLetter(
                delivery.id(),
                Work.DELIVERY,
                delivery.messageId(),
                delivery.runId(),
                delivery.integration(),
                "send:" + delivery.endpoint(),
                code,
                rule,
                delivery.endpoint(),
                category,
                state.name(),
                owner,
                delivery.attempts() + (result.result().attempt() == null ? 0 : 1));
    }
}
