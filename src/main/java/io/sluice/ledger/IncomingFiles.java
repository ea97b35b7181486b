package io.sluice.ledger;

import io.sluice.message.Ids;
import io.sluice.message.ProblemException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Files taken in. A file is claimed once, by path, size, time and content; its records know it as their parent, and
 * move its progress in the transaction in which they are stored. Blocks for the database.
 */
public final class IncomingFiles {

    private static final String ROW = """
            select f.*, coalesce(p.position, 0) as position from file f
            left join progress p on p.source = 'file:' || f.id and p.part = ''""";

    private static final String PARENT = """
            insert into message (day, id, seq, listener, system, transport, integration, format, type, correlation_id, peer,
                received_at, size, sha256, outcome)
            values (?, ?, nextval('batch_seq') << 20, ?, ?, 'file', ?, ?, 'file', ?, ?, ?, ?, ?, 'ACCEPTED')""";

    private static final String PAYLOAD =
            "insert into payload (day, message_id, id, kind, content) values (?, ?, ?, ?, ?)";

    /** What is still to be done for a record of the file: by a worker, not by a person. */
    private static final String UNFINISHED = """
            select 1 where exists (
                select 1 from work w join message m on m.id = w.message_id and m.day = w.day
                where m.parent_id = ? and w.state not in ('BLOCKED', 'HELD'))
            or exists (
                select 1 from outbox o join message m on m.id = o.message_id and m.day = o.day where m.parent_id = ?)""";

    private static final String STATES = "select " + FileRecords.STATE + """
            , count(*) from message m
            join run r on r.message_id = m.id and r.day = m.day and r.integration = m.integration
            where m.parent_id = ? and r.counted and r.event_id is null group by 1""";

    private static final String CODES = """
            select r.code, count(*) from message m
            join run r on r.message_id = m.id and r.day = m.day and r.integration = m.integration
            where m.parent_id = ? and r.counted and r.event_id is null and r.code is not null and r.state <> 'COMPLETED'
            group by 1""";

    private final Database database;
    private final Payloads payloads;

    public IncomingFiles(DataSource pool, Keyring keyring) {
        this.database = new Database(pool);
        this.payloads = new Payloads(keyring);
    }

    /** What became of the records of a file, one by one. */
    public FileRecords records() {
        return new FileRecords(database, payloads);
    }

    /** What is told to the sender of a file by a delivery. */
    public FileReports reports() {
        return new FileReports(database, payloads);
    }

    /**
     * Claims a file, or tells how far the one who claimed it came. Other claims of its path that were not read to the
     * end are lost: their bytes are not there any more.
     */
    public FileRow claim(FileClaim claim) {
        return database.write(connection -> {
            boolean fresh = Query.of(
                                    "insert into file (id, listener, integration, path, size, modified, sha256, state, records,")
                            .add(
                                    "claimed_at) values (?, ?, ?, ?, ?, ?, ?, 'READING', ?, ?) on conflict do nothing",
                                    claim.id(),
                                    claim.listener(),
                                    claim.integration(),
                                    claim.path(),
                                    claim.size(),
                                    claim.modified(),
                                    claim.sha256(),
                                    claim.records(),
                                    claim.now())
                            .update(connection)
                    == 1;
            if (fresh) {
                store(connection, claim);
                Query.of("update file set state = 'LOST', code = 'receive.file-changed', ended_at = ?", claim.now())
                        .add(
                                "where listener = ? and path = ? and state = 'READING' and id <> ?",
                                claim.listener(),
                                claim.path(),
                                claim.id())
                        .update(connection);
            }
            return Query.of(ROW)
                    .add(
                            "where listener = ? and path = ? and size = ? and modified = ? and sha256 = ?",
                            claim.listener(),
                            claim.path(),
                            claim.size(),
                            claim.modified(),
                            claim.sha256())
                    .first(connection, IncomingFiles::row)
                    .orElseThrow();
        });
    }

    private void store(Connection connection, FileClaim claim) throws SQLException {
        var day = Ids.day(claim.id());
        Query.of(
                        PARENT,
                        day,
                        claim.id(),
                        claim.listener(),
                        claim.system(),
                        claim.integration(),
                        claim.format(),
                        claim.id().toString(),
                        claim.peer(),
                        claim.now(),
                        (int) Math.min(claim.size(), Integer.MAX_VALUE),
                        claim.sha256())
                .update(connection);
        body(connection, claim.id(), Payloads.ORIGINAL, claim.description());
        body(
                connection,
                claim.id(),
                Payloads.HEADERS,
                JsonText.of(claim.headers()).getBytes(StandardCharsets.UTF_8));
        Query.of("insert into progress (source, part, position) values (?, '', 0)", FileRow.source(claim.id()))
                .update(connection);
    }

    private void body(Connection connection, UUID id, short kind, byte[] content) throws SQLException {
        Query.of(PAYLOAD, Ids.day(id), id, id, kind, payloads.seal(content, id, kind))
                .update(connection);
    }

    /** Those of a listener about which the last word is not said yet, the oldest first. */
    public List<FileRow> open(String listener) {
        return database.read(connection -> Query.of(ROW)
                .add("where f.listener = ? and not f.settled order by f.claimed_at", listener)
                .list(connection, IncomingFiles::row));
    }

    /** The newest first. */
    public List<FileRow> newest(int most) {
        return database.read(connection ->
                Query.of(ROW).add("order by f.claimed_at desc limit ?", most).list(connection, IncomingFiles::row));
    }

    public Optional<FileRow> find(UUID id) {
        return database.read(
                connection -> Query.of(ROW).add("where f.id = ?", id).first(connection, IncomingFiles::row));
    }

    /**
     * Moves a file on to another state, when it is still where the caller believes.
     *
     * @param code why; null keeps what is there
     * @param place where it is to lie at the end; null keeps what is there
     * @throws ProblemException {@link LedgerProblem#FENCED} when another node has done so
     */
    public void move(UUID id, FileState from, FileState to, String code, String place, Instant now) {
        database.write(connection -> {
            boolean end = to == FileState.ARCHIVED || to == FileState.QUARANTINED || to == FileState.LOST;
            int moved = Query.of(
                            "update file set state = ?, code = coalesce(?::text, code), place = coalesce(?::text, place),",
                            to.name(),
                            code,
                            place)
                    .add("stored_at = case when ? = 'STORED' then ? else stored_at end,", to.name(), now)
                    .add("ended_at = case when ? then ? else ended_at end", end, now)
                    .add("where id = ? and state = ?", id, from.name())
                    .update(connection);
            if (moved != 1) {
                throw new ProblemException(LedgerProblem.FENCED, "file");
            }
            return null;
        });
    }

    /** A file was put back as it was: it is read on from where it stood. */
    public void again(UUID id) {
        database.write(
                connection -> Query.of("update file set state = 'READING', code = null, place = null, ended_at = null,")
                        .add("settled = false where id = ? and state in ('QUARANTINED', 'LOST')", id)
                        .update(connection));
    }

    /** What was stored as the body of its parent message. */
    public byte[] description(UUID id) {
        return database.read(connection -> payloads.read(connection, id, id, Payloads.ORIGINAL))
                .orElseThrow(() -> new ProblemException(LedgerProblem.NOT_FOUND, "file"));
    }

    /** The next number of a sequence of acknowledgements, from 1. */
    public long next(String sequence) {
        return database.write(
                connection -> Query.of("insert into outgoing_sequence as s (endpoint, last) values (?, 1)", sequence)
                        .add("on conflict (endpoint) do update set last = s.last + 1 returning last")
                        .first(connection, row -> row.getLong(1))
                        .orElseThrow());
    }

    /** The last word about it is said. */
    public void settled(UUID id) {
        database.write(connection ->
                Query.of("update file set settled = true where id = ?", id).update(connection));
    }

    /** Whether workers have still something to do for any of its records. */
    public boolean unfinished(UUID id) {
        return database.write(connection ->
                Query.of(UNFINISHED, id, id).first(connection, row -> true).isPresent());
    }

    /** What became of its records: how many are in each state, as {@link FileRecords} names them. */
    public Map<String, Long> states(UUID id) {
        return counts(STATES, id);
    }

    /** Why records are not completed: how many by each code. */
    public Map<String, Long> codes(UUID id) {
        return counts(CODES, id);
    }

    private Map<String, Long> counts(String sql, UUID id) {
        return database.write(connection -> {
            Map<String, Long> counts = new TreeMap<>();
            Query.of(sql, id).list(connection, row -> counts.put(row.getString(1), row.getLong(2)));
            return counts;
        });
    }

    private static FileRow row(ResultSet row) throws SQLException {
        return new FileRow(
                Query.uuid(row, "id"),
                row.getString("listener"),
                row.getString("integration"),
                row.getString("path"),
                row.getLong("size"),
                row.getObject("modified", java.time.OffsetDateTime.class)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toInstant(),
                row.getBytes("sha256"),
                FileState.valueOf(row.getString("state")),
                row.getLong("records"),
                row.getLong("position"),
                row.getString("code"),
                row.getString("place"),
                row.getBoolean("settled"),
                Query.uuid(row, "reported"),
                Query.instant(row, "claimed_at"),
                Query.instant(row, "ended_at"));
    }
}
