package io.sluice.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.Inflow;
import io.sluice.receive.Throttle.Later;
import io.sluice.receive.Throttle.Now;
import io.sluice.receive.Throttle.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A limit, with time driven by the test. */
class GateTest {

    private static final long SECOND = 1_000_000_000L;

    private static boolean now(Turn turn) {
        return turn instanceof Now;
    }

    @Example
    void aBurstComesAtOnceAndThenTheRate() {
        Gate gate = new Gate(new Inflow(10, 3, 0));

        assertThat(List.of(
                        now(gate.ask(0, true)), now(gate.ask(0, true)), now(gate.ask(0, true)), now(gate.ask(0, true))))
                .containsExactly(true, true, true, false);
        assertThat(((Later) gate.ask(0, true)).after()).isEqualTo(Duration.ofMillis(100));
        assertThat(now(gate.ask(SECOND / 10, true))).isTrue();
        assertThat(now(gate.ask(SECOND / 10, true))).isFalse();
    }

    @Example
    void whoWaitsAsLongAsToldHasATurn() {
        Gate gate = new Gate(new Inflow(3, 1, 0));
        long time = 0;
        for (int i = 0; i < 20; i++) {
            if (gate.ask(time, true) instanceof Later later) {
                time += later.after().toNanos();
                assertThat(now(gate.ask(time, true))).isTrue();
            }
        }
    }

    @Example
    void placesAreGivenBackWithTheVerdict() {
        Gate gate = new Gate(new Inflow(0, 0, 1));

        Now first = (Now) gate.ask(0, true);
        assertThat(now(gate.ask(0, true))).isFalse();
        first.pass().end();

        assertThat(now(gate.ask(0, true))).isTrue();
        assertThat(gate.status("ehr").underWay()).isEqualTo(1);
        assertThat(gate.status("ehr").heldUp()).isEqualTo(1);
    }

    @Example
    void whoIsToldToWaitIsCountedOnceHoweverOftenItAsks() {
        Gate gate = new Gate(new Inflow(1, 1, 0));
        gate.ask(0, true);

        gate.ask(1, true);
        gate.ask(2, false);
        gate.ask(3, false);

        assertThat(gate.status("ehr").heldUp()).isEqualTo(1);
    }

    /** Whatever comes and whenever: in no window of any length come more than the burst and the rate allow. */
    @Property
    void noWindowHasMoreThanTheLimit(
            @ForAll @IntRange(min = 1, max = 50) int rate,
            @ForAll @IntRange(min = 1, max = 10) int burst,
            @ForAll @Size(max = 200) List<@IntRange(max = 100_000_000) Integer> pauses) {
        Gate gate = new Gate(new Inflow(rate, burst, 0));
        List<Long> taken = new ArrayList<>();
        long time = 0;
        for (int pause : pauses) {
            time += pause;
            if (now(gate.ask(time, true))) {
                taken.add(time);
            }
        }
        for (int i = 0; i < taken.size(); i++) {
            for (int j = i; j < taken.size(); j++) {
                double allowed = burst + rate * (taken.get(j) - taken.get(i)) / 1e9;
                assertThat(j - i + 1.0).isLessThanOrEqualTo(allowed + 1e-6);
            }
        }
    }
}
