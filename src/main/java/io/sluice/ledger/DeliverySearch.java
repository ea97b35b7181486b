package io.sluice.ledger;

import io.sluice.message.DeliveryState;
import io.sluice.message.Ids;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Deliveries, newest message first. Opens no payload. */
public final class DeliverySearch {

    private static final int MANY = 5_000;

    private final Database database;

    public DeliverySearch(DataSource pool) {
        this.database = new Database(pool);
    }

    /** A delivery as a line of a list. */
    public record DeliverySummary(
            UUID id,
            UUID messageId,
            String integration,
            String endpoint,
            DeliveryState state,
            int revision,
            int attempts,
            Instant createdAt,
            Instant finishedAt,
            String code) {}

    /**
     * Pages may be short, as those of {@link Search}: those of a rare state are looked for among the last
     * {@value #MANY}.
     *
     * @param endpoint empty: any
     * @param state empty: any
     */
    public Page<DeliverySummary> find(
            Optional<String> endpoint, Optional<DeliveryState> state, Cursor after, int limit) {
        return database.read(connection -> {
            List<DeliverySummary> seen = newest(connection, endpoint, after, state.isPresent() ? MANY : limit + 1);
            List<DeliverySummary> hits = seen.stream()
                    .filter(delivery -> state.isEmpty() || delivery.state() == state.get())
                    .toList();
            if (hits.size() > limit || state.isEmpty() || seen.size() < MANY) {
                return Page.of(hits, limit, DeliverySearch::cursor);
            }
            return new Page<>(hits, Optional.of(cursor(seen.getLast())));
        });
    }

    private static List<DeliverySummary> newest(
            Connection connection, Optional<String> endpoint, Cursor after, int limit) throws SQLException {
        List<DeliverySummary> found = new ArrayList<>();
        Optional<LocalDate[]> days = DayWindows.ends(connection, "delivery", "message_id");
        if (days.isEmpty()) {
            return found;
        }
        LocalDate from = after.equals(Cursor.START) ? days.get()[1] : Ids.day(after.messageId());
        DayWindows windows = new DayWindows(days.get()[0], from);
        while (windows.hasNext() && found.size() < limit) {
            DayWindows.Window window = windows.next();
            Query query = Query.of("select * from delivery where day between ? and ?", window.first(), window.last())
                    .add(
                            "and (message_id, id) < (?, ?) and message_id <= ?",
                            after.messageId(),
                            after.id(),
                            after.messageId());
            endpoint.ifPresent(name -> query.add("and endpoint = ?", name));
            found.addAll(query.add("order by message_id desc, id desc limit ?", limit - found.size())
                    .list(connection, DeliverySearch::summary));
        }
        return found;
    }

    private static String cursor(DeliverySummary delivery) {
        return new Cursor(delivery.messageId(), delivery.id()).toString();
    }

    private static DeliverySummary summary(ResultSet row) throws SQLException {
        return new DeliverySummary(
                Query.uuid(row, "id"),
                Query.uuid(row, "message_id"),
                row.getString("integration"),
                row.getString("endpoint"),
                DeliveryState.valueOf(row.getString("state")),
                row.getInt("revision"),
                row.getInt("attempts"),
                Query.instant(row, "created_at"),
                Query.instant(row, "finished_at"),
                row.getString("code"));
    }
}
