package io.sluice.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What became of the records of a file, one by one in their order. Read in pages, so that a file of millions of records
 * that were all refused costs the memory of a page. Blocks for the database.
 */
public final class FileRecords {

    private static final int PAGE = 500;

    /** The balance counts the repetition of a conflict as a duplicate; its sender is refused, as by every transport. */
    static final String STATE =
            "case when r.state = 'DUPLICATE' and r.code is not null then 'CONFLICT' else balance_state(r.state) end";

    private static final String FOUND = "select m.id, m.position, m.outcome, " + STATE + """
             as state, m.original_id,
                coalesce(r.code, (select d.code from delivery d where d.day = m.day and d.message_id = m.id
                    and d.state = 'DEAD' limit 1)) as code
            from message m
            join run r on r.message_id = m.id and r.day = m.day and r.integration = m.integration
            where m.parent_id = ? and m.position > ? and r.counted and r.event_id is null""";

    private static final String PAGES = "with found as (" + FOUND + " %s order by m.position limit " + PAGE + ")" + """

            select f.*, own.content as own, headers.content as headers, other.content as other from found f
            left join payload own on own.message_id = f.id and own.id = f.id and own.kind = 0
            left join payload headers on headers.message_id = f.id and headers.id = f.id and headers.kind = 5
            left join payload other on other.message_id = f.original_id and other.id = f.original_id and other.kind = 0
            order by f.position""";

    private final Database database;
    private final Payloads payloads;

    FileRecords(Database database, Payloads payloads) {
        this.database = database;
        this.payloads = payloads;
    }

    /**
     * A record.
     *
     * @param position in its file, from 0
     * @param state as the balance counts it, but CONFLICT for other bytes under a key for which others are held already
     * @param code why; null when there is nothing to say
     * @param bytes of a repetition those of what it repeats
     * @param headers that it does not have in common with the other records
     */
    public record Outcome(long position, String state, String code, byte[] bytes, Map<String, String> headers) {}

    /** Those that are not COMPLETED. */
    public void exceptions(UUID file, Consumer<Outcome> each) {
        all(file, "and r.state <> 'COMPLETED'", each);
    }

    /** Those that were refused, and those that are dead. */
    public void failed(UUID file, Consumer<Outcome> each) {
        all(file, "and (r.state in ('REJECTED', 'DEAD') or r.state = 'DUPLICATE' and r.code is not null)", each);
    }

    /**
     * Whether a record was taken when it came.
     *
     * @param outcome {@code ACCEPTED}, {@code DUPLICATE}, {@code CONFLICT} or {@code REJECTED}
     * @param code why it was not; null when it was, and for a DUPLICATE of the same bytes
     * @param where path of what is wrong; null or empty for none
     */
    public record Taking(long position, String outcome, String code, String where) {}

    /** The next ones behind a position, of all records, in their order; none when there are no more. */
    public List<Taking> takings(UUID file, long after) {
        return database.read(connection -> Query.of(
                        "select position, outcome, code, location from message where parent_id = ? and position > ?",
                        file,
                        after)
                .add("order by position limit " + PAGE)
                .list(
                        connection,
                        row -> new Taking(row.getLong(1), row.getString(2), row.getString(3), row.getString(4))));
    }

    private void all(UUID file, String which, Consumer<Outcome> each) {
        long after = -1;
        List<Outcome> page;
        do {
            page = page(file, which, after);
            page.forEach(each);
            after = page.isEmpty() ? after : page.getLast().position();
        } while (page.size() == PAGE);
    }

    private List<Outcome> page(UUID file, String which, long after) {
        return database.read(
                connection -> Query.of(PAGES.formatted(which), file, after).list(connection, this::outcome));
    }

    private Outcome outcome(ResultSet row) throws SQLException {
        UUID id = Query.uuid(row, "id");
        byte[] own = row.getBytes("own");
        byte[] other = row.getBytes("other");
        byte[] bytes = {};
        if (own != null) {
            bytes = payloads.open(own, id, Payloads.ORIGINAL);
        } else if (other != null) {
            bytes = payloads.open(other, Query.uuid(row, "original_id"), Payloads.ORIGINAL);
        }
        byte[] headers = row.getBytes("headers");
        return new Outcome(
                row.getLong("position"),
                row.getString("state"),
                row.getString("code"),
                bytes,
                headers == null
                        ? Map.of()
                        : JsonText.map(
                                new String(payloads.open(headers, id, Payloads.HEADERS), StandardCharsets.UTF_8)));
    }
}
