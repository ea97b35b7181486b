package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.Breaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EndpointBreakerTest {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration OPEN_FOR = Duration.ofSeconds(30);

    private final TestClock clock = new TestClock();
    private final List<BreakerState> changes = new ArrayList<>();
    private final EndpointBreaker breaker =
            new EndpointBreaker("erp/customers", new Breaker(3, WINDOW, OPEN_FOR), clock, changes::add);

    @Test
    void opensAfterSoManyFaultsInARow() {
        attempt(true);
        attempt(true);
        assertThat(breaker.admits(8)).isEqualTo(8);

        attempt(true);

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.admits(8)).isZero();
        assertThat(breaker.enter()).isEmpty();
        assertThat(breaker.probeAt()).isEqualTo(clock.instant().plus(OPEN_FOR));
    }

    @Test
    void oneSuccessBreaksTheRow() {
        attempt(true);
        attempt(true);
        attempt(false);
        attempt(true);
        attempt(true);

        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void faultsFurtherApartThanTheWindowDoNotCountTogether() {
        attempt(true);
        attempt(true);
        clock.advance(WINDOW.plusSeconds(1));
        attempt(true);
        attempt(true);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);

        attempt(true);

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void letsOneProbeThroughWhenItsTimeIsOverAndClosesWhenThatSucceeds() {
        open();
        clock.advance(OPEN_FOR);
        assertThat(breaker.admits(8)).isEqualTo(1);
        var probe = breaker.enter().orElseThrow();

        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        assertThat(breaker.admits(8)).isZero();
        assertThat(breaker.enter()).isEmpty();
        probe.settle(false);

        assertThat(breaker.admits(8)).isEqualTo(8);
        assertThat(changes).containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.CLOSED);
    }

    @Test
    void opensAgainWhenTheProbeFails() {
        open();
        clock.advance(OPEN_FOR);

        breaker.enter().orElseThrow().settle(true);

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.probeAt()).isEqualTo(clock.instant().plus(OPEN_FOR));
    }

    @Test
    void attemptsThatWereUnderWayWhenItOpenedChangeNothing() {
        var late = breaker.enter().orElseThrow();
        open();

        late.settle(false);

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void anOperatorMayHoldItOpen() {
        breaker.mode(BreakerMode.OPEN);

        assertThat(breaker.admits(8)).isZero();
        assertThat(breaker.enter()).isEmpty();
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);

        breaker.mode(BreakerMode.AUTOMATIC);
        assertThat(breaker.admits(8)).isEqualTo(8);
    }

    @Test
    void anOperatorMayHoldItClosedWhateverFails() {
        open();

        breaker.mode(BreakerMode.CLOSED);
        attempt(true);

        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(breaker.admits(8)).isEqualTo(8);
    }

    @Property
    void isOpenExactlyAfterThreeFaultsInARowWhateverCameBefore(@ForAll List<Boolean> faults) {
        EndpointBreaker fresh = new EndpointBreaker("e", new Breaker(3, WINDOW, OPEN_FOR), new TestClock(), s -> {});
        int row = 0;
        for (boolean fault : faults) {
            var pass = fresh.enter();
            if (row == 3) {
                assertThat(pass).isEmpty();
                return;
            }
            pass.orElseThrow().settle(fault);
            row = fault ? row + 1 : 0;
        }
        assertThat(fresh.state()).isEqualTo(row == 3 ? BreakerState.OPEN : BreakerState.CLOSED);
    }

    private void open() {
        attempt(true);
        attempt(true);
        attempt(true);
    }

    private void attempt(boolean fault) {
        breaker.enter().orElseThrow().settle(fault);
    }
}
