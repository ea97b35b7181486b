package io.sluice.ledger;

import io.sluice.message.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

/**
 * Ranges of days going back in time, each twice as long as the one before: what is new is found in one partition, and a
 * search over years asks the database a dozen times, not once for each day.
 */
final class DayWindows implements Iterator<DayWindows.Window> {

    /** Both days included. */
    record Window(LocalDate first, LocalDate last) {}

    private final LocalDate oldest;
    private LocalDate last;
    private int days = 1;

    DayWindows(LocalDate oldest, LocalDate newest) {
        this.oldest = oldest;
        this.last = newest;
    }

    /** The oldest and the newest day of which there are rows; by the ids at both ends of the key. */
    static Optional<LocalDate[]> ends(Connection connection, String table, String id) throws SQLException {
        String end = "(select " + id + " from " + table + " order by " + id + " %s limit 1)";
        return Query.of("select " + end.formatted("asc") + " as oldest, " + end.formatted("desc") + " as newest")
                .first(connection, row -> new UUID[] {Query.uuid(row, "oldest"), Query.uuid(row, "newest")})
                .filter(ids -> ids[0] != null)
                .map(ids -> new LocalDate[] {Ids.day(ids[0]), Ids.day(ids[1])});
    }

    @Override
    public boolean hasNext() {
        return !last.isBefore(oldest);
    }

    @Override
    public Window next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        LocalDate first = last.minusDays(days - 1L);
        Window window = new Window(first.isBefore(oldest) ? oldest : first, last);
        last = first.minusDays(1);
        days *= 2;
        return window;
    }
}
