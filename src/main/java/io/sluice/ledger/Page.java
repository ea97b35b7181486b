package io.sluice.ledger;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Part of a list, newest first. A page may be shorter than asked, even empty, when looking further would have taken too
 * long; the list is at its end only when {@code next} is empty.
 *
 * @param next where to go on: the cursor of the next page
 */
public record Page<T>(List<T> items, Optional<UUID> next) {

    /** The highest UUID: a cursor before the newest. */
    static final UUID START = new UUID(-1L, -1L);

    public Page {
        items = List.copyOf(items);
    }
}
