package io.sluice.ledger;

import io.sluice.message.Ids;
import io.sluice.message.RunState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads the answers of runs. Blocks for the database; fails with {@code ledger.unavailable}. */
public final class Answers {

    /** The runs of the integration that took the message, in the order in which they were made. */
    private static final String RUNS = """
            select r.id, r.state, r.code, p.content from message m
            join run r on r.day = m.day and r.message_id = m.id and r.integration = m.integration and r.event_id is null
            left join payload p on p.day = r.day and p.message_id = r.message_id and p.id = r.id and p.kind = 6
            where m.day = ? and m.id = ? order by r.created_at, r.id""";

    /** Keys are found by their hash, and ids of messages follow time. */
    private static final String NEWEST = """
            select k.message_id, p.id, p.content from message_key k
            join payload p on p.day = k.day and p.message_id = k.message_id and p.kind = 6
            where k.hash = ? and k.day >= ? and k.message_id >= ? order by k.message_id desc limit 1""";

    private final Database database;
    private final Payloads payloads;
    private final Keyring keyring;

    public Answers(DataSource pool, Keyring keyring) {
        this.database = new Database(pool);
        this.payloads = new Payloads(keyring);
        this.keyring = keyring;
    }

    /** An answer with the time at which its message was received. */
    public record Dated(Answer answer, Instant receivedAt) {}

    private record Row(Optional<Answer> answer, RunState state, String code) {}

    /** The first answer that was given to a message, else how its newest run stands. */
    public Answered of(UUID messageId) {
        List<Row> rows = database.read(
                connection -> Query.of(RUNS, Ids.day(messageId), messageId).list(connection, this::row));
        return rows.stream()
                .flatMap(row -> row.answer().stream())
                .findFirst()
                .<Answered>map(Answered.By::new)
                .orElseGet(() -> rows.isEmpty() ? new Answered.NotYet() : state(rows.getLast()));
    }

    /** The newest answer to a message with the key, received at that time or later. */
    public Optional<Dated> newest(String key, String value, Instant since) {
        UUID first = new UUID(since.toEpochMilli() << 16, 0);
        return database.read(connection -> Query.of(NEWEST, keyring.hash(key, value), Ids.day(first), first)
                .first(
                        connection,
                        row -> new Dated(
                                answer(row.getBytes("content"), Query.uuid(row, "id")),
                                Ids.time(Query.uuid(row, "message_id")))));
    }

    /** The answer of one of the message's runs, for people; the newest. */
    static Optional<Answer> newest(Connection connection, Payloads payloads, UUID messageId) throws SQLException {
        return Query.of(
                        "select p.id, p.content from payload p join run r on r.day = p.day and r.message_id = p.message_id")
                .add(
                        "and r.id = p.id where p.day = ? and p.message_id = ? and p.kind = 6",
                        Ids.day(messageId),
                        messageId)
                .add("order by r.created_at desc, r.id desc limit 1")
                .first(
                        connection,
                        row -> Answer.read(
                                payloads.open(row.getBytes("content"), Query.uuid(row, "id"), Payloads.ANSWER)));
    }

    private Row row(ResultSet row) throws SQLException {
        byte[] content = row.getBytes("content");
        return new Row(
                Optional.ofNullable(content == null ? null : answer(content, Query.uuid(row, "id"))),
                RunState.valueOf(row.getString("state")),
                row.getString("code"));
    }

    private Answer answer(byte[] content, UUID run) {
        return Answer.read(payloads.open(content, run, Payloads.ANSWER));
    }

    private static Answered state(Row newest) {
        return switch (newest.state()) {
            case DEAD -> new Answered.Never(newest.code(), false);
            case IN_DOUBT -> new Answered.Never(newest.code(), true);
            case FILTERED, COMPLETED, REJECTED, DUPLICATE ->
                new Answered.Never(newest.code() == null ? "" : newest.code(), false);
            case RECEIVED, ROUTED, HELD -> new Answered.NotYet();
        };
    }
}
