package io.sluice.ledger;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Part of a list, newest first. A page may be shorter than asked, even empty, when looking further would have taken too
 * long; the list is at its end only when {@code next} is empty.
 *
 * @param next where to go on: the cursor of the next page
 */
public record Page<T>(List<T> items, Optional<String> next) {

    public Page {
        items = List.copyOf(items);
    }

    /** A page of a list of which one more was read than is shown, to know whether it goes on. */
    static <T> Page<T> of(List<T> read, int limit, Function<T, String> cursor) {
        if (read.size() <= limit) {
            return new Page<>(read, Optional.empty());
        }
        List<T> shown = read.subList(0, limit);
        return new Page<>(shown, Optional.of(cursor.apply(shown.getLast())));
    }
}
