package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RateWindowTest {

    private final TestClock clock = new TestClock();

    @Test
    void spreadsStartsOverTheSecond() {
        RateWindow window = new RateWindow(100);

        assertThat(window.available(clock.instant())).isEqualTo(10);
        start(window, 10);

        assertThat(window.available(clock.instant())).isZero();
        assertThat(window.nextStart(clock.instant())).isEqualTo(clock.instant().plusMillis(100));
        clock.advance(Duration.ofMillis(100));
        assertThat(window.available(clock.instant())).isEqualTo(10);
    }

    @Test
    void waitsSeveralSecondsWhenTheRateIsBelowOne() {
        RateWindow window = new RateWindow(0.5);

        start(window, 1);

        assertThat(window.nextStart(clock.instant())).isEqualTo(clock.instant().plusSeconds(2));
    }

    @Test
    void whatIsReservedIsNotGivenTwice() {
        RateWindow window = new RateWindow(100);

        window.reserve(7);
        assertThat(window.available(clock.instant())).isEqualTo(3);
        window.start(7, 2, clock.instant());

        assertThat(window.available(clock.instant())).isEqualTo(8);
    }

    @Property
    void neverAllowsMoreThanTheRateInAnySecond(
            @ForAll @IntRange(min = 1, max = 300) int rate,
            @ForAll @Size(max = 200) List<@IntRange(max = 400) Integer> pauses) {
        RateWindow window = new RateWindow(rate);
        List<Instant> starts = new ArrayList<>();
        for (int pause : pauses) {
            clock.advance(Duration.ofMillis(pause));
            int allowed = window.available(clock.instant());
            start(window, allowed);
            for (int i = 0; i < allowed; i++) {
                starts.add(clock.instant());
            }
        }
        // A rate that is no multiple of the starts in one window is exceeded by less than one window.
        int most = rate + Math.max(1, rate / 10) - 1;
        for (int i = 0; i + most < starts.size(); i++) {
            assertThat(Duration.between(starts.get(i), starts.get(i + most)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    private void start(RateWindow window, int count) {
        window.reserve(count);
        window.start(count, count, clock.instant());
    }
}
