package io.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PaceTest {

    /** Longer than any test lasts: who waits it out would be seen. */
    private static final int AN_HOUR = 3_600_000;

    private final AtomicInteger underway = new AtomicInteger();
    private final Pace pace = Pace.millis(AN_HOUR, underway::get);

    @Test
    void nobodyWaitsWhenAllThatIsUnderwayHasCome() {
        underway.set(1);
        assertThat(pace.await(() -> 1, 256)).isFalse();
    }

    @Test
    void aFullBatchDoesNotWait() {
        underway.set(1000);
        assertThat(pace.await(() -> 256, 256)).isFalse();
    }

    @Test
    void waitsForCompanyUntilAllHasCome() {
        underway.set(3);
        var come = new AtomicInteger();
        assertThat(pace.await(come::incrementAndGet, 256)).isTrue();
        assertThat(come).hasValue(3);
    }

    @Test
    void waitingThatBroughtNoCompanyIsGivenUpForAWhile() {
        underway.set(2);
        pace.gathered(1);
        for (int i = 0; i < 32; i++) {
            assertThat(pace.await(() -> 1, 256)).isFalse();
        }
        var come = new AtomicInteger();
        assertThat(pace.await(come::incrementAndGet, 256)).isTrue();
    }

    @Test
    void arrivalsNeverWait() {
        assertThat(Pace.none().await(() -> 1, 256)).isFalse();
    }

    @Test
    void whoIsInterruptedWaitsNoMore() {
        underway.set(2);
        Thread.currentThread().interrupt();
        pace.await(() -> 1, 256);
        assertThat(Thread.interrupted()).isTrue();
    }
}
