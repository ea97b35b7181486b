package io.sluice.catalog;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * When many deliveries of an endpoint become one file, and what that file looks like: at the first of {@code count} and
 * {@code size} reached and a time of day come.
 *
 * @param closeAt times of day in {@code zone}; none: count and size alone decide
 * @param count so many deliveries at most
 * @param size so many bytes of theirs at most
 * @param whenEmpty what happens at a time of day when there is nothing to go out
 * @param content how the deliveries stand in the file
 */
public record FileBatch(
        List<LocalTime> closeAt, ZoneId zone, int count, long size, WhenEmpty whenEmpty, Content content) {

    public FileBatch {
        closeAt = closeAt.stream().sorted().toList();
    }

    /** What a file of no records would be for. */
    public enum WhenEmpty implements Word {
        /** There is no file. */
        NONE,
        /** A file with header and trailer tells its receiver that there is nothing. */
        HEADER
    }

    /** How deliveries stand in a file. */
    public sealed interface Content {

        /**
         * Each is a record of the file.
         *
         * @param format of the file
         * @param layout its header, details and trailer, in the words of its format
         */
        record Records(String format, Map<String, Object> layout) implements Content {
            public Records {
                layout = Frozen.map(layout);
            }
        }

        /**
         * Each is a file of its own in a zip archive.
         *
         * @param pattern of their names: {@code {id}} of the delivery and {@code {number}}, from 1
         */
        record Entries(String pattern) implements Content {}
    }

    /**
     * The first time after the given one at which a file is closed; {@link Instant#MAX} when none is declared. A time
     * of day that the clocks skip is the moment at which they do so; one that they show twice is the first of the two.
     */
    public Instant closingAfter(Instant last) {
        if (closeAt.isEmpty()) {
            return Instant.MAX;
        }
        // A day before: a skipped time may belong to the day of before.
        return last.atZone(zone)
                .toLocalDate()
                .minusDays(1)
                .datesUntil(last.atZone(zone).toLocalDate().plusDays(3))
                .flatMap(date -> closeAt.stream().map(date::atTime))
                .map(local -> WallClock.first(local, zone))
                .filter(at -> at.isAfter(last))
                .min(java.util.Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalStateException("every day has every time of day, or a moment instead"));
    }
}
