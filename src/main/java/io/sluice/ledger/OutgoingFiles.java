package io.sluice.ledger;

import io.sluice.message.Mutants;
import java.time.Instant;
import java.util.UUID;
import java.util.function.LongFunction;
import javax.sql.DataSource;

/**
 * Under which name each delivery's file goes out, and how far it came. A name is given once and for good, and a stage is
 * committed before the next step is done, so that whoever repeats a delivery knows what there may be. Blocks for the
 * database.
 */
public final class OutgoingFiles {

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

    /** What is known about a delivery's file. */
    public record Known(String name, Stage stage) {}

    /**
     * What is known about the delivery's file; before its first attempt it gets a name.
     *
     * @param name from the next number of the endpoint, from 1; a number is used once, though its delivery may never arrive
     */
    public Known begin(UUID delivery, String endpoint, LongFunction<String> name, Instant now) {
        return database.write(connection -> {
            if (Mutants.FILES_FORGOTTEN.on()) {
                Query.of("delete from outgoing_file where delivery_id = ?", delivery).update(connection);
            }
            var known = Query.of("select name, stage from outgoing_file where delivery_id = ?", delivery)
                    .first(connection, row -> new Known(row.getString(1), Stage.valueOf(row.getString(2))));
            if (known.isPresent()) {
                return known.get();
            }
            long number = Query.of("insert into outgoing_sequence as s (endpoint, last) values (?, 1)", endpoint)
                    .add("on conflict (endpoint) do update set last = s.last + 1 returning last")
                    .first(connection, row -> row.getLong(1))
                    .orElseThrow();
            String given = name.apply(number);
            Query.of("insert into outgoing_file (delivery_id, endpoint, sequence, name, stage, named_at)")
                    .add("values (?, ?, ?, ?, 'NAMED', ?)", delivery, endpoint, number, given, now)
                    .update(connection);
            return new Known(given, Stage.NAMED);
        });
    }

    /** Commits that the file has come so far. */
    public void reached(UUID delivery, Stage stage) {
        database.write(connection -> Query.of(
                        "update outgoing_file set stage = ? where delivery_id = ?", stage.name(), delivery)
                .update(connection));
    }
}
