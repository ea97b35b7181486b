package io.sluice.ledger;

import io.sluice.message.Mutants;
import io.sluice.message.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.LongFunction;
import javax.sql.DataSource;

/**
 * Under which name each file goes out, and how far it came. A name is given once and for good, and a stage is
 * committed before the next step is done, so that whoever repeats a delivery knows what there may be. Blocks for the
 * database.
 */
public final class OutgoingFiles {

    private static final String KNOWN = "select name, stage, size, sha256 from outgoing_file";

    private final Database database;

    public OutgoingFiles(DataSource pool) {
        this.database = new Database(pool);
    }

    /** How far a file came. */
    public enum Stage {
        /** Perhaps begun, never under its own name. */
        NAMED,
        /** Whole under its temporary name; perhaps renamed, and taken by its receiver. */
        WRITTEN,
        /** It was there under its own name. */
        PLACED
    }

    /**
     * What is known about a file.
     *
     * @param size of what was written, with its hash; null before, and of files from before these were kept
     */
    public record Known(String name, Stage stage, Long size, byte[] sha256) {

        static Known read(ResultSet row) throws SQLException {
            return new Known(
                    row.getString("name"),
                    Stage.valueOf(row.getString("stage")),
                    row.getObject("size", Long.class),
                    row.getBytes("sha256"));
        }
    }

    /**
     * What is known about the delivery's file; before its first attempt it gets a name. One that was written as a
     * member of a batch, before its endpoint was declared to have none, has that file.
     *
     * @param name from the next number of the endpoint, from 1; a number is used once, though its delivery may never
     *     arrive
     */
    public Known begin(UUID delivery, String endpoint, LongFunction<String> name, Instant now) {
        return database.write(connection -> {
            if (Mutants.FILES_FORGOTTEN.on()) {
                Query.of("delete from outgoing_file where delivery_id = ?", delivery)
                        .update(connection);
            }
            var known = Query.of(KNOWN + " where delivery_id = ?", delivery).first(connection, Known::read);
            if (known.isPresent()) {
                return known.get();
            }
            var batch = Query.of(KNOWN + " where stage <> 'NAMED' and delivery_id =")
                    .add("(select file_id from outgoing_member where delivery_id = ?)", delivery)
                    .first(connection, Known::read);
            if (batch.isPresent()) {
                return batch.get();
            }
            Query.of("delete from outgoing_member where delivery_id = ?", delivery)
                    .update(connection);
            long number = Query.of("insert into outgoing_sequence as s (endpoint, last) values (?, 1)", endpoint)
                    .add("on conflict (endpoint) do update set last = s.last + 1 returning last")
                    .first(connection, row -> row.getLong(1))
                    .orElseThrow();
            String given = name.apply(number);
            Query.of("insert into outgoing_file (delivery_id, endpoint, sequence, name, stage, named_at)")
                    .add("values (?, ?, ?, ?, 'NAMED', ?)", delivery, endpoint, number, given, now)
                    .update(connection);
            return new Known(given, Stage.NAMED, null, null);
        });
    }

    /** What is known about a batch. */
    public Known known(UUID batch) {
        return database.read(connection -> Query.of(KNOWN + " where delivery_id = ?", batch)
                .first(connection, Known::read)
                .orElseThrow(() -> new ProblemException(LedgerProblem.NOT_FOUND, "file")));
    }

    /**
     * Commits that a file is whole under its temporary name.
     *
     * @param file the delivery, or the batch
     * @param without members that are not in it, though they were to be
     */
    public void written(UUID file, long size, byte[] sha256, Collection<UUID> without) {
        database.write(connection -> {
            Query.of("update outgoing_file set stage = 'WRITTEN', size = ?, sha256 = ?", size, sha256)
                    .add("where delivery_id = ?", file)
                    .update(connection);
            return Query.of("delete from outgoing_member where file_id = ?", file)
                    .add("and delivery_id = any(?)", (Object) without.toArray(UUID[]::new))
                    .update(connection);
        });
    }

    /** Commits that the file is, or was, under its own name. */
    public void placed(UUID file) {
        database.write(connection -> Query.of("update outgoing_file set stage = 'PLACED' where delivery_id = ?", file)
                .update(connection));
    }
}
