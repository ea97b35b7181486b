package io.sluice.catalog;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * Opening hours of a target: {@code ["mon-fri 06:00-22:00", "sat 08:00-12:00"]} in the system's time zone.
 *
 * @param windows at least one
 */
public record Hours(List<Window> windows, ZoneId zone) {

    /** From (included) until (excluded) on each of the days; {@code until} midnight means the end of the day. */
    public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime until) {

        public Window {
            days = Set.copyOf(days);
        }

        private boolean contains(DayOfWeek day, LocalTime time) {
            return days.contains(day)
                    && !time.isBefore(from)
                    && (until.equals(LocalTime.MIDNIGHT) || time.isBefore(until));
        }
    }

    public Hours {
        windows = List.copyOf(windows);
    }

    public boolean open(Instant at) {
        var local = at.atZone(zone);
        return windows.stream().anyMatch(w -> w.contains(local.getDayOfWeek(), local.toLocalTime()));
    }

    /** The given time if it is open then, else the start of the next window. */
    public Instant nextOpening(Instant at) {
        if (open(at)) {
            return at;
        }
        var today = at.atZone(zone).toLocalDate();
        // A week and a day: a window that has passed today opens again in a week at the latest.
        return today.datesUntil(today.plusDays(9))
                .flatMap(date -> windows.stream()
                        .filter(w -> w.days().contains(date.getDayOfWeek()))
                        .map(w -> date.atTime(w.from()).atZone(zone).toInstant()))
                .filter(opening -> opening.isAfter(at))
                .sorted()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a window has at least one day"));
    }
}
