package io.sluice.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.Hours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code hours} of limits from JSON that has passed its schema: a list of windows, or {@code {zone, open, blackout}}. A
 * blackout is a window of the week ({@code sun 01:00-03:00}) or dated: a day, a day with times, days with a slash
 * between.
 */
final class HoursMapper {

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private HoursMapper() {}

    /** @param zone of the system, when the hours name none */
    static Hours map(JsonNode hours, ZoneId zone) {
        if (hours.isArray()) {
            return new Hours(windows(hours), zone);
        }
        var blackouts = Values.texts(hours.path("blackout"));
        return new Hours(
                windows(hours.path("open")),
                blackouts.stream()
                        .filter(text -> !dated(text))
                        .map(HoursMapper::window)
                        .toList(),
                blackouts.stream()
                        .filter(HoursMapper::dated)
                        .map(HoursMapper::blackout)
                        .toList(),
                Values.text(hours, "zone").map(ZoneId::of).orElse(zone));
    }

    static boolean dated(String text) {
        return Character.isDigit(text.charAt(0));
    }

    private static List<Hours.Window> windows(JsonNode list) {
        return Values.texts(list).stream().map(HoursMapper::window).toList();
    }

    /**
     * {@code mon-fri 06:00-22:00}; {@code fri-mon} goes over the end of the week, {@code 22:00-06:00} over midnight.
     */
    static Hours.Window window(String text) {
        var parts = text.split(" ");
        var days = parts[0].split("-");
        int first = DAYS.indexOf(days[0]);
        int last = DAYS.indexOf(days[days.length - 1]);
        var set = IntStream.rangeClosed(first, last < first ? last + 7 : last)
                .mapToObj(i -> DayOfWeek.of(i % 7 + 1))
                .collect(Collectors.toSet());
        var times = parts[1].split("-");
        return new Hours.Window(
                set,
                LocalTime.parse(times[0]),
                times[1].equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(times[1]));
    }

    /**
     * {@code 2026-12-25}, {@code 2026-12-25 18:00-23:00}, {@code 2026-12-24/2026-12-26} (the last day included) or
     * {@code 2026-12-24 18:00/2026-12-27 06:00}.
     *
     * @throws DateTimeException for a day that the calendar does not have
     */
    static Hours.Dated blackout(String text) {
        int slash = text.indexOf('/');
        if (slash > 0) {
            return new Hours.Dated(time(text.substring(0, slash), 0), time(text.substring(slash + 1), 1));
        }
        var parts = text.split(" ");
        if (parts.length == 1) {
            return new Hours.Dated(time(text, 0), time(text, 1));
        }
        var times = parts[1].split("-");
        return new Hours.Dated(
                time(parts[0] + " " + times[0], 0),
                times[1].equals("24:00") ? time(parts[0], 1) : time(parts[0] + " " + times[1], 0));
    }

    /** @param more days that a day without a time is moved on */
    private static LocalDateTime time(String text, int more) {
        return text.length() == 10
                ? LocalDate.parse(text).plusDays(more).atStartOfDay()
                : LocalDateTime.parse(text.replace(' ', 'T'));
    }
}
