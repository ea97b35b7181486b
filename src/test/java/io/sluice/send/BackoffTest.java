package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.RetrySchedule;
import io.sluice.catalog.RetrySchedule.Growing;
import io.sluice.catalog.RetrySchedule.Listed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final UUID DELIVERY = UUID.fromString("6d1f0a52-5b0e-5c8e-9a55-9d2c1f3b7e10");

    @Test
    void givesTheListedWaitsAndThenNoMore() {
        var schedule = new Listed(List.of(Duration.ofSeconds(1), Duration.ofSeconds(10)), 0);

        assertThat(Backoff.next(schedule, DELIVERY, 1)).contains(Duration.ofSeconds(1));
        assertThat(Backoff.next(schedule, DELIVERY, 2)).contains(Duration.ofSeconds(10));
        assertThat(Backoff.next(schedule, DELIVERY, 3)).isEmpty();
    }

    @Test
    void endsWhenTheWaitsItAskedForReachTheLimitHoweverLongTheDeliveryHasStoodStill() {
        var schedule = new Growing(Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0, 0, Duration.ofSeconds(7));

        assertThat(waits(schedule))
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void spreadsDeliveriesThatFailedTogether() {
        var schedule = new Listed(List.of(Duration.ofSeconds(10)), 0.5);
        var waits = new HashSet<Duration>();
        for (int i = 0; i < 100; i++) {
            waits.add(Backoff.next(schedule, new UUID(i, i * 31L), 1).orElseThrow());
        }

        assertThat(waits).hasSizeGreaterThan(90);
    }

    @Property
    void isTheSameEachTimeAndStaysWithinTheJitter(
            @ForAll long low,
            @ForAll @IntRange(min = 1, max = 30) int spent,
            @ForAll @DoubleRange(max = 1) double jitter) {
        var schedule = new Growing(Duration.ofSeconds(1), 2, Duration.ofMinutes(10), jitter, 0, Duration.ofDays(30));
        UUID delivery = new UUID(7, low);
        double nominal = Math.min(1000 * Math.pow(2, spent - 1.0), 600_000);

        Optional<Duration> wait = Backoff.next(schedule, delivery, spent);

        assertThat(wait).isPresent().isEqualTo(Backoff.next(schedule, delivery, spent));
        assertThat((double) wait.get().toMillis()).isBetween(nominal * (1 - jitter) - 1, nominal * (1 + jitter) + 1);
    }

    private static List<Duration> waits(RetrySchedule schedule) {
        List<Duration> waits = new ArrayList<>();
        for (Optional<Duration> wait = Backoff.next(schedule, DELIVERY, 1);
                wait.isPresent();
                wait = Backoff.next(schedule, DELIVERY, waits.size() + 1)) {
            waits.add(wait.get());
        }
        return waits;
    }
}
