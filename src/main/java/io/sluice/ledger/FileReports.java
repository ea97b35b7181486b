package io.sluice.ledger;

import io.sluice.message.DerivedIds;
import io.sluice.message.Ids;
import io.sluice.message.Sha256;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * What is told about a file to its sender by a delivery of its own: an effect of the file's parent message, made once,
 * and sent, repeated, replayed and found as every other delivery. Blocks for the database.
 */
public final class FileReports {

    private static final String RUN = """
            insert into run (day, id, message_id, integration, counted, state, open, created_at)
            values (?, ?, ?, ?, false, 'ROUTED', 1, ?) on conflict do nothing""";

    private static final String DELIVERY = """
            insert into delivery (day, id, message_id, run_id, integration, endpoint, state, seq, created_at, content_type,
                meta, sha256, size)
            select ?, ?, ?, ?, ?, ?, 'QUEUED', s.seq, ?, ?, '{}', ?, ? from (select nextval('batch_seq') << 20 as seq) s
            returning seq""";

    private static final String WORK = """
            insert into work (id, kind, owner, day, message_id, run_id, seq, due, state)
            values (?, 'D', ?, ?, ?, ?, ?, ?, 'READY')""";

    private static final String PAYLOAD =
            "insert into payload (day, message_id, id, kind, content) values (?, ?, ?, ?, ?)";

    private final Database database;
    private final Payloads payloads;

    FileReports(Database database, Payloads payloads) {
        this.database = database;
        this.payloads = payloads;
    }

    /** A report and how far it came. */
    public record Sent(UUID delivery, String endpoint, String state) {}

    /** Makes the delivery, once for the file: a second call has no effect. */
    public void send(FileRow file, String endpoint, String contentType, byte[] body, Instant now) {
        UUID id = DerivedIds.of("delivery", file.id(), file.integration(), endpoint, "report", 0, 0);
        UUID run = Ids.v5("report", file.id());
        database.write(connection -> {
            int first = Query.of("update file set reported = ? where id = ? and reported is null", id, file.id())
                    .update(connection);
            if (first == 1) {
                insert(connection, file, id, run, endpoint, contentType, body, now);
            }
            return null;
        });
    }

    private void insert(
            Connection connection,
            FileRow file,
            UUID id,
            UUID run,
            String endpoint,
            String contentType,
            byte[] body,
            Instant now)
            throws SQLException {
        LocalDate day = Ids.day(file.id());
        Query.of(RUN, day, run, file.id(), file.integration(), now).update(connection);
        byte[] sha256 = Sha256.of(body);
        long size = body.length;
        long seq = Query.of(
                        DELIVERY, day, id, file.id(), run, file.integration(), endpoint, now, contentType, sha256, size)
                .first(connection, row -> row.getLong(1))
                .orElseThrow();
        Query.of(PAYLOAD, day, file.id(), id, Payloads.REQUEST, payloads.seal(body, id, Payloads.REQUEST))
                .update(connection);
        Query.of(WORK, id, endpoint, day, file.id(), run, seq, now).update(connection);
    }

    /** The report about a file; empty when there is none. */
    public Optional<Sent> of(UUID file) {
        return database.read(connection -> Query.of(
                        "select d.id, d.endpoint, d.state from file f join delivery d on d.message_id = f.id and d.id = f.reported")
                .add("where f.id = ?", file)
                .first(connection, row -> new Sent(Query.uuid(row, "id"), row.getString(2), row.getString(3))));
    }
}
