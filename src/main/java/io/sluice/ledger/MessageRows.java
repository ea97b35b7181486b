package io.sluice.ledger;

import java.util.List;
import java.util.function.Function;

/** Rows of what has arrived, whatever became of it. */
final class MessageRows {

    private static final String INSERT = """
            insert into message_{day} (day, id, seq, listener, system, transport, integration, format, type, version,
                control_id, peer, correlation_id, traceparent, received_at, size, sha256, outcome, code, location,
                original_id, warnings, parent_id, position)
            select {date}, u.id, currval('batch_seq') << 20 | (u.place - 1), u.listener, u.system, u.transport, u.integration,
                u.format, u.type, u.version, u.control_id, u.peer, u.correlation_id, u.traceparent,
                u.received_at::timestamptz, u.size, u.sha256, u.outcome, u.code, u.location, u.original_id,
                u.warnings::text[], u.parent_id, case when u.parent_id is not null then u.position end
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) with ordinality
                u(id, listener, system, transport, integration, format, type, version, control_id, peer, correlation_id,
                    traceparent, received_at, size, sha256, outcome, code, location, original_id, warnings,
                    parent_id, position, place)""";

    private MessageRows() {}

    /** In the order given: seq follows it. */
    static void insert(Script script, Day day, List<Verdict> verdicts) {
        Columns<Verdict> columns = Columns.of(verdicts);
        script.run(
                day.sql(INSERT),
                columns.ids(verdict -> verdict.pending().id()),
                texts(columns, Arrival::listener),
                texts(columns, Arrival::system),
                texts(columns, Arrival::transport),
                texts(columns, Arrival::integration),
                texts(columns, Arrival::format),
                texts(columns, Arrival::type),
                texts(columns, Arrival::version),
                texts(columns, Arrival::controlId),
                texts(columns, Arrival::peer),
                texts(columns, Arrival::correlationId),
                columns.texts(verdict -> verdict.pending().arrival().traceparent()),
                columns.times(verdict -> verdict.pending().arrival().receivedAt()),
                columns.ints(verdict -> verdict.pending().arrival().bytes().length),
                columns.bytes(verdict -> verdict.pending().sha256()),
                columns.texts(verdict -> verdict.outcome().name()),
                columns.texts(MessageRows::code),
                columns.texts(MessageRows::location),
                columns.ids(Verdict::repeats),
                columns.texts(
                        verdict -> Columns.literal(verdict.pending().arrival().warnings())),
                columns.ids(verdict -> verdict.pending().arrival().origin().parentId()),
                columns.longs(verdict -> verdict.pending().arrival().origin().position()));
    }

    static String code(Verdict verdict) {
        return switch (verdict.outcome()) {
            case ACCEPTED -> null;
            case DUPLICATE -> verdict.heldId() == null ? null : LedgerProblem.CONFLICT.code();
            case REJECTED -> verdict.pending().arrival().refusal().code();
            case CONFLICT -> LedgerProblem.CONFLICT.code();
        };
    }

    static String location(Verdict verdict) {
        return verdict.outcome() == Verdict.Outcome.REJECTED
                ? verdict.pending().arrival().refusal().where()
                : null;
    }

    /** Text from outside: NUL, which PostgreSQL cannot store, becomes the replacement character. */
    private static String[] texts(Columns<Verdict> columns, Function<Arrival, String> column) {
        return columns.texts(verdict -> {
            String text = column.apply(verdict.pending().arrival());
            return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
        });
    }
}
