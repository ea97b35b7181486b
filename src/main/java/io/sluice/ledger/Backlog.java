package io.sluice.ledger;

import io.sluice.message.Ids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** How much is still to do, and how old the oldest of it is. */
public final class Backlog {

    private final Database database;

    public Backlog(DataSource pool) {
        this.database = new Database(pool);
    }

    /**
     * What one integration (runs) or endpoint (deliveries) has to do.
     *
     * @param name integration or endpoint
     * @param ready may begin, now or at its time
     * @param waiting behind earlier work of the same key
     * @param active leased by a node, or being sent
     * @param held behind something that waits for a person
     * @param blocked dead or doubtful, and holding its key
     * @param oldest when the oldest message of it was received
     */
    public record Entry(
            ReplayTarget.Kind kind,
            String name,
            int ready,
            int waiting,
            int active,
            int held,
            int blocked,
            Instant oldest) {}

    public List<Entry> read() {
        return database.read(connection -> Query.of(
                        "select kind, owner, count(*) filter (where state = 'READY') as ready,")
                .add("count(*) filter (where state = 'WAITING') as waiting,")
                .add("count(*) filter (where state in ('LEASED', 'SENDING')) as active,")
                .add("count(*) filter (where state = 'HELD') as held,")
                .add("count(*) filter (where state = 'BLOCKED') as blocked,")
                .add(
                        "min(message_id::text collate \"C\") as oldest from work group by kind, owner order by kind desc, owner")
                .list(
                        connection,
                        row -> new Entry(
                                ReplayTarget.Kind.of(row.getString("kind")),
                                row.getString("owner"),
                                row.getInt("ready"),
                                row.getInt("waiting"),
                                row.getInt("active"),
                                row.getInt("held"),
                                row.getInt("blocked"),
                                Ids.time(UUID.fromString(row.getString("oldest"))))));
    }
}
