package io.sluice.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Codes that no table knew, noted in the transaction of the run that met them: added to {@code unmapped_delta}, and
 * folded into {@code unmapped_code} from time to time, since a row for each code would be a queue for all who meet it.
 */
final class UnmappedRows {

    /** @param id keyed hash of table, integration, place and code @param code sealed */
    record Row(UUID id, String table, String integration, String place, byte[] code) {}

    private static final byte[] CONTEXT = "sluice/unmapped".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 200;

    private static final String INSERT = """
            insert into unmapped_delta (id, table_name, integration, place, code, seen, at)
            select u.id, u.table_name, u.integration, u.place, u.code, 1, n.now
            from unnest(?, ?, ?, ?, ?) u(id, table_name, integration, place, code), (select ?::timestamptz as now) n""";

    /** A code that is met again after it was resolved is open again. */
    static final String FOLD = """
            with folded as (delete from unmapped_delta returning *)
            insert into unmapped_code as c (id, table_name, integration, place, code, seen, first_seen, last_seen)
            select id, table_name, integration, place, (array_agg(code))[1], sum(seen), min(at), max(at) from folded group by 1, 2, 3, 4 order by 1
            on conflict (id) do update set seen = c.seen + excluded.seen, last_seen = greatest(c.last_seen, excluded.last_seen),
                resolved_at = case when c.resolved_at < excluded.last_seen then null else c.resolved_at end,
                resolution = case when c.resolved_at < excluded.last_seen then null else c.resolution end""";

    private UnmappedRows() {}

    /** What is longer than any code is kept by its beginning. */
    static Row of(String integration, RunResult.Unmapped unmapped, Keyring keyring) {
        String code =
                unmapped.code().substring(0, Math.min(LONGEST, unmapped.code().length()));
        String name = String.join("\n", unmapped.table(), integration, unmapped.place());
        return new Row(
                keyring.hash("unmapped:" + name, code),
                unmapped.table(),
                integration,
                unmapped.place(),
                keyring.seal(code.getBytes(StandardCharsets.UTF_8), CONTEXT));
    }

    static String open(byte[] sealed, Keyring keyring) {
        return new String(keyring.open(sealed, CONTEXT), StandardCharsets.UTF_8);
    }

    static void insert(Script script, List<PendingResult> batch, Instant now) {
        List<Row> rows =
                batch.stream().flatMap(result -> result.unmapped().stream()).toList();
        if (!rows.isEmpty()) {
            Columns<Row> columns = Columns.of(rows);
            script.run(
                    INSERT,
                    columns.ids(Row::id),
                    columns.texts(Row::table),
                    columns.texts(Row::integration),
                    columns.texts(Row::place),
                    columns.bytes(Row::code),
                    now);
        }
    }
}
