package io.sluice.ledger;

import io.sluice.ledger.DeliveryResult.Next;
import io.sluice.message.DeliveryState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The rows of deliveries that were tried, and of the attempts. */
final class Attempts {

    /** The number of an attempt goes on over all repetitions of a delivery; the work counts anew after each of them. */
    private static final String TRIED = """
            with tried as (
                update delivery_{day} d
                set state = u.state, attempts = d.attempts + 1, finished_at = case when u.finished then n.now end,
                    code = u.code, rule = u.rule
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        u(id, message_id, state, finished, code, rule, started_at, micros, outcome, cause, status,
                            response_id),
                    (select ?::timestamptz as now) n
                where d.message_id = u.message_id and d.id = u.id
                returning u.*, d.attempts as no)
            insert into attempt_{day} (day, delivery_id, no, message_id, started_at, micros, outcome, code, status,
                response_id)
            select {date}, id, no, message_id, started_at::timestamptz, micros, outcome, cause, status, response_id
            from tried""";

    /** Moves on without an attempt: put back, or given up before it was tried. */
    private static final String UNTRIED = """
            update delivery_{day} d set state = u.state, code = u.code, rule = u.rule
            from unnest(?, ?, ?, ?, ?) u(id, message_id, state, code, rule)
            where d.message_id = u.message_id and d.id = u.id and d.state <> u.state""";

    private Attempts() {}

    static void add(Script script, Day day, List<PendingDelivery> results, Instant now) {
        List<PendingDelivery> tried = new ArrayList<>();
        List<PendingDelivery> untried = new ArrayList<>();
        results.forEach(result -> (result.result().attempt() == null ? untried : tried).add(result));
        if (!tried.isEmpty()) {
            tried(script, day, tried, now);
        }
        if (!untried.isEmpty()) {
            untried(script, day, untried);
        }
        PayloadRows.insert(
                script,
                day,
                tried.stream()
                        .filter(result -> result.responseId() != null)
                        .map(PendingDelivery::response)
                        .toList());
    }

    private static void tried(Script script, Day day, List<PendingDelivery> tried, Instant now) {
        Columns<PendingDelivery> columns = Columns.of(tried);
        script.run(
                day.sql(TRIED),
                columns.ids(result -> result.lease().id()),
                columns.ids(result -> result.lease().messageId()),
                columns.texts(Attempts::state),
                columns.truths(result -> result.result().next() instanceof Next.Delivered),
                columns.texts(Attempts::code),
                columns.texts(Attempts::rule),
                columns.times(result -> result.result().attempt().startedAt()),
                columns.longs(result -> result.result().attempt().micros()),
                columns.texts(Attempts::outcome),
                columns.texts(result -> result.result().attempt().code()),
                columns.texts(result -> result.result().attempt().status()),
                columns.ids(PendingDelivery::responseId),
                now);
    }

    private static void untried(Script script, Day day, List<PendingDelivery> untried) {
        Columns<PendingDelivery> columns = Columns.of(untried);
        script.run(
                day.sql(UNTRIED),
                columns.ids(result -> result.lease().id()),
                columns.ids(result -> result.lease().messageId()),
                columns.texts(Attempts::state),
                columns.texts(Attempts::code),
                columns.texts(Attempts::rule));
    }

    private static String state(PendingDelivery result) {
        DeliveryState state = switch (result.result().next()) {
            case Next.Delivered delivered -> DeliveryState.DELIVERED;
            case Next.Retry retry -> DeliveryState.QUEUED;
            case Next.PutBack putBack -> DeliveryState.QUEUED;
            case Next.Dead dead -> DeliveryState.DEAD;
            case Next.InDoubt inDoubt -> DeliveryState.IN_DOUBT;
        };
        return state.name();
    }

    private static String outcome(PendingDelivery result) {
        return switch (result.result().next()) {
            case Next.Delivered delivered -> "DELIVERED";
            case Next.Retry retry -> "RETRY";
            case Next.PutBack putBack -> "RETRY";
            case Next.Dead dead -> "DEAD";
            case Next.InDoubt inDoubt -> "IN_DOUBT";
        };
    }

    private static String code(PendingDelivery result) {
        return switch (result.result().next()) {
            case Next.Dead dead -> dead.code();
            case Next.InDoubt inDoubt -> inDoubt.code();
            default ->
                result.result().attempt() == null
                        ? null
                        : result.result().attempt().code();
        };
    }

    private static String rule(PendingDelivery result) {
        return result.result().next() instanceof Next.Dead dead ? dead.rule() : null;
    }
}
