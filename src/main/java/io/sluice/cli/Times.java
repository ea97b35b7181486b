package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as short as they can be read: the clock today, the day and the clock before. */
final class Times {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final ZoneId zone;
    private final LocalDate today;

    Times(ZoneId zone, Instant now) {
        this.zone = zone;
        this.today = LocalDate.ofInstant(now, zone);
    }

    /** Empty when there is none. */
    String of(JsonNode time) {
        if (!time.isTextual()) {
            return "";
        }
        ZonedDateTime at = Instant.parse(time.asText()).atZone(zone);
        return (at.toLocalDate().equals(today) ? CLOCK : DAY).format(at);
    }

    /** {@code 850 us}, {@code 12.3 ms}, {@code 4.5 s}. */
    static String micros(JsonNode micros) {
        long time = micros.asLong();
        if (time < 1_000) {
            return time + " us";
        }
        return time < 1_000_000
                ? String.format(Locale.ROOT, "%.1f ms", time / 1e3)
                : String.format(Locale.ROOT, "%.1f s", time / 1e6);
    }

    /** How long ago: {@code 45s}, {@code 12m}, {@code 3h}, {@code 2d}. */
    static String age(JsonNode since, Instant now) {
        if (!since.isTextual()) {
            return "";
        }
        Duration age = Duration.between(Instant.parse(since.asText()), now);
        if (age.toMinutes() < 1) {
            return Math.max(0, age.toSeconds()) + "s";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + "m";
        }
        return age.toDays() < 1 ? age.toHours() + "h" : age.toDays() + "d";
    }
}
