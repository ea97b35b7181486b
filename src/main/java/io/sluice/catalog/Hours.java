package io.sluice.catalog;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When a target may be called: open in the windows of the week, without them always, and never in a blackout. Times are
 * those of the clock on the wall of its zone. Where daylight saving makes them ambiguous, it is rather closed than
 * open:
 *
 * <ul>
 *   <li>a time that does not exist (02:30 in the night of the shift forward) is the moment of the shift; a window that
 *       lies within the missing hour does not take place
 *   <li>of a time that comes twice, a window begins and ends at the first; a blackout begins at the first and ends at
 *       the second
 * </ul>
 *
 * Immutable and without a clock: the same instant gives the same answer.
 *
 * @param windows of the week; none: always open
 * @param blackouts of the week
 * @param closed dated blackouts
 */
public record Hours(List<Window> windows, List<Window> blackouts, List<Dated> closed, ZoneId zone) {

    private static final int MINUTES = 7 * 24 * 60;
    /** A zone may leave out a whole day (Samoa in 2011), so that a window of one weekday is a fortnight away. */
    private static final int DAYS_AHEAD = 16;

    private static final int MOST_STEPS = 10_000;

    /**
     * From (included) until (excluded) on each of the days; {@code until} not after {@code from} means the next day.
     */
    public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime until) {

        public Window {
            days = Set.copyOf(days);
        }

        private Dated on(LocalDate date) {
            return new Dated(
                    date.atTime(from),
                    until.isAfter(from) ? date.atTime(until) : date.plusDays(1).atTime(until));
        }
    }

    /** From (included) until (excluded). */
    public record Dated(LocalDateTime from, LocalDateTime until) {}

    public Hours {
        windows = List.copyOf(windows);
        blackouts = List.copyOf(blackouts);
        closed = List.copyOf(closed);
    }

    public Hours(List<Window> windows, ZoneId zone) {
        this(windows, List.of(), List.of(), zone);
    }

    public boolean open(Instant at) {
        return nextOpening(at).equals(at);
    }

    /** The given time if it is open then, else when it opens next. */
    public Instant nextOpening(Instant at) {
        Instant time = at;
        for (int step = 0; step < MOST_STEPS; step++) {
            Instant next = nextWindow(afterBlackout(time));
            if (next.equals(time)) {
                return time;
            }
            time = next;
        }
        throw new IllegalStateException("never open; see opensInAWeek");
    }

    /** Whether a week without dated blackouts has a minute in which it is open; what has none must not be declared. */
    public boolean opensInAWeek() {
        var open = new BitSet(MINUTES);
        open.set(0, MINUTES, windows.isEmpty());
        windows.forEach(window -> mark(open, window, true));
        blackouts.forEach(window -> mark(open, window, false));
        return !open.isEmpty();
    }

    private static void mark(BitSet week, Window window, boolean value) {
        int first = window.from().toSecondOfDay() / 60;
        int length = Math.floorMod(window.until().toSecondOfDay() / 60 - first - 1, 24 * 60) + 1;
        for (var day : window.days()) {
            for (int minute = 0; minute < length; minute++) {
                week.set(((day.getValue() - 1) * 24 * 60 + first + minute) % MINUTES, value);
            }
        }
    }

    /** The end of a blackout that covers the time, else the time itself. */
    private Instant afterBlackout(Instant time) {
        return Stream.concat(around(blackouts, time, 1), closed.stream())
                .flatMap(dated -> WallClock.widest(dated, zone).stream())
                .filter(span -> span.contains(time))
                .map(WallClock.Span::until)
                .max(Instant::compareTo)
                .orElse(time);
    }

    /** The time itself if a window is open then, else the beginning of the next one. */
    private Instant nextWindow(Instant time) {
        if (windows.isEmpty() || spans(time, 1).anyMatch(span -> span.contains(time))) {
            return time;
        }
        return spans(time, DAYS_AHEAD)
                .map(WallClock.Span::from)
                .filter(from -> from.isAfter(time))
                .min(Instant::compareTo)
                .orElseThrow(() -> new IllegalStateException("a window has at least one day"));
    }

    private Stream<WallClock.Span> spans(Instant time, int daysAhead) {
        return around(windows, time, daysAhead)
                .map(dated -> WallClock.first(dated, zone))
                .flatMap(Optional::stream);
    }

    /** Windows that begin on the day of the time, on the one before, or on the days that follow. */
    private Stream<Dated> around(List<Window> weekly, Instant time, int daysAhead) {
        var today = time.atZone(zone).toLocalDate();
        return today.minusDays(1)
                .datesUntil(today.plusDays(daysAhead + 1L))
                .flatMap(date -> weekly.stream()
                        .filter(window -> window.days().contains(date.getDayOfWeek()))
                        .map(window -> window.on(date)));
    }
}
