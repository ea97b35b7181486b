package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.Breaker;
import io.sluice.catalog.Hours;
import io.sluice.catalog.Limits;
import io.sluice.send.Quota.Opening;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final Limits FOUR = new Limits(0, 4, Optional.empty());
    private static final Quota UNLIMITED = new Quota(Limits.NONE, Integer.MAX_VALUE);

    private final TestClock clock = new TestClock();
    private final AtomicInteger freed = new AtomicInteger();
    private final EndpointBreaker breaker = breaker();
    private boolean paused;

    @Test
    void opensAsManyPlacesAsTheConcurrencyLeaves() {
        Gate gate = gate(FOUR);
        assertThat(reserve(gate).count()).isEqualTo(4);

        gate.start(4, 3, clock.instant());

        assertThat(reserve(gate).count()).isEqualTo(1);
        assertThat(reserve(gate)).isEqualTo(Opening.SHUT);
        gate.end();
        assertThat(reserve(gate).count()).isEqualTo(1);
    }

    @Test
    void isShutWhilePaused() {
        Gate gate = gate(FOUR);

        paused = true;

        assertThat(reserve(gate)).isEqualTo(Opening.SHUT);
    }

    @Test
    void isShutUntilTheHoursBegin() {
        var evening = new Hours.Window(EnumSet.allOf(DayOfWeek.class), LocalTime.of(20, 0), LocalTime.MIDNIGHT);
        Gate gate = gate(new Limits(0, 4, Optional.of(new Hours(List.of(evening), ZoneOffset.UTC))));

        assertThat(reserve(gate)).isEqualTo(new Opening(0, Instant.parse("2026-11-22T20:00:00Z")));
        clock.advance(Duration.ofHours(8));
        assertThat(reserve(gate).count()).isEqualTo(4);
    }

    @Test
    void isShutWhileTheReceiverAsksForSilence() {
        Gate gate = gate(FOUR);
        Instant later = clock.instant().plusSeconds(7);

        gate.quietUntil(later);
        gate.quietUntil(clock.instant());

        assertThat(reserve(gate)).isEqualTo(new Opening(0, later));
        clock.advance(Duration.ofSeconds(7));
        assertThat(reserve(gate).count()).isEqualTo(4);
    }

    @Test
    void isShutByTheBreakerUntilItsProbe() {
        Gate gate = gate(FOUR);
        breaker.enter().orElseThrow().settle(true);

        assertThat(reserve(gate)).isEqualTo(new Opening(0, clock.instant().plusSeconds(30)));
        clock.advance(Duration.ofSeconds(30));
        assertThat(reserve(gate).count()).isEqualTo(1);
    }

    @Test
    void opensNoMoreThanTheRateAllows() {
        Gate gate = gate(new Limits(20, 4, Optional.empty()));
        assertThat(reserve(gate).count()).isEqualTo(2);

        gate.start(2, 2, clock.instant());

        assertThat(reserve(gate)).isEqualTo(new Opening(0, clock.instant().plusMillis(100)));
    }

    @Test
    void theEndpointsOfASystemShareItsLimits() {
        Quota system = new Quota(new Limits(0, 5, Optional.empty()), Integer.MAX_VALUE);
        Gate one = new Gate(breaker(), new Quota(FOUR, 1), system, () -> false, () -> {});
        Gate two = new Gate(breaker(), new Quota(FOUR, 1), system, () -> false, freed::incrementAndGet);
        assertThat(one.reserve(clock.instant()).count()).isEqualTo(4);
        assertThat(two.reserve(clock.instant()).count()).isEqualTo(1);
        assertThat(two.reserve(clock.instant()).count()).isZero();
        one.start(4, 4, clock.instant());
        assertThat(freed).hasValue(0);

        one.end();

        assertThat(freed).hasValue(1);
        assertThat(two.reserve(clock.instant()).count()).isEqualTo(1);
    }

    private Opening reserve(Gate gate) {
        return gate.reserve(clock.instant());
    }

    private Gate gate(Limits limits) {
        return new Gate(breaker, new Quota(limits, 1), UNLIMITED, () -> paused, () -> {});
    }

    private EndpointBreaker breaker() {
        return new EndpointBreaker(
                "erp/customers", new Breaker(1, Duration.ofMinutes(1), Duration.ofSeconds(30)), clock, s -> {});
    }
}
