package io.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FileBatchTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void closesAtEachTimeOfDayInItsZone() {
        FileBatch batch = at(BERLIN, "18:00", "06:30");

        assertThat(batch.closingAfter(Instant.parse("2026-11-23T05:00:00Z"))).isEqualTo("2026-11-23T05:30:00Z");
        assertThat(batch.closingAfter(Instant.parse("2026-11-23T05:30:00Z"))).isEqualTo("2026-11-23T17:00:00Z");
        assertThat(batch.closingAfter(Instant.parse("2026-11-23T17:00:00Z"))).isEqualTo("2026-11-24T05:30:00Z");
        assertThat(batch.closingAfter(Instant.parse("2026-07-23T05:00:00Z"))).isEqualTo("2026-07-23T16:00:00Z");
    }

    @Test
    void aTimeThatTheClocksSkipIsTheMomentAtWhichTheySkipIt() {
        FileBatch batch = at(BERLIN, "02:30"); // On 29 March 2026 02:00 is followed by 03:00.

        assertThat(closings(batch, "2026-03-28T00:00:00Z"))
                .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
    }

    @Test
    void aTimeThatTheClocksShowTwiceClosesOnce() {
        FileBatch batch = at(BERLIN, "02:30"); // On 25 October 2026 03:00 is followed by 02:00.

        assertThat(closings(batch, "2026-10-24T00:00:00Z"))
                .containsExactly("2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    }

    @Test
    void aDayThatIsSkippedWholeHasItsClosingAtItsPlace() {
        FileBatch batch = at(ZoneId.of("Pacific/Apia"), "12:00"); // There was no 30 December 2011 there.

        assertThat(closings(batch, "2011-12-29T00:00:00Z"))
                .containsExactly("2011-12-29T22:00:00Z", "2011-12-30T10:00:00Z", "2011-12-30T22:00:00Z");
    }

    @Test
    void withoutTimesItIsNeverClosedByTheClock() {
        assertThat(at(BERLIN).closingAfter(Instant.EPOCH)).isEqualTo(Instant.MAX);
    }

    @Property(tries = 300)
    void thereIsOneForEachTimeOfEachDay(@ForAll @LongRange(min = 0, max = 4_000_000_000L) long second) {
        FileBatch batch = at(BERLIN, "02:30", "14:00");
        Instant from = Instant.ofEpochSecond(second);

        Instant next = batch.closingAfter(from);
        Instant nextButOne = batch.closingAfter(next);

        assertThat(next).isAfter(from).isBefore(from.plusSeconds(25 * 3600));
        assertThat(nextButOne).isAfter(next);
        assertThat(next.atZone(BERLIN).toLocalTime())
                .isIn(LocalTime.of(2, 30), LocalTime.of(14, 0), LocalTime.of(3, 0), LocalTime.of(1, 0));
    }

    private static List<String> closings(FileBatch batch, String from) {
        return Stream.iterate(batch.closingAfter(Instant.parse(from)), batch::closingAfter)
                .limit(3)
                .map(Instant::toString)
                .toList();
    }

    private static FileBatch at(ZoneId zone, String... times) {
        return new FileBatch(
                Stream.of(times).map(LocalTime::parse).toList(),
                zone,
                10,
                1000,
                FileBatch.WhenEmpty.NONE,
                new FileBatch.Content.Records("csv", Map.of()));
    }
}
