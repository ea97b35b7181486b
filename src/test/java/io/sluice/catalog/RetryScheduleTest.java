package io.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private static final double MIDDLE = 0.5;

    private final RetrySchedule listed =
            new RetrySchedule.Listed(List.of(Duration.ofSeconds(5), Duration.ofMinutes(1)), 0.1);
    private final RetrySchedule growing =
            new RetrySchedule.Growing(Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0.2, 0, Duration.ofHours(1));

    @Test
    void takesListedWaitsOneAfterTheOther() {
        assertThat(listed.next(1, Duration.ZERO, MIDDLE)).contains(Duration.ofSeconds(5));
        assertThat(listed.next(2, Duration.ZERO, MIDDLE)).contains(Duration.ofMinutes(1));
        assertThat(listed.next(3, Duration.ZERO, MIDDLE)).isEmpty();
    }

    @Test
    void growsToTheMaximumAndNotBeyond() {
        assertThat(growing.next(1, Duration.ZERO, MIDDLE)).contains(Duration.ofSeconds(1));
        assertThat(growing.next(4, Duration.ZERO, MIDDLE)).contains(Duration.ofSeconds(8));
        assertThat(growing.next(7, Duration.ZERO, MIDDLE)).contains(Duration.ofMinutes(1));
        assertThat(growing.next(5000, Duration.ZERO, MIDDLE)).contains(Duration.ofMinutes(1));
    }

    @Test
    void endsWhenTheNextAttemptWouldBeginAfterTheLimit() {
        assertThat(growing.next(7, Duration.ofMinutes(59), MIDDLE)).isPresent();
        assertThat(growing.next(7, Duration.ofMinutes(59).plusMillis(1), MIDDLE))
                .isEmpty();
    }

    @Test
    void countsTheFirstAttempt() {
        var three =
                new RetrySchedule.Growing(Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0, 3, Duration.ofHours(1));

        assertThat(three.next(2, Duration.ZERO, MIDDLE)).isPresent();
        assertThat(three.next(3, Duration.ZERO, MIDDLE)).isEmpty();
    }

    @Property
    void jitterStaysWithinItsShareOfTheWait(
            @ForAll @IntRange(min = 1, max = 10_000) int attempts,
            @ForAll @DoubleRange(min = 0, max = 0.99) double random) {
        var even = growing.next(attempts, Duration.ZERO, MIDDLE).orElseThrow();
        var wait = growing.next(attempts, Duration.ZERO, random).orElseThrow();

        assertThat(wait)
                .isBetween(
                        even.multipliedBy(8).dividedBy(10),
                        even.multipliedBy(12).dividedBy(10));
    }
}
