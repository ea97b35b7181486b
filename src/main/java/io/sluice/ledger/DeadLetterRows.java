package io.sluice.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What waits for a person from now on. */
final class DeadLetterRows {

    /** Columns as in the table. */
    record DeadLetter(
            UUID id,
            char kind,
            UUID messageId,
            UUID runId,
            String integration,
            String hop,
            String code,
            String rule,
            String endpoint,
            String category,
            String state,
            String owner,
            int attempts) {}

    private static final String INSERT = """
            insert into dead_letter (id, kind, day, message_id, run_id, integration, hop, code, rule, endpoint, category,
                state, owner, attempts, at)
            select u.id, u.kind, {date}, u.message_id, u.run_id, u.integration, u.hop, u.code, u.rule, u.endpoint,
                u.category, u.state, u.owner, u.attempts, n.now
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                u(id, kind, message_id, run_id, integration, hop, code, rule, endpoint, category, state, owner, attempts),
                (select ?::timestamptz as now) n""";

    private DeadLetterRows() {}

    static void insert(Script script, Day day, List<DeadLetter> letters, Instant now) {
        if (letters.isEmpty()) {
            return;
        }
        Columns<DeadLetter> columns = Columns.of(letters);
        script.run(
                day.sql(INSERT),
                columns.ids(DeadLetter::id),
                columns.texts(letter -> String.valueOf(letter.kind())),
                columns.ids(DeadLetter::messageId),
                columns.ids(DeadLetter::runId),
                columns.texts(DeadLetter::integration),
                columns.texts(DeadLetter::hop),
                columns.texts(DeadLetter::code),
                columns.texts(DeadLetter::rule),
                columns.texts(DeadLetter::endpoint),
                columns.texts(DeadLetter::category),
                columns.texts(DeadLetter::state),
                columns.texts(DeadLetter::owner),
                columns.ints(DeadLetter::attempts),
                now);
    }
}
