package io.sluice.catalog;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** What the clock on the wall means as instants, also in the nights in which it is put forward or back. */
final class WallClock {

    /** From (included) until (excluded), not empty. */
    record Span(Instant from, Instant until) {

        boolean contains(Instant time) {
            return !time.isBefore(from) && time.isBefore(until);
        }
    }

    private WallClock() {}

    /** From the first time that the clock shows the beginning until the first time that it shows the end. */
    static Optional<Span> first(Hours.Dated dated, ZoneId zone) {
        return span(instant(dated.from(), zone, true), instant(dated.until(), zone, true));
    }

    /** From the first time that the clock shows the beginning until the last time that it shows the end. */
    static Optional<Span> widest(Hours.Dated dated, ZoneId zone) {
        return span(instant(dated.from(), zone, true), instant(dated.until(), zone, false));
    }

    private static Optional<Span> span(Instant from, Instant until) {
        return from.isBefore(until) ? Optional.of(new Span(from, until)) : Optional.empty();
    }

    /** The first time that the clock shows it, or the moment at which it is passed over. */
    static Instant first(LocalDateTime local, ZoneId zone) {
        return instant(local, zone, true);
    }

    private static Instant instant(LocalDateTime local, ZoneId zone, boolean first) {
        var offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            return zone.getRules().getTransition(local).getInstant();
        }
        return local.toInstant(first ? offsets.getFirst() : offsets.getLast());
    }
}
