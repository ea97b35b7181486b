package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClaimPaceTest {

    private final TestClock clock = new TestClock();
    private final ClaimPace pace = new ClaimPace(8);

    @Test
    void servesAnIdleEndpointAtOnce() {
        assertThat(pace.next(1, clock.instant())).isEqualTo(clock.instant());

        pace.claimed(8, 1, clock.instant());
        clock.advance(Duration.ofSeconds(1));

        assertThat(pace.next(1, clock.instant())).isEqualTo(clock.instant());
    }

    @Test
    void waitsForCompanyAfterAClaimThatTookEverything() {
        pace.claimed(8, 3, clock.instant());

        assertThat(pace.next(5, clock.instant())).isEqualTo(clock.instant().plus(ClaimPace.GAP));
    }

    @Test
    void claimsABacklogWhenHalfOfThePlacesAreFree() {
        pace.claimed(8, 8, clock.instant());

        assertThat(pace.next(3, clock.instant())).isEqualTo(clock.instant().plus(ClaimPace.GAP));
        assertThat(pace.next(4, clock.instant())).isEqualTo(clock.instant());
    }
}
