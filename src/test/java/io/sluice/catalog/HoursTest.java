package io.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class HoursTest {

    private final Hours hours = new Hours(
            List.of(
                    new Hours.Window(Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), at(6), at(22)),
                    new Hours.Window(Set.of(DayOfWeek.SUNDAY), at(20), LocalTime.MIDNIGHT)),
            ZoneId.of("America/Chicago"));

    @Test
    void opensAndClosesInTheTimeZoneOfTheSystem() {
        assertThat(hours.open(Instant.parse("2026-11-23T12:00:00Z"))).isTrue(); // Monday 06:00 there
        assertThat(hours.open(Instant.parse("2026-11-23T11:59:59Z"))).isFalse();
        assertThat(hours.open(Instant.parse("2026-11-24T03:59:59Z"))).isTrue(); // Monday 21:59:59 there
        assertThat(hours.open(Instant.parse("2026-11-24T04:00:00Z"))).isFalse();
    }

    @Test
    void aWindowMayLastUntilTheEndOfTheDay() {
        assertThat(hours.open(Instant.parse("2026-11-23T05:59:59Z"))).isTrue(); // Sunday 23:59:59 there
        assertThat(hours.open(Instant.parse("2026-11-23T06:00:00Z"))).isFalse();
    }

    @Test
    void namesTheNextOpening() {
        assertThat(hours.nextOpening(Instant.parse("2026-11-24T04:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-27T12:00:00Z"));
    }

    @Property
    void theNextOpeningIsOpenAndNotBeforeNow(@ForAll @LongRange(min = 0, max = 4_000_000_000L) long second) {
        var now = Instant.ofEpochSecond(second);
        var opening = hours.nextOpening(now);

        assertThat(opening).isAfterOrEqualTo(now);
        assertThat(hours.open(opening)).isTrue();
    }

    private static LocalTime at(int hour) {
        return LocalTime.of(hour, 0);
    }
}
