package io.sluice.ledger;

import io.sluice.ledger.RunResult.End;
import io.sluice.message.RunState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** How runs end: the state each takes with the commit of its result. */
final class RunStates {

    /** Expects that each is RECEIVED still. */
    private static final String UPDATE = """
            with done as (
                update run_{day} r
                set state = u.state, open = u.open, finished_at = case when u.finished then n.now end, code = u.code,
                    hop = u.hop, rule = u.rule, versions = u.versions::json, hops = u.hops::json
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        u(id, message_id, state, open, finished, code, hop, rule, versions, hops),
                    (select ?::timestamptz as now) n
                where r.message_id = u.message_id and r.id = u.id and r.state = 'RECEIVED'
                returning 1)
            select case when (select count(*) from done) <> ? then unexpected('run') end""";

    private RunStates() {}

    static void update(Script script, Day day, List<PendingResult> results, Instant now) {
        Columns<PendingResult> columns = Columns.of(results);
        script.run(
                day.sql(UPDATE),
                columns.ids(result -> result.run().id()),
                columns.ids(result -> result.run().messageId()),
                columns.texts(result -> state(result).name()),
                columns.ints(PendingResult::open),
                columns.truths(result -> state(result) != RunState.ROUTED),
                columns.texts(RunStates::code),
                columns.texts(result -> result.result().end() instanceof End.Stopped stopped ? stopped.hop() : null),
                columns.texts(result -> result.result().end() instanceof End.Stopped stopped ? stopped.rule() : null),
                columns.texts(PendingResult::versions),
                columns.texts(PendingResult::hops),
                now,
                (long) results.size());
    }

    static String code(PendingResult result) {
        return switch (result.result().end()) {
            case End.Routed routed -> null;
            case End.Filtered filtered -> filtered.reason();
            case End.Stopped stopped -> stopped.code();
        };
    }

    static RunState state(PendingResult result) {
        return switch (result.result().end()) {
            case End.Routed routed -> result.open() == 0 ? RunState.COMPLETED : RunState.ROUTED;
            case End.Filtered filtered -> RunState.FILTERED;
            case End.Dead dead -> RunState.DEAD;
            case End.Held held -> RunState.HELD;
            case End.InDoubt doubt -> RunState.IN_DOUBT;
        };
    }

    static boolean anyStopped(List<PendingResult> results) {
        return results.stream().anyMatch(result -> result.result().end() instanceof End.Stopped);
    }

    /** What the dead and the held leave for a person. */
    static List<DeadLetterRows.DeadLetter> deadLetters(List<PendingResult> results) {
        return results.stream()
                .filter(result -> result.result().end() instanceof End.Stopped)
                .map(RunStates::deadLetter)
                .toList();
    }

    private static DeadLetterRows.DeadLetter deadLetter(PendingResult result) {
        End.Stopped stopped = (End.Stopped) result.result().end();
        UUID id = result.run().id();
        return new DeadLetterRows.DeadLetter(
                id,
                Work.RUN,
                result.run().messageId(),
                id,
                result.run().integration(),
                stopped.hop(),
                stopped.code(),
                stopped.rule(),
                "",
                stopped.category(),
                state(result).name(),
                stopped.owner(),
                result.run().crashes());
    }
}
