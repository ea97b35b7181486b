package io.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.Hours.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
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

    @Test
    void aWindowMayGoOverMidnightAndOverTheEndOfTheWeek() {
        var nights = new Hours(
                List.of(new Hours.Window(Set.of(DayOfWeek.SUNDAY), at(22), at(6))), ZoneId.of("America/Chicago"));

        assertThat(nights.open(Instant.parse("2026-11-23T03:59:59Z"))).isFalse(); // Sunday 21:59:59
        assertThat(nights.open(Instant.parse("2026-11-23T04:00:00Z"))).isTrue();
        assertThat(nights.open(Instant.parse("2026-11-23T11:59:59Z"))).isTrue(); // Monday 05:59:59
        assertThat(nights.open(Instant.parse("2026-11-23T12:00:00Z"))).isFalse();
        assertThat(nights.nextOpening(Instant.parse("2026-11-23T12:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-30T04:00:00Z"));
    }

    @Test
    void aTimeThatDoesNotExistIsTheMomentOfTheShift() {
        var halfPastTwo = berlin(List.of(sundays(LocalTime.of(2, 30), at(4))), List.of());

        assertThat(halfPastTwo.nextOpening(Instant.parse("2027-03-28T00:00:00Z")))
                .isEqualTo(Instant.parse("2027-03-28T01:00:00Z")); // 03:00 there, as 02:00 to 03:00 are left out
        assertThat(halfPastTwo.open(Instant.parse("2027-03-28T01:59:59Z"))).isTrue();
        assertThat(halfPastTwo.open(Instant.parse("2027-03-28T02:00:00Z"))).isFalse();
    }

    @Test
    void aWindowWithinTheMissingHourDoesNotTakePlace() {
        var missing = berlin(List.of(sundays(LocalTime.of(2, 15), LocalTime.of(2, 45))), List.of());

        assertThat(missing.nextOpening(Instant.parse("2027-03-28T00:00:00Z")))
                .isEqualTo(Instant.parse("2027-04-04T00:15:00Z"));
    }

    @Test
    void ofATimeThatComesTwiceAWindowTakesTheFirst() {
        var halfPastTwo = berlin(List.of(sundays(LocalTime.of(2, 30), LocalTime.of(2, 45))), List.of());

        assertThat(halfPastTwo.nextOpening(Instant.parse("2026-10-25T00:00:00Z")))
                .isEqualTo(Instant.parse("2026-10-25T00:30:00Z")); // 02:30 in summer time
        assertThat(halfPastTwo.open(Instant.parse("2026-10-25T00:44:59Z"))).isTrue();
        assertThat(halfPastTwo.open(Instant.parse("2026-10-25T01:30:00Z"))).isFalse(); // 02:30 again
    }

    @Test
    void aBlackoutLastsUntilATimeThatComesTwiceHasComeTwice() {
        var open = berlin(List.of(), List.of(sundays(LocalTime.of(2, 30), LocalTime.of(2, 45))));

        assertThat(open.open(Instant.parse("2026-10-25T00:29:59Z"))).isTrue();
        assertThat(open.nextOpening(Instant.parse("2026-10-25T00:30:00Z")))
                .isEqualTo(Instant.parse("2026-10-25T01:45:00Z"));
    }

    @Test
    void aDatedBlackoutGoesBeforeTheWindows() {
        var closed = new Hours.Dated(LocalDateTime.parse("2026-11-23T00:00"), LocalDateTime.parse("2026-11-28T09:00"));
        var withHoliday = new Hours(hours.windows(), List.of(), List.of(closed), hours.zone());

        assertThat(withHoliday.nextOpening(Instant.parse("2026-11-23T13:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-30T02:00:00Z")); // Sunday 20:00 there: Monday and Friday are off
    }

    @Test
    void saysWhetherItEverOpens() {
        var day = new Hours.Window(Set.of(DayOfWeek.MONDAY), at(6), at(22));

        assertThat(new Hours(List.of(day), List.of(day), List.of(), ZoneOffset.UTC).opensInAWeek())
                .isFalse();
        assertThat(new Hours(List.of(day), List.of(sundays(at(23), at(21))), List.of(), ZoneOffset.UTC).opensInAWeek())
                .isTrue();
    }

    @Property
    void theNextOpeningIsOpenAndNothingBeforeItIs(
            @ForAll("zones") ZoneId zone,
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
            @ForAll @Size(max = 3) List<@From("windows") Window> windows,
            @ForAll @Size(max = 2) List<@From("windows") Window> blackouts) {
        var any = new Hours(windows, blackouts, List.of(), zone);
        Assume.that(any.opensInAWeek());
        var now = Instant.ofEpochSecond(second);

        var opening = any.nextOpening(now);

        assertThat(opening).isAfterOrEqualTo(now);
        assertThat(any.open(opening)).isTrue();
        if (opening.isAfter(now)) {
            assertThat(any.open(now)).isFalse();
            assertThat(any.open(opening.minusNanos(1))).isFalse();
            assertThat(any.nextOpening(now.plus(Duration.between(now, opening).dividedBy(2))))
                    .isEqualTo(opening);
        }
    }

    /** Where no clock is shifted, what is open is what the clock on the wall shows. */
    @Property
    void withoutShiftsAWindowIsWhatTheClockShows(
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second, @ForAll("windows") Window window) {
        var local = Instant.ofEpochSecond(second).atZone(ZoneOffset.UTC);
        var time = local.toLocalTime();
        boolean overMidnight = !window.until().isAfter(window.from());
        boolean today = window.days().contains(local.getDayOfWeek())
                && !time.isBefore(window.from())
                && (overMidnight || time.isBefore(window.until()));
        boolean sinceYesterday =
                overMidnight && window.days().contains(local.getDayOfWeek().minus(1)) && time.isBefore(window.until());

        assertThat(new Hours(List.of(window), ZoneOffset.UTC).open(local.toInstant()))
                .isEqualTo(today || sinceYesterday);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "Europe/Berlin",
                        "America/Chicago",
                        "America/Havana",
                        "Australia/Lord_Howe",
                        "Pacific/Apia",
                        "America/Sao_Paulo",
                        "UTC")
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<Window> windows() {
        var days = Arbitraries.of(DayOfWeek.class).set().ofMinSize(1);
        var minutes = Arbitraries.integers().between(0, 1439).map(m -> LocalTime.ofSecondOfDay(m * 60L));
        return Combinators.combine(days, minutes, minutes).as(Window::new);
    }

    private static Hours berlin(List<Window> windows, List<Window> blackouts) {
        return new Hours(windows, blackouts, List.of(), ZoneId.of("Europe/Berlin"));
    }

    private static Window sundays(LocalTime from, LocalTime until) {
        return new Window(Set.of(DayOfWeek.SUNDAY), from, until);
    }

    private static LocalTime at(int hour) {
        return LocalTime.of(hour, 0);
    }
}
