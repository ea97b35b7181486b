package io.sluice.ledger;

import io.sluice.message.RunState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** New runs. */
final class RunRows {

    /**
     * @param code why it ends here; null for one that is to run
     * @param finished it is over already
     * @param result what it came to, of one that was carried ahead of its commit; else null
     */
    record NewRun(
            UUID id,
            UUID messageId,
            UUID eventId,
            String integration,
            int revision,
            String state,
            long[] lanes,
            UUID replayId,
            String code,
            String rule,
            boolean finished,
            PendingResult result) {

        /** The same with its end. */
        NewRun ended(PendingResult with) {
            RunState end = RunStates.state(with);
            return new NewRun(
                    id,
                    messageId,
                    eventId,
                    integration,
                    revision,
                    end.name(),
                    lanes,
                    replayId,
                    RunStates.code(with),
                    rule,
                    end != RunState.ROUTED,
                    with);
        }

        private int open() {
            return result == null ? 0 : result.open();
        }

        private String versions() {
            return result == null ? null : result.versions();
        }

        private String hops() {
            return result == null ? null : result.hops();
        }
    }

    private static final String INSERT = """
            insert into run_{day} (day, id, message_id, event_id, integration, revision, state, lanes, replay_id, created_at,
                finished_at, code, rule, open, versions, hops)
            select {date}, u.id, u.message_id, u.event_id, u.integration, u.revision, u.state, u.lanes::bigint[], u.replay_id,
                n.now, case when u.finished then n.now end, u.code, u.rule, u.open, u.versions::json, u.hops::json
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                u(id, message_id, event_id, integration, revision, state, lanes, replay_id, code, rule, finished, open,
                    versions, hops),
                (select ?::timestamptz as now) n""";

    private RunRows() {}

    static void insert(Script script, Day day, List<NewRun> runs, Instant now) {
        if (runs.isEmpty()) {
            return;
        }
        Columns<NewRun> columns = Columns.of(runs);
        script.run(
                day.sql(INSERT),
                columns.ids(NewRun::id),
                columns.ids(NewRun::messageId),
                columns.ids(NewRun::eventId),
                columns.texts(NewRun::integration),
                columns.ints(NewRun::revision),
                columns.texts(NewRun::state),
                columns.arrays(NewRun::lanes),
                columns.ids(NewRun::replayId),
                columns.texts(NewRun::code),
                columns.texts(NewRun::rule),
                columns.truths(NewRun::finished),
                columns.ints(NewRun::open),
                columns.texts(NewRun::versions),
                columns.texts(NewRun::hops),
                now);
    }
}
