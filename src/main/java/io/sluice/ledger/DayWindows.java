package io.sluice.ledger;

import java.time.LocalDate;
import java.util.Iterator;
import java.util.NoSuchElementException;

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
